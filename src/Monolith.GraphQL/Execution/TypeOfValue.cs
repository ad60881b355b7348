using System.Collections;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>ResolveAbstractType (specification, section 6.4.3): which object type a value is of.</summary>
internal static class TypeOfValue
{
    public static ObjectType? Find(Schema schema, NamedType declared, object value)
    {
        if (declared is ObjectType only)
        {
            return value is NodeRef stub && stub.TypeName != only.Name ? null : only;
        }

        var name = value is NodeRef node ? node.TypeName : declared switch
        {
            InterfaceType { ResolveType: { } resolve } => resolve(value),
            UnionType { ResolveType: { } resolve } => resolve(value),
            _ => null,
        };
        var type = name is not null ? schema.FindType(name) as ObjectType : schema.FindByClrType(value.GetType()) ?? ByTest(schema, declared, value) ?? ByEntry(schema, value);
        return type is not null && schema.IsPossibleType(declared, type) ? type : null;
    }

    private static ObjectType? ByTest(Schema schema, NamedType declared, object value)
    {
        foreach (var type in schema.PossibleTypes(declared))
        {
            if (type.IsTypeOf?.Invoke(value) is true)
            {
                return type;
            }
        }

        return null;
    }

    private static ObjectType? ByEntry(Schema schema, object value) => value switch
    {
        IReadOnlyDictionary<string, object?> entries when entries.TryGetValue("__typename", out var name) && name is string text => schema.FindType(text) as ObjectType,
        IDictionary entries when entries["__typename"] is string text => schema.FindType(text) as ObjectType,
        _ => null,
    };
}

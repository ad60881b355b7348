using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>Input coercion of literals and JSON values (specification, sections 3.5 to 3.12 and 6.4.1).</summary>
internal static class InputCoercion
{
    /// <summary>Why a default literal does not fit a type, or null when it does.</summary>
    public static string? DefaultFault(GraphType type, ValueNode literal) => (type, literal) switch
    {
        (NonNullType, NullValueNode) => "It must not be null.",
        (NonNullType nonNull, _) => DefaultFault(nonNull.InnerType, literal),
        (_, NullValueNode) => null,
        (ListType list, ListValueNode items) => items.Items.Select(item => DefaultFault(list.ItemType, item)).FirstOrDefault(fault => fault is not null),
        (ListType list, _) => DefaultFault(list.ItemType, literal),
        (ScalarType scalar, _) => scalar.TryParseLiteral(literal, out _, out var fault) ? null : fault,
        (EnumType enumeration, _) => enumeration.TryParseLiteral(literal, out _) ? null : $"It is not a value of {enumeration.Name}.",
        (InputObjectType input, ObjectValueNode fields) => ObjectFault(input, fields),
        _ => "An object is expected.",
    };

    private static string? ObjectFault(InputObjectType type, ObjectValueNode literal)
    {
        foreach (var field in literal.Fields)
        {
            if (!type.Fields.TryGet(field.Name.Value, out var known))
            {
                return $"{type.Name} has no field '{field.Name.Value}'.";
            }

            if (known.IsResolved && DefaultFault(known.Type, field.Value) is { } fault)
            {
                return fault;
            }
        }

        if (type.IsOneOf && (literal.Fields.Length != 1 || literal.Fields[0].Value is NullValueNode))
        {
            return $"{type.Name} takes exactly one field that is not null.";
        }

        var missing = type.Fields.FirstOrDefault(f => f.IsResolved && f.IsRequired && literal.Fields.All(given => given.Name.Value != f.Name));
        return missing is null ? null : $"{type.Name}.{missing.Name} is required.";
    }
}

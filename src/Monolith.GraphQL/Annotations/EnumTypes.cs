using System.Reflection;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Annotations;

/// <summary>CLR enums as enum types.</summary>
internal static class EnumTypes
{
    public static EnumType For(ClrTypes types, Type type) => types.Builder.GetOrAddType(types.TypeName(type, input: false), name => Make(name, type));

    private static EnumType Make(string name, Type type)
    {
        var made = new EnumType(name) { Description = XmlDocs.Of(type), ClrType = type };
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            if (ClrTypes.Attribute<GraphQLIgnoreAttribute>(field) is null)
            {
                made.Values.Add(new EnumValue(ClrTypes.Attribute<GraphQLNameAttribute>(field)?.Name ?? NameRules.UpperSnake(field.Name), field.GetValue(null))
                {
                    Description = XmlDocs.Of(field),
                    DeprecationReason = ClrTypes.Attribute<GraphQLDeprecatedAttribute>(field)?.Reason,
                });
            }
        }

        return made;
    }
}

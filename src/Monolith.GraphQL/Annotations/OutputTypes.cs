using System.Reflection;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Annotations;

/// <summary>CLR records and classes as object, interface and union types.</summary>
internal static class OutputTypes
{
    public static NamedType For(ClrTypes types, Type type)
    {
        if (ClrTypes.Attribute<UnionTypeAttribute>(type) is not null)
        {
            return UnionFor(types, type);
        }

        return ClrTypes.Attribute<InterfaceTypeAttribute>(type) is not null ? InterfaceFor(types, type) : ObjectFor(types, type);
    }

    public static ObjectType ObjectFor(ClrTypes types, Type type)
    {
        var name = types.TypeName(type, input: false);
        if (types.Builder.FindType(name) is ObjectType present && present.ClrType is not null)
        {
            return present.ClrType == type ? present : throw new NotSupportedException($"Both {present.ClrType} and {type} would be the type '{name}'.");
        }

        if (type.IsPrimitive || type == typeof(NodeRef))
        {
            throw new NotSupportedException($"{type} cannot be shown without saying as which type: register it, or write [GraphQLType(…)].");
        }

        var made = types.Builder.Object(name);
        made.ClrType = type;
        made.Description ??= XmlDocs.Of(type);
        made.Cost ??= CostOf(type);
        AddProperties(types, type, made);
        foreach (var promised in type.GetInterfaces().Append(type.BaseType).Where(b => b is not null && ClrTypes.Attribute<InterfaceTypeAttribute>(b) is not null))
        {
            made.Implements.Add(InterfaceFor(types, promised!).Name);
        }

        types.OnObjectType?.Invoke(type, made);
        return made;
    }

    public static void Describe(ICustomAttributeProvider member, OutputField field, string? description)
    {
        field.Description ??= description;
        field.DeprecationReason ??= ClrTypes.Attribute<GraphQLDeprecatedAttribute>(member)?.Reason;
        field.StandsAlone |= ClrTypes.Attribute<GraphQLAloneAttribute>(member) is not null;
        field.Cost = ClrTypes.Attribute<CostAttribute>(member)?.Weight ?? field.Cost;
        field.ListSize = ClrTypes.Attribute<ListSizeAttribute>(member)?.ToListSize() ?? field.ListSize;
    }

    public static bool CanBeStub(Type type) => type == typeof(object) || type == typeof(NodeRef) || (ValueConversion.ItemType(type) is { } item && CanBeStub(item));

    // The wrappers of a page are no objects of their own.
    private static int? CostOf(Type type) =>
        ClrTypes.Attribute<CostAttribute>(type)?.Weight
        ?? (type == typeof(PageInfo) || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Connection<>) || type.GetGenericTypeDefinition() == typeof(Edge<>))) ? 0 : null);

    private static void AddProperties(ClrTypes types, Type type, ComplexType made)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && p.CanRead);
        foreach (var property in properties)
        {
            var name = ClrTypes.MemberName(property, property.Name);
            if (ClrTypes.Attribute<GraphQLIgnoreAttribute>(property) is not null || types.Ignores?.Invoke(property) is true || made.Fields.Contains(name))
            {
                continue;
            }

            var field = new OutputField(name, types.TypeOf(property, input: false))
            {
                Pure = Encoded(property, MemberResolver.Getter(property)),
                MayBeStub = CanBeStub(property.PropertyType),
            };
            Describe(property, field, XmlDocs.Of(property));
            types.OnField?.Invoke(property, field);
            made.Fields.Add(field);
        }
    }

    private static Func<object, object?> Encoded(PropertyInfo property, Func<object, object?> getter) =>
        ClrTypes.Attribute<IDAttribute>(property)?.TypeName is { } typeName ? parent => NodeIdCodec.EncodeAll(typeName, getter(parent)) : getter;

    private static InterfaceType InterfaceFor(ClrTypes types, Type type)
    {
        var name = types.TypeName(type, input: false);
        if (types.Builder.FindType(name) is InterfaceType { ClrType: not null } present)
        {
            return present;
        }

        var made = types.Builder.GetOrAddType(name, static n => new InterfaceType(n));
        made.ClrType = type;
        made.Description ??= XmlDocs.Of(type);
        made.Cost ??= CostOf(type);
        AddProperties(types, type, made);
        foreach (var concrete in Concrete(type))
        {
            ObjectFor(types, concrete);
        }

        return made;
    }

    private static UnionType UnionFor(ClrTypes types, Type type)
    {
        var name = types.TypeName(type, input: false);
        if (types.Builder.FindType(name) is UnionType present)
        {
            return present;
        }

        var made = types.Builder.GetOrAddType(name, static n => new UnionType(n));
        made.ClrType = type;
        made.Description ??= XmlDocs.Of(type);
        made.Cost ??= CostOf(type);
        foreach (var concrete in Concrete(type))
        {
            made.Members.Add(ObjectFor(types, concrete).Name);
        }

        return made;
    }

    private static IEnumerable<Type> Concrete(Type type) => type.Assembly.GetTypes().Where(t => !t.IsAbstract && type.IsAssignableFrom(t)).OrderBy(t => t.Name, StringComparer.Ordinal);
}

using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Monolith.GraphQL.Types;

/// <summary>A schema that can be executed against (specification, section 3.3). It never changes; all threads share it.</summary>
public sealed class Schema
{
    private FrozenDictionary<string, NamedType> _byName = FrozenDictionary<string, NamedType>.Empty;
    private FrozenDictionary<string, ObjectType[]> _possible = FrozenDictionary<string, ObjectType[]>.Empty;
    private FrozenDictionary<Type, ObjectType> _byClrType = FrozenDictionary<Type, ObjectType>.Empty;

    internal Schema()
    {
    }

    /// <summary>What the schema is for, or null.</summary>
    public string? Description { get; internal init; }

    /// <summary>The root of queries. Never null in a valid schema.</summary>
    public ObjectType? QueryType { get; internal set; }

    /// <summary>The root of mutations, or null.</summary>
    public ObjectType? MutationType { get; internal set; }

    /// <summary>The root of subscriptions, or null.</summary>
    public ObjectType? SubscriptionType { get; internal set; }

    /// <summary>All types, those of introspection too; roots first, then in the order added.</summary>
    public IReadOnlyList<NamedType> Types { get; private set; } = [];

    /// <summary>All directives, the specified ones first.</summary>
    public MemberCollection<DirectiveType> Directives { get; } = [];

    /// <summary>The field <c>__schema</c> of the query root.</summary>
    public OutputField SchemaField { get; internal set; } = null!; // Set while the schema is built.

    /// <summary>The field <c>__type</c> of the query root.</summary>
    public OutputField TypeField { get; internal set; } = null!; // Set while the schema is built.

    /// <summary>The field <c>__typename</c> of every composite type.</summary>
    public OutputField TypeNameField { get; internal set; } = null!; // Set while the schema is built.

    /// <summary>The type of a name, or null.</summary>
    public NamedType? FindType(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The type of a name, if there is one of that kind.</summary>
    public bool TryGetType<T>(string name, [NotNullWhen(true)] out T? type)
        where T : NamedType
    {
        type = FindType(name) as T;
        return type is not null;
    }

    /// <summary>The root type of an operation kind, or null.</summary>
    public ObjectType? RootType(Language.OperationType operation) => operation switch
    {
        Language.OperationType.Query => QueryType,
        Language.OperationType.Mutation => MutationType,
        _ => SubscriptionType,
    };

    /// <summary>The field of a composite type, the three meta fields included, or null.</summary>
    public OutputField? FindField(NamedType parent, string name)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            var meta = MetaField(parent, name);
            if (meta is not null)
            {
                return meta;
            }
        }

        return (parent as ComplexType)?.Fields.Find(name);
    }

    /// <summary>The object types an object, interface or union may be (GetPossibleTypes, section 5.5.2.3).</summary>
    public IReadOnlyList<ObjectType> PossibleTypes(NamedType type) =>
        type is ObjectType self ? [self] : _possible.GetValueOrDefault(type.Name, []);

    /// <summary>Whether a value of an object type may stand where the composite type is asked for.</summary>
    public bool IsPossibleType(NamedType type, ObjectType candidate) =>
        ReferenceEquals(type, candidate) || (type is UnionType union ? union.Types.Contains(candidate) : candidate.Interfaces.Contains(type));

    /// <summary>Whether each value of one type is a value of the other (IsSubType; wrappers and nullability included).</summary>
    public bool IsSubType(GraphType candidate, GraphType type) => (candidate, type) switch
    {
        _ when ReferenceEquals(candidate, type) => true,
        (NonNullType c, NonNullType t) => IsSubType(c.InnerType, t.InnerType),
        (NonNullType c, _) => IsSubType(c.InnerType, type),
        (_, NonNullType) => false,
        (ListType c, ListType t) => IsSubType(c.ItemType, t.ItemType),
        (ListType, _) or (_, ListType) => false,
        (ObjectType c, NamedType t) => t.IsAbstract && IsPossibleType(t, c),
        (InterfaceType c, InterfaceType t) => c.Interfaces.Contains(t),
        _ => false,
    };

    /// <summary>The object type that shows values of a CLR type, or null.</summary>
    public ObjectType? FindByClrType(Type clrType)
    {
        for (var type = clrType; type is not null; type = type.BaseType)
        {
            if (_byClrType.TryGetValue(type, out var found))
            {
                return found;
            }
        }

        return null;
    }

    internal void Complete(IReadOnlyDictionary<string, NamedType> types)
    {
        NamedType?[] roots = [QueryType, MutationType, SubscriptionType];
        Types = [.. roots.OfType<NamedType>().Distinct(), .. types.Values.Where(t => !roots.Contains(t) && !t.IsIntrospection), .. types.Values.Where(t => t.IsIntrospection)];
        _byName = types.ToFrozenDictionary(StringComparer.Ordinal);
        var objects = types.Values.OfType<ObjectType>().ToArray();
        _byClrType = objects.Where(t => t.ClrType is not null).DistinctBy(t => t.ClrType).ToFrozenDictionary(t => t.ClrType!);
        _possible = types.Values.Where(t => t.IsAbstract).ToFrozenDictionary(
            t => t.Name,
            t => t is UnionType union ? union.Types.ToArray() : objects.Where(o => o.Interfaces.Contains(t)).ToArray(),
            StringComparer.Ordinal);
        Directives.Freeze();
    }

    private OutputField? MetaField(NamedType parent, string name) => name switch
    {
        "__typename" when parent.IsComposite => TypeNameField,
        "__schema" when ReferenceEquals(parent, QueryType) => SchemaField,
        "__type" when ReferenceEquals(parent, QueryType) => TypeField,
        _ => null,
    };
}

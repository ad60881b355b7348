namespace Monolith.GraphQL.Types;

/// <summary>A type with output fields: object or interface.</summary>
public abstract class ComplexType(string name) : NamedType(name)
{
    private readonly List<InterfaceType> _interfaces = [];

    /// <summary>The fields in the order declared.</summary>
    public MemberCollection<OutputField> Fields { get; } = [];

    /// <summary>The interfaces the type declares to implement, as named. Add to it before the schema is built.</summary>
    public IList<TypeReference> Implements { get; } = [];

    /// <summary>The interfaces the type implements; filled when the schema is built.</summary>
    public IReadOnlyList<InterfaceType> Interfaces => _interfaces;

    internal override void Resolve(TypeResolution resolution)
    {
        foreach (var reference in Implements)
        {
            if (resolution.Resolve(reference, Name) is { } type)
            {
                if (type is InterfaceType implemented)
                {
                    _interfaces.Add(implemented);
                }
                else
                {
                    resolution.Fault(Name, $"implements {type}, which is not an interface type.");
                }
            }
        }

        for (var i = 0; i < Fields.Count; i++)
        {
            Fields[i].ResolveTypes(resolution, Name);
        }
    }

    internal override void Freeze()
    {
        base.Freeze();
        Fields.Freeze();
        foreach (var field in Fields)
        {
            field.Arguments.Freeze();
        }
    }
}

/// <summary>An object type (specification, section 3.6).</summary>
public sealed class ObjectType(string name) : ComplexType(name)
{
    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Object;

    /// <summary>Whether a value belongs to this type, where an interface or union must choose. Null: by <see cref="NamedType.ClrType"/>.</summary>
    public Func<object, bool>? IsTypeOf { get; set; }

    /// <summary>Fetches an object of this type by its key, for <c>node</c>, <c>nodes</c> and stubs. Null: the type is not refetchable.</summary>
    public Relay.NodeResolver? NodeResolver { get; set; }
}

/// <summary>An interface type, which may implement others (specification, section 3.7).</summary>
public sealed class InterfaceType(string name) : ComplexType(name)
{
    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Interface;

    /// <summary>Names the object type of a value. Null: the types are asked.</summary>
    public Func<object, string?>? ResolveType { get; set; }
}

/// <summary>A union type (specification, section 3.8).</summary>
public sealed class UnionType(string name) : NamedType(name)
{
    private readonly List<ObjectType> _types = [];

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Union;

    /// <summary>The members as named. Add to it before the schema is built.</summary>
    public IList<TypeReference> Members { get; } = [];

    /// <summary>The members; filled when the schema is built.</summary>
    public IReadOnlyList<ObjectType> Types => _types;

    /// <summary>Names the object type of a value. Null: the types are asked.</summary>
    public Func<object, string?>? ResolveType { get; set; }

    internal override void Resolve(TypeResolution resolution)
    {
        foreach (var reference in Members)
        {
            if (resolution.Resolve(reference, Name) is not { } type)
            {
                continue;
            }

            if (type is ObjectType member && !_types.Contains(member))
            {
                _types.Add(member);
            }
            else
            {
                resolution.Fault(Name, type is ObjectType ? $"includes {type} more than once." : $"includes {type}, which is not an object type.");
            }
        }
    }
}

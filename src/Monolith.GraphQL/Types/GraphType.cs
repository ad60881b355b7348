namespace Monolith.GraphQL.Types;

/// <summary>The eight kinds of type (specification, section 4.2.2).</summary>
public enum TypeKind
{
    /// <summary>A leaf with its own text form.</summary>
    Scalar,

    /// <summary>A set of fields.</summary>
    Object,

    /// <summary>Fields that several object types promise.</summary>
    Interface,

    /// <summary>One of several object types.</summary>
    Union,

    /// <summary>One of several names.</summary>
    Enum,

    /// <summary>A structured argument.</summary>
    InputObject,

    /// <summary>A list of another type.</summary>
    List,

    /// <summary>Another type without null.</summary>
    NonNull,
}

/// <summary>A type of the schema: named, or a list or non-null wrapper around another.</summary>
public abstract class GraphType
{
    private ListType? _list;
    private NonNullType? _nonNull;

    /// <summary>What the type is.</summary>
    public abstract TypeKind Kind { get; }

    /// <summary>The list of this type. One instance a type, so references can be compared.</summary>
    public ListType ListOf() => _list ?? Interlocked.CompareExchange(ref _list, new ListType(this), null) ?? _list;

    /// <summary>This type without null; itself when it is non-null already. One instance a type.</summary>
    public virtual NonNullType NonNullOf() => _nonNull ?? Interlocked.CompareExchange(ref _nonNull, new NonNullType(this), null) ?? _nonNull;

    /// <summary>Whether null is refused.</summary>
    public bool IsNonNull => Kind is TypeKind.NonNull;

    /// <summary>The type inside all wrappers.</summary>
    public NamedType NamedType => this switch
    {
        ListType list => list.ItemType.NamedType,
        NonNullType nonNull => nonNull.InnerType.NamedType,
        _ => (NamedType)this,
    };

    /// <summary>This type without its outer non-null wrapper.</summary>
    public GraphType NullableType => this is NonNullType nonNull ? nonNull.InnerType : this;

    /// <summary>Whether the type may be an argument or input field (IsInputType, section 3.4.2).</summary>
    public bool IsInputType => NamedType.Kind is TypeKind.Scalar or TypeKind.Enum or TypeKind.InputObject;

    /// <summary>Whether the type may be a field's result (IsOutputType, section 3.4.2).</summary>
    public bool IsOutputType => NamedType.Kind is not TypeKind.InputObject;

    /// <summary>Whether the type is a scalar or an enum.</summary>
    public bool IsLeaf => Kind is TypeKind.Scalar or TypeKind.Enum;

    /// <summary>Whether the type has selections: object, interface or union.</summary>
    public bool IsComposite => Kind is TypeKind.Object or TypeKind.Interface or TypeKind.Union;

    /// <summary>Whether the type stands for several object types: interface or union.</summary>
    public bool IsAbstract => Kind is TypeKind.Interface or TypeKind.Union;
}

/// <summary>A list type.</summary>
public sealed class ListType : GraphType
{
    internal ListType(GraphType itemType) => ItemType = itemType;

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.List;

    /// <summary>The type of the items.</summary>
    public GraphType ItemType { get; }

    /// <inheritdoc/>
    public override string ToString() => $"[{ItemType}]";
}

/// <summary>A type that refuses null.</summary>
public sealed class NonNullType : GraphType
{
    internal NonNullType(GraphType innerType) => InnerType = innerType;

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.NonNull;

    /// <summary>The nullable type inside: named or a list.</summary>
    public GraphType InnerType { get; }

    /// <inheritdoc/>
    public override NonNullType NonNullOf() => this;

    /// <inheritdoc/>
    public override string ToString() => $"{InnerType}!";
}

namespace Monolith.GraphQL.Language;

/// <summary>A reference to a type.</summary>
public abstract class TypeNode(Location location) : SyntaxNode(location);

/// <summary>A type by name.</summary>
public sealed class NamedTypeNode(Location location, NameNode name) : TypeNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.NamedType;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;
}

/// <summary>A list of a type.</summary>
public sealed class ListTypeNode(Location location, TypeNode type) : TypeNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ListType;

    /// <summary>The type of the items.</summary>
    public TypeNode Type { get; } = type;
}

/// <summary>A type whose null is refused.</summary>
public sealed class NonNullTypeNode(Location location, TypeNode type) : TypeNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.NonNullType;

    /// <summary>The nullable type inside: a named type or a list.</summary>
    public TypeNode Type { get; } = type;
}

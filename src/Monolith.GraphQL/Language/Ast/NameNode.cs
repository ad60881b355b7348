namespace Monolith.GraphQL.Language;

/// <summary>A name.</summary>
public sealed class NameNode(Location location, string value) : SyntaxNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Name;

    /// <summary>The name.</summary>
    public string Value { get; } = value;
}

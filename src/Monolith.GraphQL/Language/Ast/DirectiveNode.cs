using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

/// <summary>The use of a directive.</summary>
public sealed class DirectiveNode(Location location, NameNode name, ImmutableArray<ArgumentNode> arguments) : SyntaxNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Directive;

    /// <summary>The name without the at sign.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The arguments in the order written.</summary>
    public ImmutableArray<ArgumentNode> Arguments { get; } = arguments;
}

/// <summary>A node that can carry directives.</summary>
public interface IHasDirectives
{
    /// <summary>The directives in the order written.</summary>
    ImmutableArray<DirectiveNode> Directives { get; }
}

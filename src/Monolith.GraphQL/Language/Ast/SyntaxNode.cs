namespace Monolith.GraphQL.Language;

/// <summary>A node of a parsed document. Nodes never change, so a document can be shared by all requests.</summary>
public abstract class SyntaxNode(Location location)
{
    /// <summary>What the node is.</summary>
    public abstract SyntaxKind Kind { get; }

    /// <summary>Where the node was written; <see cref="Location.None"/> for a node made by code.</summary>
    public Location Location { get; } = location;
}

/// <summary>The three kinds of operation.</summary>
public enum OperationType
{
    /// <summary>Reads.</summary>
    Query,

    /// <summary>Writes, one root field after the other.</summary>
    Mutation,

    /// <summary>Answers each time something happens.</summary>
    Subscription,
}

using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Types;

/// <summary>The switch of incremental delivery.</summary>
public static class IncrementalDirectives
{
    /// <summary>
    /// Defines <c>@defer</c> and <c>@stream</c> (draft of the specification, section "Incremental delivery": <c>pending</c>, <c>incremental</c>, <c>completed</c>).
    /// Callers who take several results then get fragments and list items after the rest: by <c>multipart/mixed</c>, over WebSockets and event streams. For
    /// others the directives change nothing. Without this call the schema does not know them.
    /// </summary>
    public static SchemaBuilder AddIncrementalDirectives(this SchemaBuilder builder) => builder.AddDirective(Defer()).AddDirective(Stream());

    private static DirectiveType Defer() => new("defer", DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment)
    {
        Description = "The fragment may be answered after the rest of the operation.",
        Arguments = { If(), Label() },
    };

    private static DirectiveType Stream() => new("stream", DirectiveLocation.Field)
    {
        Description = "Items of the list may be answered after the rest of the operation.",
        Arguments =
        {
            If(),
            Label(),
            new Argument("initialCount", "Int!") { Description = "How many items come with the first result.", DefaultValue = new IntValueNode(Location.None, "0") },
        },
    };

    private static Argument If() => new("if", "Boolean!") { Description = "Whether the directive does anything.", DefaultValue = new BooleanValueNode(Location.None, true) };

    private static Argument Label() => new("label", "String") { Description = "A name for what comes later, unique in the document." };
}

using Monolith.GraphQL.Language;
using static Monolith.GraphQL.Types.DirectiveLocation;

namespace Monolith.GraphQL.Types;

/// <summary>The directives that every schema has (specification, sections 3.13.1 to 3.13.5).</summary>
internal static class SpecifiedDirectives
{
    public const string DefaultDeprecationReason = "No longer supported";

    public static bool IsSpecified(string name) => name is "skip" or "include" or "deprecated" or "specifiedBy" or "oneOf";

    public static IReadOnlyList<DirectiveType> All() =>
    [
        new("include", Field, FragmentSpread, InlineFragment)
        {
            Description = "Directs the executor to include this field or fragment only when the `if` argument is true.",
            Arguments = { new Argument("if", "Boolean!") { Description = "Included when true." } },
        },
        new("skip", Field, FragmentSpread, InlineFragment)
        {
            Description = "Directs the executor to skip this field or fragment when the `if` argument is true.",
            Arguments = { new Argument("if", "Boolean!") { Description = "Skipped when true." } },
        },
        new("deprecated", FieldDefinition, ArgumentDefinition, InputFieldDefinition, DirectiveLocation.EnumValue, DirectiveDefinition)
        {
            Description = "Marks an element of a GraphQL schema as no longer supported.",
            Arguments =
            {
                new Argument("reason", "String!")
                {
                    Description = "Why the element was deprecated and what to use instead, in Markdown.",
                    DefaultValue = new StringValueNode(Location.None, DefaultDeprecationReason, false),
                },
            },
        },
        new("specifiedBy", Scalar)
        {
            Description = "Exposes a URL that specifies the behavior of this scalar.",
            Arguments = { new Argument("url", "String!") { Description = "The URL that specifies the behavior of this scalar." } },
        },
        new("oneOf", DirectiveLocation.InputObject) { Description = "Indicates exactly one field must be supplied and this field must not be `null`." },
    ];
}

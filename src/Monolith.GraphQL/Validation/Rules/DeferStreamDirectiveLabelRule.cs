using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Labels of @defer and @stream are texts of the document, each used once (draft, "Defer And Stream Directive Labels Are Unique").</summary>
internal sealed class DeferStreamDirectiveLabelRule : ValidationRule
{
    private readonly Dictionary<string, DirectiveNode> known = new(StringComparer.Ordinal);

    public override void Enter(ValidationContext context, DirectiveNode node)
    {
        var label = node.Arguments.FirstOrDefault(a => a.Name.Value == "label")?.Value;
        if (node.Name.Value is not ("defer" or "stream") || label is null or NullValueNode)
        {
            return;
        }

        if (label is not StringValueNode text)
        {
            context.Report($"Argument \"@{node.Name.Value}(label:)\" must be a static string.", node);
        }
        else if (!known.TryAdd(text.Value, node))
        {
            context.Report("Labels of \"@defer\" and \"@stream\" must be unique.", known[text.Value], node);
        }
    }
}

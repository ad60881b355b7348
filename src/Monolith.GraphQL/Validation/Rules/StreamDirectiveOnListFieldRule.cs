using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Only lists are streamed (draft, "Stream Directives Are Used On List Fields").</summary>
internal sealed class StreamDirectiveOnListFieldRule : ValidationRule
{
    public override void Enter(ValidationContext context, FieldNode node)
    {
        if (context.Field is { Type.NullableType: not ListType } field && node.Directives.FirstOrDefault(d => d.Name.Value == "stream") is { } use)
        {
            context.Report($"Directive \"@stream\" cannot be used on non-list field \"{context.ParentType}.{field.Name}\".", use);
        }
    }
}

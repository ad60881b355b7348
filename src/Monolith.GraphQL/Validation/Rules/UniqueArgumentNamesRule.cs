using Monolith.GraphQL.Language;
using System.Collections.Immutable;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Argument names are unique in a field or directive (section 5.4.2).</summary>
internal sealed class UniqueArgumentNamesRule : ValidationRule
{
    public override void Enter(ValidationContext context, FieldNode node) => Check(context, node.Arguments);

    public override void Enter(ValidationContext context, DirectiveNode node) => Check(context, node.Arguments);

    private static void Check(ValidationContext context, ImmutableArray<ArgumentNode> arguments)
    {
        if (arguments.Length > 1)
        {
            Duplicates.Report(context, arguments.Select(a => a.Name), name => $"There can be only one argument named \"{name}\".");
        }
    }
}

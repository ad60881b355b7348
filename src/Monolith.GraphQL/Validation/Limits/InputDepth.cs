using System.Collections.Immutable;
using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Limits;

/// <summary>Looks for literals with too many nested lists and objects, and lists with too many items, in arguments, directives and defaults.</summary>
internal sealed class InputDepth(ValidationContext context)
{
    public void Check(OperationDefinitionNode operation)
    {
        foreach (var variable in operation.VariableDefinitions)
        {
            if (variable.DefaultValue is not null)
            {
                Check(variable.DefaultValue, 0);
            }

            Check(variable.Directives);
        }

        Check(operation.Directives);
        Check(operation.SelectionSet);
    }

    public void Check(FragmentDefinitionNode fragment)
    {
        Check(fragment.Directives);
        Check(fragment.SelectionSet);
    }

    private void Check(SelectionSetNode root)
    {
        var waiting = new Stack<SelectionSetNode>([root]);
        while (waiting.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                Check(selection.Directives);
                if (selection is FieldNode field)
                {
                    Check(field.Arguments);
                }

                if ((selection as FieldNode)?.SelectionSet is { } inner)
                {
                    waiting.Push(inner);
                }
                else if (selection is InlineFragmentNode inline)
                {
                    waiting.Push(inline.SelectionSet);
                }
            }
        }
    }

    private void Check(ImmutableArray<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            Check(directive.Arguments);
        }
    }

    private void Check(ImmutableArray<ArgumentNode> arguments)
    {
        foreach (var argument in arguments)
        {
            Check(argument.Value, 0);
        }
    }

    private bool Check(ValueNode value, int depth)
    {
        if (value is not (ListValueNode or ObjectValueNode))
        {
            return true;
        }

        if (depth >= Math.Min(context.Options.MaxInputDepth, 250))
        {
            context.ReportLimit($"The value is nested deeper than the limit of {context.Options.MaxInputDepth} levels.", "INPUT_TOO_DEEP", value);
            return false;
        }

        if (value is ListValueNode { Items.Length: var items } && items > context.Options.MaxListItems)
        {
            context.ReportLimit($"The list is longer than the limit of {context.Options.MaxListItems} items.", "LIST_TOO_LONG", value);
            return false;
        }

        var isShallow = true;
        if (value is ListValueNode list)
        {
            for (var i = 0; isShallow && i < list.Items.Length; i++)
            {
                isShallow = Check(list.Items[i], depth + 1);
            }
        }
        else
        {
            var fields = ((ObjectValueNode)value).Fields;
            for (var i = 0; isShallow && i < fields.Length; i++)
            {
                isShallow = Check(fields[i].Value, depth + 1);
            }
        }

        return isShallow;
    }
}

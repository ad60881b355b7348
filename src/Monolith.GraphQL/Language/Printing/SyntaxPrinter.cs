using System.Collections.Immutable;
using System.Text;

namespace Monolith.GraphQL.Language;

/// <summary>Prints syntax in the reference implementation's layout: two spaces, one selection a line, arguments on one line up to 80 characters.</summary>
public static partial class SyntaxPrinter
{
    private const int LongestLine = 80;
    private const int DeepestNesting = 400;

    /// <summary>The text of a node.</summary>
    /// <exception cref="InvalidOperationException">The node, made by code, is nested more than 400 levels deep.</exception>
    public static string Print(SyntaxNode node) => Print(node, 0);

    private static string Print(SyntaxNode? node, int depth) => depth > DeepestNesting
        ? throw new InvalidOperationException("The syntax tree is too deep to print.")
        : node switch
        {
            null => "",
            NameNode name => name.Value,
            ValueNode value => PrintValue(value, depth),
            TypeNode type => PrintType(type, depth),
            SelectionSetNode set => Block(set.Selections, depth + 1),
            SelectionNode selection => PrintSelection(selection, depth),
            ArgumentNode argument => $"{argument.Name.Value}: {PrintValue(argument.Value, depth + 1)}",
            ObjectFieldNode field => $"{field.Name.Value}: {PrintValue(field.Value, depth + 1)}",
            DirectiveNode directive => $"@{directive.Name.Value}{Wrap("(", Join(directive.Arguments, ", ", depth + 1), ")")}",
            DocumentNode document => Join(document.Definitions, "\n\n", depth + 1),
            OperationDefinitionNode operation => PrintOperation(operation, depth),
            FragmentDefinitionNode fragment => PrintFragment(fragment, depth),
            VariableDefinitionNode variable => PrintVariableDefinition(variable, depth),
            _ => PrintTypeSystem(node, depth),
        };

    private static string PrintOperation(OperationDefinitionNode node, int depth)
    {
        var prefix = Description(node.Description) + JoinTexts(
            " ",
            OperationText(node.Operation),
            node.Name?.Value + Parenthesised(node.VariableDefinitions, depth + 1, indented: false),
            Join(node.Directives, " ", depth + 1));
        return (prefix == "query" ? "" : prefix + " ") + Print(node.SelectionSet, depth + 1);
    }

    private static string PrintVariableDefinition(VariableDefinitionNode node, int depth) =>
        $"{Description(node.Description)}${node.Variable.Name.Value}: {Print(node.Type, depth + 1)}{Wrap(" = ", Print(node.DefaultValue, depth + 1), "")}"
        + Wrap(" ", Join(node.Directives, " ", depth + 1), "");

    private static string PrintFragment(FragmentDefinitionNode node, int depth) =>
        $"{Description(node.Description)}fragment {node.Name.Value} on {node.TypeCondition.Name.Value} "
        + Wrap("", Join(node.Directives, " ", depth + 1), " ") + Print(node.SelectionSet, depth + 1);

    private static string PrintSelection(SelectionNode node, int depth)
    {
        var directives = Join(node.Directives, " ", depth + 1);
        switch (node)
        {
            case FieldNode field:
                var prefix = Wrap("", field.Alias?.Value, ": ") + field.Name.Value;
                var head = prefix + Wrap("(", Join(field.Arguments, ", ", depth + 1), ")");
                if (head.Length > LongestLine)
                {
                    head = prefix + Wrap("(\n", Indent(Join(field.Arguments, "\n", depth + 1)), "\n)");
                }

                return JoinTexts(" ", head, directives, Print(field.SelectionSet, depth + 1));
            case InlineFragmentNode inline:
                return JoinTexts(" ", "...", Wrap("on ", inline.TypeCondition?.Name.Value, ""), directives, Print(inline.SelectionSet, depth + 1));
            default:
                return $"...{((FragmentSpreadNode)node).Name.Value}{Wrap(" ", directives, "")}";
        }
    }

    private static string PrintType(TypeNode node, int depth) => node switch
    {
        NonNullTypeNode nonNull => Print(nonNull.Type, depth + 1) + "!",
        ListTypeNode list => $"[{Print(list.Type, depth + 1)}]",
        _ => ((NamedTypeNode)node).Name.Value,
    };

    private static string OperationText(OperationType operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };

    private static string Description(StringValueNode? node) => node is null ? "" : PrintString(node) + "\n";

    /// <summary>The items in parentheses on one line, or on lines of their own when one has several lines.</summary>
    private static string Parenthesised<T>(ImmutableArray<T> nodes, int depth, bool indented)
        where T : SyntaxNode
    {
        var lines = Join(nodes, "\n", depth);
        var isMultiline = nodes.Length > 0 && lines.Count('\n') >= nodes.Length;
        return isMultiline ? $"(\n{(indented ? Indent(lines) : lines)}\n)" : Wrap("(", Join(nodes, ", ", depth), ")");
    }

    private static string Block<T>(ImmutableArray<T> nodes, int depth)
        where T : SyntaxNode => nodes.IsEmpty ? "" : $"{{\n{Indent(Join(nodes, "\n", depth))}\n}}";

    private static string Join<T>(ImmutableArray<T> nodes, string separator, int depth)
        where T : SyntaxNode
    {
        if (nodes.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var node in nodes)
        {
            text.Append(text.Length == 0 ? "" : separator).Append(Print(node, depth));
        }

        return text.ToString();
    }

    private static string JoinTexts(string separator, params ReadOnlySpan<string?> texts)
    {
        var joined = new StringBuilder();
        foreach (var text in texts)
        {
            if (!string.IsNullOrEmpty(text))
            {
                joined.Append(joined.Length == 0 ? "" : separator).Append(text);
            }
        }

        return joined.ToString();
    }

    private static string Wrap(string before, string? text, string after) => string.IsNullOrEmpty(text) ? "" : before + text + after;

    private static string Indent(string text) => text.Length == 0 ? "" : "  " + text.Replace("\n", "\n  ", StringComparison.Ordinal);
}

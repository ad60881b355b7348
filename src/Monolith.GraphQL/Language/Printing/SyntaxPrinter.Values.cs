using System.Globalization;
using System.Text;

namespace Monolith.GraphQL.Language;

public static partial class SyntaxPrinter
{
    private static string PrintValue(ValueNode node, int depth) => depth > DeepestNesting
        ? throw new InvalidOperationException("The syntax tree is too deep to print.")
        : node switch
        {
            VariableNode variable => "$" + variable.Name.Value,
            IntValueNode number => number.Value,
            FloatValueNode number => number.Value,
            BooleanValueNode boolean => boolean.Value ? "true" : "false",
            NullValueNode => "null",
            EnumValueNode constant => constant.Value,
            StringValueNode text => PrintString(text),
            ListValueNode list => $"[{Join(list.Items, ", ", depth + 1)}]",
            _ => $"{{{Join(((ObjectValueNode)node).Fields, ", ", depth + 1)}}}",
        };

    private static string PrintString(StringValueNode node) => node.Block ? BlockString.Print(node.Value) : QuotedString(node.Value);

    /// <summary>A string literal in quotation marks.</summary>
    internal static string QuotedString(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' or (>= '\x7F' and <= '\x9F') => text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }
}

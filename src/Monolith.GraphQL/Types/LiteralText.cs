using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Types;

/// <summary>Writes constant literals as introspection shows default values. Depth is bounded by whoever made the literal.</summary>
internal static class LiteralText
{
    public static string Print(ValueNode value) => value switch
    {
        IntValueNode number => number.Value,
        FloatValueNode number => number.Value,
        StringValueNode text => Quote(text.Value),
        BooleanValueNode flag => flag.Value ? "true" : "false",
        EnumValueNode name => name.Value,
        ListValueNode list => $"[{string.Join(", ", list.Items.Select(Print))}]",
        ObjectValueNode fields when fields.Fields.IsEmpty => "{}",
        ObjectValueNode fields => $"{{ {string.Join(", ", fields.Fields.Select(f => $"{f.Name.Value}: {Print(f.Value)}"))} }}",
        VariableNode variable => $"${variable.Name.Value}",
        _ => "null",
    };

    private static string Quote(string text)
    {
        using var writer = new Execution.ResultWriter(text.Length + 16);
        writer.WriteString(text);
        return System.Text.Encoding.UTF8.GetString(writer.Written.Span);
    }
}

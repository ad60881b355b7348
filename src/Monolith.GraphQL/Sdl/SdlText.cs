using System.Text;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Sdl;

/// <summary>The parts of definitions that several kinds of type share.</summary>
internal static class SdlText
{
    public static void Description(StringBuilder text, string? description, string indent, bool isFirst)
    {
        if (description is null)
        {
            return;
        }

        var literal = SyntaxPrinter.Print(new StringValueNode(Location.None, description, BlockString.CanHold(description)));
        text.Append(indent.Length > 0 && !isFirst ? "\n" : "").Append(indent);
        text.Append(literal.Replace("\n", "\n" + indent, StringComparison.Ordinal)).Append('\n');
    }

    public static void Block<T>(StringBuilder text, MemberCollection<T> members, Action<T, bool> print)
        where T : class, INamedMember
    {
        if (members.Count == 0)
        {
            return;
        }

        text.Append(" {\n");
        for (var i = 0; i < members.Count; i++)
        {
            print(members[i], i == 0);
            text.Append('\n');
        }

        text.Append('}');
    }

    public static void Arguments(StringBuilder text, MemberCollection<Argument> arguments, string indent, bool costs = false)
    {
        if (arguments.Count == 0)
        {
            return;
        }

        var isMultiline = arguments.Any(a => a.Description is not null);
        text.Append(isMultiline ? "(\n" : "(");
        for (var i = 0; i < arguments.Count; i++)
        {
            text.Append(i == 0 ? "" : isMultiline ? "\n" : ", ");
            if (isMultiline)
            {
                Description(text, arguments[i].Description, "  " + indent, i == 0);
                text.Append("  ").Append(indent);
            }

            Input(text, arguments[i]);
            CostText.Weight(text, costs ? arguments[i].Cost : null);
        }

        text.Append(isMultiline ? "\n" + indent : "").Append(')');
    }

    public static void Input(StringBuilder text, InputValue input)
    {
        text.Append(input.Name).Append(": ").Append(input.Type);
        if (input.DefaultValue is not null)
        {
            text.Append(" = ").Append(Constant(input.DefaultValue));
        }

        Deprecation(text, input.DeprecationReason);
    }

    /// <summary>A constant with spaces inside the braces of objects, as schemas are printed.</summary>
    private static string Constant(ValueNode value) => value switch
    {
        ListValueNode list => $"[{string.Join(", ", list.Items.Select(Constant))}]",
        ObjectValueNode { Fields: { IsEmpty: false } fields } => $"{{ {string.Join(", ", fields.Select(f => $"{f.Name.Value}: {Constant(f.Value)}"))} }}",
        _ => SyntaxPrinter.Print(value),
    };

    public static void Deprecation(StringBuilder text, string? reason)
    {
        if (reason is not null)
        {
            var isUsual = reason == SpecifiedDirectives.DefaultDeprecationReason;
            text.Append(isUsual ? " @deprecated" : $" @deprecated(reason: {SyntaxPrinter.QuotedString(reason)})");
        }
    }
}

using System.Globalization;
using System.Text;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Sdl;

/// <summary>The uses of <c>@cost</c> and <c>@listSize</c> in a printed schema that defines them.</summary>
internal static class CostText
{
    public static void Weight(StringBuilder text, int? weight)
    {
        if (weight is { } cost)
        {
            text.Append(" @cost(weight: \"").Append(cost.ToString(CultureInfo.InvariantCulture)).Append("\")");
        }
    }

    public static void Size(StringBuilder text, ListSize? size)
    {
        if (size is null)
        {
            return;
        }

        var arguments = new List<string>(4);
        if (size.AssumedSize is { } assumed)
        {
            arguments.Add(string.Create(CultureInfo.InvariantCulture, $"assumedSize: {assumed}"));
        }

        AddNames(arguments, "slicingArguments", size.SlicingArguments);
        AddNames(arguments, "sizedFields", size.SizedFields);
        if (size.SlicingArguments.Count > 0 && !size.RequireOneSlicingArgument)
        {
            arguments.Add("requireOneSlicingArgument: false");
        }

        text.Append(" @listSize").Append(arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})");
    }

    private static void AddNames(List<string> arguments, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            arguments.Add($"{name}: [{string.Join(", ", values.Select(SyntaxPrinter.QuotedString))}]");
        }
    }
}

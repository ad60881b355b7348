using System.Text;

namespace Monolith.GraphQL.Language;

/// <summary>The value of block strings: common indent and empty edges removed (BlockStringValue of the specification), and back.</summary>
internal static class BlockString
{
    private const int LongestSingleLine = 70;

    public static string Dedent(string raw)
    {
        if (raw.AsSpan().IndexOfAny('\n', '\r') < 0)
        {
            return IndentOf(raw) == raw.Length ? "" : raw;
        }

        var lines = raw.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var common = int.MaxValue;
        var first = -1;
        var last = -1;
        for (var i = 0; i < lines.Length; i++)
        {
            var indent = IndentOf(lines[i]);
            if (indent == lines[i].Length)
            {
                continue;
            }

            first = first < 0 ? i : first;
            last = i;
            common = i == 0 ? common : Math.Min(common, indent);
        }

        var result = new StringBuilder(raw.Length);
        for (var i = Math.Max(first, 0); i <= last; i++)
        {
            result.Append(i == first ? "" : "\n").Append(i == 0 ? lines[i] : lines[i].AsSpan(Math.Min(common, lines[i].Length)));
        }

        return result.ToString();
    }

    public static string Print(string value)
    {
        var escaped = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        var lines = escaped.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var isSingleLine = lines.Length == 1;
        var needsLeadingLine = !isSingleLine && lines.Skip(1).All(line => line.Length == 0 || line[0] is ' ' or '\t');
        var endsWithQuotes = escaped.EndsWith("\\\"\"\"", StringComparison.Ordinal);
        var needsTrailingLine = (value.EndsWith('"') && !endsWithQuotes) || value.EndsWith('\\');
        var isMultiline = !isSingleLine || value.Length > LongestSingleLine || needsTrailingLine || endsWithQuotes;
        var startsWithSpace = isSingleLine && value.Length > 0 && value[0] is (' ' or '\t');
        var leading = (isMultiline && !startsWithSpace) || needsLeadingLine ? "\n" : "";
        var trailing = isMultiline || needsTrailingLine ? "\n" : "";
        return $"\"\"\"{leading}{escaped}{trailing}\"\"\"";
    }

    /// <summary>Whether a block string would give the text back: no control characters, no empty edges, no indent that all lines share.</summary>
    public static bool CanHold(string value)
    {
        if (value.Length == 0)
        {
            return true;
        }

        foreach (var c in value)
        {
            if (c < ' ' && c is not ('\t' or '\n'))
            {
                return false;
            }
        }

        var lines = value.Split('\n');
        var isEdgeEmpty = IndentOf(lines[0]) == lines[0].Length || IndentOf(lines[^1]) == lines[^1].Length;
        return !isEdgeEmpty && (lines.Length == 1 || !lines.All(l => IndentOf(l) > 0 || l.Length == 0));
    }

    private static int IndentOf(string line)
    {
        var text = line.AsSpan().TrimStart(" \t");
        return line.Length - text.Length;
    }
}

using System.Text.RegularExpressions;
using Monolith.BuildingBlocks;

namespace Monolith.Matching.Domain;

/// <summary>A word that things are found by: a specialisation, an approach, a language. One spelling, in lower case.</summary>
internal static partial class Tag
{
    private const int Most = 20;

    /// <summary>The one spelling, or null when the text is no tag: 2 to 40 letters, digits, spaces and <c>+ . &amp; ' / -</c>.</summary>
    public static string? Parse(string? text)
    {
        var tag = Spaces().Replace(text ?? "", " ").Trim().ToLowerInvariant();
        return Pattern().IsMatch(tag) ? tag : null;
    }

    /// <summary>The tags, each once, in the order given; at most 20.</summary>
    public static Result<List<string>> ParseAll(IReadOnlyList<string>? texts, string field)
    {
        List<string> tags = [];
        foreach (var text in texts ?? [])
        {
            if (Parse(text) is not { } tag)
            {
                return new FieldRequired(field, "Each entry has 2 to 40 letters, digits, spaces or + . & ' / -.");
            }

            if (!tags.Contains(tag))
            {
                tags.Add(tag);
            }
        }

        return tags.Count <= Most ? tags : new FieldRequired(field, $"At most {Most} entries.");
    }

    [GeneratedRegex(@"\A[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd} +.&'/-]{1,39}\z")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

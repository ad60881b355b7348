namespace Monolith.GraphQL.Language;

/// <summary>The beginning of a text, short enough for a message.</summary>
internal static class Excerpt
{
    public static string Of(string text, int longest = 60)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest), "…");
    }
}

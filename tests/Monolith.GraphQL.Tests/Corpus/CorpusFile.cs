using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monolith.GraphQL.Tests.Corpus;

/// <summary>Other projects' test data beside the repository: read where it lies, never copied in.</summary>
internal static class CorpusFile
{
    public static JsonDocument Read(string name)
    {
        var directory = Find();
        Assert.SkipWhen(directory is null, "The outside corpus (shared/graphql-corpus beside the repository) is not on this machine.");
        return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory!, name)));
    }

    /// <summary>Fails with the first differences and their number.</summary>
    public static void AssertNoDifferences(IReadOnlyCollection<string> differences) =>
        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join("\n---\n", differences.Take(12))}");

    public static string? Text(this JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>A string that may hold lone surrogates, which the JSON reader refuses.</summary>
    public static string Raw(JsonElement element) => Regex.Replace(
        element.GetRawText()[1..^1],
        @"\\(u([0-9a-fA-F]{4})|.)",
        m => m.Groups[2].Success ? ((char)int.Parse(m.Groups[2].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString() : m.Value[1] switch
        {
            'b' => "\b",
            'f' => "\f",
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            var c => c.ToString(),
        });

    /// <summary>Lines and columns of an error record, as "1:2 3:4".</summary>
    public static string Places(JsonElement error) => error.TryGetProperty("locations", out var locations)
        ? string.Join(' ', locations.EnumerateArray().Select(l => $"{l.GetProperty("line").GetInt32()}:{l.GetProperty("column").GetInt32()}"))
        : "";

    public static string Places(GraphQLError error) => string.Join(' ', error.Locations.Select(l => $"{l.Line}:{l.Column}"));

    private static string? Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var candidate = Path.Combine(directory.FullName, "shared", "graphql-corpus");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}

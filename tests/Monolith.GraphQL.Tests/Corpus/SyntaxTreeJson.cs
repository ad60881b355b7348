using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;
using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Tests.Corpus;

/// <summary>A syntax tree in the reference implementation's JSON shape: empty lists and nulls left out.</summary>
internal static class SyntaxTreeJson
{
    private static readonly Dictionary<(SyntaxKind, string), string> Renamed = new()
    {
        [(SyntaxKind.ListValue, "Items")] = "values",
        [(SyntaxKind.DirectiveDefinition, "IsRepeatable")] = "repeatable",
    };

    private static readonly HashSet<string> Skipped = ["Location", "Kind", "ResponseName"];

    public static JsonNode? Of(SyntaxNode? node)
    {
        if (node is null)
        {
            return null;
        }

        var json = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var property in node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => !Skipped.Contains(p.Name)))
        {
            var name = Renamed.GetValueOrDefault((node.Kind, property.Name), char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);
            if (Value(property.GetValue(node)) is { } value)
            {
                json[name] = value;
            }
        }

        return Sorted(node.Kind.ToString(), json);
    }

    /// <summary>The same JSON with its keys in the order that <see cref="Of"/> uses.</summary>
    public static JsonNode? Normalise(JsonNode? node) => node switch
    {
        JsonObject o => Sorted((string)o["kind"]!, o.Where(p => p.Key is not "kind" && p.Value is not (null or JsonArray { Count: 0 })).Select(p => KeyValuePair.Create(p.Key, Normalise(p.Value)!))),
        JsonArray a => new JsonArray([.. a.Select(Normalise)]),
        _ => node?.DeepClone(),
    };

    private static JsonObject Sorted(string kind, IEnumerable<KeyValuePair<string, JsonNode>> members) =>
        new([KeyValuePair.Create("kind", (JsonNode?)kind), .. members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value))]);

    private static JsonNode? Value(object? value) => value switch
    {
        SyntaxNode node => Of(node),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        OperationType operation => JsonValue.Create(operation.ToString().ToLowerInvariant()),
        IEnumerable items => items.Cast<SyntaxNode>().Select(Of).ToArray() is { Length: > 0 } array ? new JsonArray(array) : null,
        _ => null,
    };
}

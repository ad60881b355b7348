using System.Text.Json.Nodes;
using Monolith.GraphQL.Types;

namespace Monolith.Host.Tests.Matrix;

/// <summary>Whose data a value is: the client's, the therapist's, or the asker's own and nobody's.</summary>
internal enum Whose
{
    Client,
    Therapist,
    Own,
}

/// <summary>Finds in an answer which fields showed a value, and whose it was.</summary>
internal sealed class Sight(IReadOnlySet<Guid> clients, IReadOnlySet<Guid> therapists)
{
    /// <summary>The fields that showed something: name, whose, and whether it was text.</summary>
    public IReadOnlyList<(string Field, Whose Person, bool IsText)> Of(ObjectType type, JsonNode? node, Whose person)
    {
        List<(string, Whose, bool)> seen = [];
        Look(type, node, person, seen);
        return seen;
    }

    /// <summary>The ids of all objects in an answer.</summary>
    public static IEnumerable<Guid> IdsIn(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(IdsIn),
        JsonObject fields => [.. Identity(fields) is { } id ? [id] : Array.Empty<Guid>(), .. fields.SelectMany(f => IdsIn(f.Value))],
        _ => [],
    };

    private static Guid? Identity(JsonObject fields) =>
        (fields["id"] ?? fields["keyId"] ?? fields["sessionId"] ?? fields["accessId"]) is JsonValue value && value.TryGetValue<string>(out var id) ? Scene.KeyOf(id) : null;

    private void Look(NamedType type, JsonNode? node, Whose person, List<(string, Whose, bool)> seen)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Look(type, item, person, seen);
            }
        }

        if (node is not JsonObject fields || type is not ObjectType composite)
        {
            return;
        }

        var whose = Identity(fields) is { } id ? clients.Contains(id) ? Whose.Client : therapists.Contains(id) ? Whose.Therapist : Whose.Own : person;
        foreach (var (name, value) in fields)
        {
            if (value is null or JsonArray { Count: 0 } || composite.Fields.Find(name) is not { } field)
            {
                continue;
            }

            seen.Add(($"{type.Name}.{name}", whose, field.Type.NamedType.Name is "String"));
            Look(field.Type.NamedType, value, whose, seen);
        }
    }
}

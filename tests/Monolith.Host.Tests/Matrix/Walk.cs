using Microsoft.AspNetCore.Builder;
using Monolith.GraphQL.Types;
using Monolith.Host.Tests.Platform;

namespace Monolith.Host.Tests.Matrix;

/// <summary>Asks everything as everybody, and writes down what was shown and what was refused.</summary>
internal sealed class Walk(GraphQL.Types.Schema schema, Scene scene, AuditCount audit)
{
    // Whoever changes nothing that is the client's.
    private static readonly HashSet<string> Strangers = ["visitor", "otherClient", "formerTherapist", "otherTherapist", "credentialVerifier", "support", "marketing", "auditor"];

    private static readonly HashSet<string> NotYours = ["FORBIDDEN", "UNAUTHENTICATED"];

    private readonly Dictionary<string, int> depths = [];

    private (long Granted, long Denied) latest;

    public AccessTable Found { get; } = new([.. scene.Askers.Keys]);

    /// <summary>Reads that left no entry, and denials that left none.</summary>
    public List<string> Unaudited { get; } = [];

    /// <summary>How many answers showed the client's text, and how many refused it.</summary>
    public (int Reads, int Denials) Counted { get; private set; }

    /// <summary>A question asks for everything at once; a busy machine may take its time over it.</summary>
    public static void Patient(WebApplicationBuilder builder) => builder.Configuration["GraphQL:Timeout"] = "00:02:00";

    public static async Task<Walk> ThroughAsync(Stage stage, Scene scene)
    {
        var walk = new Walk(Composition.SchemaOf(testing: false), scene, new AuditCount(stage.Database, Scene.KeyOf(scene.Client.Id)!.Value));
        await walk.ReadAsync();
        await walk.ChangeAsync();
        return walk;
    }

    private async Task ReadAsync()
    {
        foreach (var type in schema.Types.OfType<ObjectType>().Where(t => !t.IsIntrospection && t != schema.MutationType && t != schema.QueryType && t != schema.SubscriptionType && !t.Name.EndsWith("Payload", StringComparison.Ordinal)))
        {
            foreach (var field in type.Fields)
            {
                Found[$"{type.Name}.{field.Name}", "visitor"] = "-";
            }
        }

        var sight = await SightAsync();
        foreach (var question in Questions.Of(schema, scene))
        {
            foreach (var (asker, person) in scene.Askers)
            {
                await AskAsync(question, asker, person, sight);
            }
        }
    }

    private async Task ChangeAsync()
    {
        foreach (var (asker, person) in scene.Askers)
        {
            foreach (var mutation in schema.MutationType!.Fields)
            {
                Found[$"Mutation.{mutation.Name}", asker] = await ChangeAsync(mutation, asker, person);
            }
        }
    }

    private async Task<string> ChangeAsync(OutputField mutation, string asker, Person? person)
    {
        var blind = await scene.Cast.AskAsync(person, MutationInputs.Document(mutation, scene.Nothing));
        if (blind.Codes.FirstOrDefault(NotYours.Contains) is { } refused)
        {
            return refused;
        }

        if (!Strangers.Contains(asker) || !MutationInputs.NamesAnObject(mutation))
        {
            return "may";
        }

        var real = await scene.Cast.AskAsync(person, MutationInputs.Document(mutation, scene.Id));
        return real.Codes.FirstOrDefault() ?? "done";
    }

    private async Task AskAsync(Question question, string asker, Person? person, Sight sight)
    {
        var answer = await SendAsync(question, person);
        var value = answer.Body["data"]?[question.Field.Name];
        Found[question.Row, asker] = answer.Codes.Count > 0 ? answer.Codes[0] : value switch
        {
            null => "null",
            System.Text.Json.Nodes.JsonArray { Count: 0 } => "empty",
            System.Text.Json.Nodes.JsonObject page when page["edges"] is System.Text.Json.Nodes.JsonArray { Count: 0 } => "empty",
            _ => "ok",
        };
        var seen = question.Field.Type.NamedType is ObjectType type ? sight.Of(type, value, Own(question, asker))
            : question.Field.Name is "node" && value is not null ? sight.Of((ObjectType)schema.FindType(question.Row[11..^1])!, value, question.Person) : [];
        foreach (var (field, whose, _) in seen)
        {
            var letter = whose.ToString()[..1];
            var cell = Found[field, asker] is { } kept and not "-" ? kept : "";
            Found[field, asker] = string.Concat((cell + letter).Distinct().Order());
        }

        await CountAsync(question, asker, answer, asker != "client" && seen.Any(s => s is { Person: Whose.Client, IsText: true }));
    }

    private async Task CountAsync(Question question, string asker, Answer answer, bool hasText)
    {
        var before = latest;
        var after = latest = await audit.CountAsync();
        var isDenied = asker != "visitor" && answer.Codes.Any(c => c is "NEED_TO_KNOW" or "FORBIDDEN" || c.EndsWith("_NOT_FOUND", StringComparison.Ordinal));
        Counted = (Counted.Reads + (hasText ? 1 : 0), Counted.Denials + (isDenied ? 1 : 0));
        if (hasText && after.Granted == before.Granted)
        {
            Unaudited.Add($"{question.Row} as {asker} shows text and leaves no entry");
        }

        if (isDenied && after.Denied == before.Denied)
        {
            Unaudited.Add($"{question.Row} as {asker} is denied and leaves no entry");
        }
    }

    // Deep documents may cost more than one request may; the question is then asked less deeply, by everybody alike.
    private async Task<Answer> SendAsync(Question question, Person? person)
    {
        for (var depth = depths.GetValueOrDefault(question.Row, Questions.Deepest); ; depth--)
        {
            depths[question.Row] = depth;
            var answer = await scene.Cast.AskAsync(person, Questions.Document(schema, scene, question, depth));
            if (depth == 1 || !answer.Codes.Any(c => c is "COST_EXCEEDED" or "DOCUMENT_TOO_DEEP" or "DOCUMENT_TOO_LARGE" or "DOCUMENT_TOO_COMPLEX" or "OPERATION_TOO_COMPLEX"))
            {
                return answer;
            }
        }
    }

    private async Task<Sight> SightAsync()
    {
        var (visitor, client, therapist) = (await IdsAsync(null), await IdsAsync(scene.Client), await IdsAsync(scene.Therapist));
        var theirs = Scene.KeyOf(scene.Therapist.Id)!.Value;
        client.ExceptWith(visitor);
        client.Remove(theirs);
        client.UnionWith([Scene.KeyOf(scene.Client.Id)!.Value, Scene.KeyOf(scene.Id("EmergencyAccess"))!.Value]);
        therapist.ExceptWith(visitor);
        therapist.ExceptWith(client);
        therapist.Add(theirs);
        return new(client, therapist);
    }

    private async Task<HashSet<Guid>> IdsAsync(Person? person)
    {
        HashSet<Guid> ids = [];
        foreach (var question in Questions.Of(schema, scene))
        {
            ids.UnionWith(Sight.IdsIn((await SendAsync(question, person)).Body["data"]));
        }

        return ids;
    }

    private static Whose Own(Question question, string asker) => question.Person is not Whose.Own ? question.Person : asker switch
    {
        "client" => Whose.Client,
        "therapist" => Whose.Therapist,
        _ => Whose.Own,
    };
}

using Monolith.GraphQL.Types;

namespace Monolith.Host.Tests.Matrix;

/// <summary>A question about the scene: the row it belongs to, what is sent, and whose data it names.</summary>
/// <param name="Row">Its name in the matrix.</param>
/// <param name="Field">The root field.</param>
/// <param name="Arguments">In parentheses, or nothing.</param>
/// <param name="Person">The person that the arguments name.</param>
internal sealed record Question(string Row, OutputField Field, string Arguments, Whose Person);

/// <summary>Documents that ask for everything below a root field.</summary>
internal static class Questions
{
    public const int Deepest = 7;

    /// <summary>Every query field with each of the arguments that the scene knows, and every object of the scene by its id.</summary>
    public static IEnumerable<Question> Of(GraphQL.Types.Schema schema, Scene scene)
    {
        foreach (var field in schema.QueryType!.Fields.Where(f => f.Name is not ("node" or "nodes")))
        {
            var given = Given(field.Name, scene);
            var required = field.Arguments.Where(a => a.Type.IsNonNull && a.DefaultValue is null).ToList();
            if (given.Length == 0 && required.Exists(a => a.Type.NamedType.Name is "ID"))
            {
                throw new InvalidOperationException($"Query.{field.Name} must be given an id: say in {nameof(Questions)} whose.");
            }

            var plain = required.Count == 0 || given.Length > 0 ? "" : $"({string.Join(", ", required.Select(a => $"{a.Name}: {MutationInputs.Literal(field.Name, a, a.Type, scene.Id)}"))})";
            foreach (var (label, arguments, person) in given.Length == 0 || required.Count == 0 ? [("", plain, Whose.Own), .. given] : given)
            {
                yield return new($"Query.{field.Name}{label}", field, arguments, person);
            }
        }

        foreach (var type in schema.PossibleTypes(schema.FindType("Node")!).Where(t => scene.Knows(t.Name)))
        {
            yield return new($"Query.node({type.Name})", schema.QueryType.Fields.Find("node")!, Argument("id", type.Name), type.Name is "Therapist" ? Whose.Therapist : Whose.Client);
        }
    }

    public static string Document(GraphQL.Types.Schema schema, Scene scene, Question question, int depth)
    {
        var type = question.Field.Type.NamedType;
        var selection = question.Field.Name is "node"
            ? $"{{ ... on {question.Row[11..^1]} {Selection((ObjectType)schema.FindType(question.Row[11..^1])!, depth, [])} }}"
            : type is ObjectType composite ? Selection(composite, depth, []) : "";
        return scene.WithIds($"{{ {question.Field.Name}{question.Arguments} {selection} }}");
    }

    private static (string Label, string Arguments, Whose Person)[] Given(string field, Scene scene) => field switch
    {
        "account" => [("(client)", Argument("id", "Account"), Whose.Client), ("(therapist)", Argument("id", "TherapistAccount"), Whose.Therapist)],
        "appointment" => [("", Argument("id", "Appointment"), Whose.Client)],
        "auditTrail" => [("", Argument("subject", "Account"), Whose.Client)],
        "collectionNotice" => [("", "(operation: \"registerClient\")", Whose.Own)],
        "disclosures" or "transfers" or "retentionSchedule" or "legalHolds" or "subpoenas" => [("(client)", Argument("accountId", "Account"), Whose.Client)],
        "dataHoldings" => [("(client)", Argument("account", "Account"), Whose.Client)],
        "emergencyContact" => [("", Argument("access", "EmergencyAccess"), Whose.Client)],
        "experimentVariant" => [("", "(experiment: \"x\")", Whose.Own)],
        "grievance" => [("", Argument("id", "Grievance"), Whose.Client)],
        "integratorKeyCalls" => [("", Argument("key", "IntegratorKey"), Whose.Own)],
        "invoices" or "orders" or "transactions" => [("(client)", Argument("payerId", "Client"), Whose.Client)],
        "healthIntake" => [("(client)", Argument("client", "Client"), Whose.Client)],
        "match" => [("", Argument("id", "Match"), Whose.Client)],
        "matchRequest" => [("", Argument("id", "MatchRequest"), Whose.Client)],
        "matchedClient" => [("", Argument("match", "Match"), Whose.Client)],
        "messages" => [("(client)", Argument("client", "Client"), Whose.Client), ("(therapist)", Argument("therapist", "Therapist"), Whose.Own)],
        "priceFor" => [("", Argument("productId", "Product"), Whose.Own)],
        "retainedCopy" => [("", Argument("account", "Account"), Whose.Client)],
        "rightsRequest" => [("", Argument("id", "RightsRequest"), Whose.Client)],
        "session" => [("", Argument("id", "Session"), Whose.Client)],
        "sessionNotes" => [("(appointment)", Argument("appointment", "Appointment"), Whose.Client), ("(client)", Argument("client", "Client"), Whose.Client)],
        "sessionSummary" => [("", Argument("appointment", "Appointment"), Whose.Client)],
        "simulatePolicyChange" => [("", "(settings: [])", Whose.Own)],
        "slots" => [("", $"(therapist: \"{scene.Id("Therapist")}\", from: \"{scene.Now:O}\", to: \"{scene.Now.AddDays(2):O}\")", Whose.Therapist)],
        "therapist" => [("", Argument("id", "Therapist"), Whose.Therapist)],
        "useDecision" => [("", "(purpose: \"MARKETING\")", Whose.Own)],
        "usageLog" => [("(client)", Argument("account", "Account"), Whose.Client)],
        "usageStatistics" => [("", "(fromOn: \"2030-01-01\", untilOn: \"2030-01-02\")", Whose.Own)],
        "verifyReceipt" => [("", "(text: \"x\", signature: \"x\", keyNumber: 1)", Whose.Own)],
        _ => [],
    };

    private static string Argument(string name, string type) => $"({name}: \"@{type}@\")";

    private static string Selection(ObjectType type, int depth, IReadOnlyList<string> path)
    {
        List<string> parts = [];
        foreach (var field in type.Fields.Where(f => !f.Arguments.Any(a => a.Type.IsNonNull && a.DefaultValue is null)))
        {
            var page = field.Arguments.Contains("first") ? "(first: 2)" : "";
            if (field.Type.NamedType is not ObjectType inner)
            {
                parts.Add(field.Name + page);
            }
            else if (type.Name.EndsWith("Edge", StringComparison.Ordinal))
            {
                parts.Add($"{field.Name} {{ __typename }}");
            }
            else if (depth > 1 && !path.Contains(inner.Name))
            {
                parts.Add($"{field.Name}{page} {Selection(inner, depth - 1, [.. path, type.Name])}");
            }
        }

        return $"{{ {(parts.Count == 0 ? "__typename" : string.Join(' ', parts))} }}";
    }
}

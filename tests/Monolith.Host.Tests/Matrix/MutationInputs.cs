using Monolith.GraphQL.Types;

namespace Monolith.Host.Tests.Matrix;

/// <summary>Inputs that a mutation understands, with ids of the scene's objects or of nothing.</summary>
internal static class MutationInputs
{
    /// <summary>The document that sends a mutation, its input written out.</summary>
    public static string Document(OutputField mutation, Func<string, string> id)
    {
        var input = mutation.Arguments.Find("input")?.Type.NamedType as InputObjectType;
        return $"mutation {{ {mutation.Name}{(input is null ? "" : $"(input: {Literal(mutation.Name, input, id)})")} {{ errors {{ code }} }} }}";
    }

    /// <summary>Whether the mutation names an object by its id.</summary>
    public static bool NamesAnObject(OutputField mutation) =>
        mutation.Arguments.Find("input")?.Type.NamedType is InputObjectType input && input.Fields.Any(f => f.Type.NamedType.Name is "ID");

    private static string Literal(string mutation, InputObjectType input, Func<string, string> id) =>
        $"{{ {string.Join(", ", input.Fields.Where(f => f.Type.IsNonNull || f.Type.NamedType.Name is "ID").Select(f => $"{f.Name}: {Literal(mutation, f, f.Type, id)}"))} }}";

    /// <summary>A literal that the field understands.</summary>
    public static string Literal(string mutation, InputValue field, GraphType type, Func<string, string> id) => type.NullableType switch
    {
        ListType list => $"[{Literal(mutation, field, list.ItemType, id)}]",
        EnumType values => values.Values[0].Name,
        InputObjectType inner => Literal(mutation, inner, id),
        var scalar => scalar.NamedType.Name switch
        {
            "ID" => $"\"{id(TypeOf(mutation, field.Name))}\"",
            "Boolean" => "true",
            "Int" or "Long" => "1",
            "DateTime" => "\"2030-01-01T00:00:00Z\"",
            "Date" => "\"2030-01-01\"",
            "LocalTime" => "\"09:00:00\"",
            "UUID" => $"\"{Guid.Empty}\"",
            _ => "\"words\"",
        },
    };

    private static string TypeOf(string mutation, string field) => (mutation, field) switch
    {
        ("cancelAppointment" or "rescheduleAppointment", _) => "ComingAppointment",
        ("acknowledgeGrievance" or "resolveGrievance", "id") => "Grievance",
        (_, "id") => "RightsRequest",
        (_, "requestId") => "MatchRequest",
        (_, "versionId") => "PolicyVersion",
        (_, "actId") => "PendingAct",
        (_, "keyId") => "IntegratorKey",
        (_, "sessionId") => "AccountSession",
        _ => $"{char.ToUpperInvariant(field[0])}{field[1..^2]}",
    };
}

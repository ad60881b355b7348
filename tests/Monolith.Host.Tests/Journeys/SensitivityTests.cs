using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Monolith.GraphQL.Relay;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;
using Npgsql;

namespace Monolith.Host.Tests.Journeys;

/// <summary>What a look leaves in the audit goes by how sensitive the data is, under alopal.</summary>
public sealed class SensitivityTests
{
    private const string HealthReads = "outcome = 'Granted' AND mode = 'Read' AND data_class = 'Health'";
    private const string Directory = "{ therapists { nodes { displayName specialisations { name } } } }";
    private const string Therapist = "query($therapist: ID!) { therapist(id: $therapist) { displayName } }";
    private const string Policy = "{ policyDocument { number title } }";

    private static readonly string[] Staff = ["GRIEVANCE_OFFICER", "PRIVACY_OFFICER", "CREDENTIAL_VERIFIER", "BILLING", "SUPPORT", "MARKETING", "AUDITOR"];

    private static readonly (string Field, string Question)[] Health =
    [
        ("healthIntake", "query($client: ID!) { healthIntake(client: $client) { concerns } }"),
        ("treatmentPreferences", "{ treatmentPreferences { specialisations } }"),
        ("sessionNotes", "query($client: ID!) { sessionNotes(client: $client) { nodes { revision } } }"),
    ];

    [Theory, ClassData(typeof(Databases)), Clause("AP-90")]
    public async Task A_look_at_health_data_is_audited_whoever_may_take_it_and_a_look_at_public_data_is_not(string database)
    {
        await using var stage = await FairnessJourneyTests.OpenAsync(database);
        var cast = stage.Cast;
        var (therapist, elsewhere) = (await cast.TherapistAsync("sleep"), await cast.TherapistAsync("elsewhere"));
        var client = await FairnessJourneyTests.MemberAsync(cast);
        await Care.BeginAsync(cast, client, therapist, "sleep");
        var ids = new { client = NodeIdCodec.Encode("Client", NodeIdCodec.Decode(client.Id)!.Value.Key), therapist = elsewhere.Id };
        List<(string Name, Person Person)> askers = [("client", client), ("therapist", therapist), ("administrator", cast.Administrator)];
        foreach (var role in Staff)
        {
            askers.Add((role, await cast.StaffAsync(role)));
        }

        var may = await LooksAsync(stage, askers, ids);
        Assert.Equal(["client: healthIntake", "client: treatmentPreferences", "therapist: healthIntake", "therapist: sessionNotes"], may);

        var before = await CountAsync(stage.Database, "1 = 1");
        (await cast.Graph.SendAsync(Therapist, ids)).Done();
        (await cast.Graph.SendAsync(Therapist, ids, client.Token)).Done();
        foreach (var person in askers.Select(a => a.Person).Prepend(new Person("Visitor", "")))
        {
            (await cast.Graph.SendAsync(Directory, null, person.Token)).Done();
            (await cast.Graph.SendAsync(Policy, null, person.Token)).Done();
        }

        Assert.Equal(before, await CountAsync(stage.Database, "1 = 1"));
    }

    // Asks for each kind of health data as each of them; each look that is allowed must leave one entry.
    private static async Task<List<string>> LooksAsync(Stage stage, IEnumerable<(string Name, Person Person)> askers, object ids)
    {
        List<string> may = [];
        foreach (var (name, person) in askers)
        {
            await stage.Cast.SignInAsync(person);
            foreach (var (field, question) in Health)
            {
                var before = await CountAsync(stage.Database, HealthReads);
                var isAllowed = (await stage.Cast.Graph.SendAsync(question, ids, person.Token)).IsDone;
                Assert.Equal(before + (isAllowed ? 1 : 0), await CountAsync(stage.Database, HealthReads));
                may.AddRange(isAllowed ? [$"{name}: {field}"] : []);
            }
        }

        return may;
    }

    private static async Task<long> CountAsync(TestDatabase database, string which)
    {
        var isSqlite = database.Kind == Databases.Sqlite;
        await using DbConnection connection = isSqlite ? new SqliteConnection(database.ConnectionString) : new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {(isSqlite ? "audit_entry" : "audit.entry")} WHERE {which}";
        return Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
    }
}

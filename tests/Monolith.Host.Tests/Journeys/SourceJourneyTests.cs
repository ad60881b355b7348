using System.Text.Json.Nodes;
using Monolith.Host.Profiles;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

/// <summary>What is held says how it came and under which version of the policy.</summary>
public sealed class SourceJourneyTests
{
    private const string Held = "{ dataHoldings { kind sources policyVersions fields { name source policyVersion } } }";

    [Theory, ClassData(typeof(Databases)), Clause("AP-26")]
    public async Task An_intake_carries_the_version_of_the_policy_that_was_in_force_when_it_was_handed_in(string database)
    {
        await using var stage = await Stage.OpenAsync(database, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find("alopal")!) });
        var cast = stage.Cast;
        var client = await MemberAsync(cast);
        (await cast.DoAsync(client, Acts.Intake)).Done();
        Assert.Equal(["1"], Texts(await HeldAsync(cast, client, "health intake"), "policyVersions"));

        var input = new { kind = "PRIVACY", severity = "SIGNIFICANT", sections = new[] { new { title = "Everything", text = "Is other now." } } };
        (await cast.DoAsync(cast.Administrator, new("publishPolicyVersion", input, "policyVersion { id }"))).Done();
        (await cast.DoAsync(client, Acts.Intake)).Done();
        (await cast.DoAsync(client, new("updateProfile", new { fields = new[] { new { name = "jobTitle", value = "Clerk" } } }, "account { id }"))).Done();

        Assert.Equal(["1", "2"], Texts(await HeldAsync(cast, client, "health intake"), "policyVersions"));
        var account = await HeldAsync(cast, client, "account");
        Assert.Equal(["REGISTRATION", "UPDATE"], Texts(account, "sources"));
        Assert.Equal(("UPDATE", "2"), FieldOf(account, "jobTitle"));
        Assert.Equal(("REGISTRATION", "1"), FieldOf(account, "dateOfBirth"));
    }

    [Theory, ClassData(typeof(Databases)), Clause("HU-14")]
    public async Task A_number_given_with_a_request_for_support_is_held_as_such_and_an_officer_can_call_it(string database)
    {
        await using var stage = await Stage.OpenAsync(database, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find("helpu")!) });
        var cast = stage.Cast;
        var person = await HelpedAsync(cast);
        var enquiry = new Act("sendEnquiry", new { text = "My screen is black.", phone = "+15550100" }, "caseReceipt { id }");
        (await cast.DoAsync(person, enquiry)).Done();

        var cases = await HeldAsync(cast, person, "cases");
        Assert.Equal(("SUPPORT_REQUEST", "1"), FieldOf(cases, "phone"));
        Assert.Equal("REGISTRATION", FieldOf(await HeldAsync(cast, person, "account"), "firstName").Source);
        var id = (await cast.AskAsync(person, "{ grievances { id } }")).Done()["grievances.0.id"];
        const string one = "query($id: ID!) { grievance(id: $id) { phone } }";
        Assert.Equal("+15550100", (await cast.AskAsync(await cast.StaffAsync("GRIEVANCE_OFFICER"), one, new { id })).Done()["grievance.phone"]);
        Assert.Equal(["FIELD_REQUIRED"], (await cast.DoAsync(person, enquiry with { Input = new { text = "Again.", phone = new string('1', 41) } })).Codes);
    }

    /// <summary>A client under the profile of HelpU.</summary>
    internal static async Task<Person> HelpedAsync(Cast cast)
    {
        var person = cast.Named("helped");
        var fields = new[] { new { name = "firstName", value = "Asha" }, new { name = "lastName", value = "Rao" } };
        var input = new { email = person.Email, password = Person.Password, affirmAdult = true, acceptPolicy = true, fields };
        (await cast.DoAsync(null, new("registerClient", input, "registration { message }"))).Done();
        await cast.ConfirmAsync(person);
        person.Id = (await cast.AskAsync(person, "{ me { id } }")).Done()["me.id"];
        return person;
    }

    private static async Task<JsonNode> HeldAsync(Cast cast, Person person, string kind) =>
        (await cast.AskAsync(person, Held)).Done().All("dataHoldings").Single(h => (string)h["kind"]! == kind);

    private static string[] Texts(JsonNode holding, string list) => [.. holding[list]!.AsArray().Select(n => n!.ToString())];

    private static (string? Source, string? Version) FieldOf(JsonNode holding, string name)
    {
        var field = holding["fields"]!.AsArray().Single(f => (string)f!["name"]! == name)!;
        return ((string?)field["source"], field["policyVersion"]?.ToString());
    }

    private static async Task<Person> MemberAsync(Cast cast)
    {
        var person = cast.Named("member");
        var fields = new[] { new { name = "firstName", value = "Asha" }, new { name = "lastName", value = "Rao" } };
        var input = new { email = person.Email, dateOfBirth = "1990-04-01", password = Person.Password, affirmAdult = true, acceptPolicy = true, fields };
        (await cast.DoAsync(null, new("registerClient", input, "registration { message }"))).Done();
        await cast.ConfirmAsync(person);
        (await cast.DoAsync(person, await cast.ConsentAsync())).Done();
        return person;
    }
}

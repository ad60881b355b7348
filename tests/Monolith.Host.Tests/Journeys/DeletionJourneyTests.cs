using Monolith.Host.Profiles;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class DeletionJourneyTests
{
    private const string Holdings = "query($account: ID!) { dataHoldings(account: $account) { module kind count } }";

    [Theory, ClassData(typeof(Databases))]
    [Clause("O7-1.8")]
    [Clause("O7-3.5")]
    public async Task Who_deletes_the_account_is_gone_from_every_module_and_was_seen_only_as_the_profile_says(string database)
    {
        await using var stage = await Stage.OpenAsync(database, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find("o7therapy")!) });
        var cast = stage.Cast;
        var client = await LarkAsync(cast);
        (await cast.DoAsync(client, Acts.Intake)).Done();
        await cast.RunJobsAsync();
        var officer = await cast.StaffAsync("PRIVACY_OFFICER");
        const string use = "query($account: ID!) { usageLog(account: $account) { area facts { name } } }";
        Assert.NotEmpty((await cast.AskAsync(cast.Administrator, use, new { account = client.Id })).Done().All("usageLog"));
        Assert.Contains((await cast.AskAsync(officer, Holdings, new { account = client.Id })).Done().All("dataHoldings"), h => (string?)h["kind"] == "account");
        Assert.Equal(["PASSWORD_WRONG"], (await cast.DoAsync(client, Delete("wrong"))).Codes);

        (await cast.DoAsync(client, Delete(Person.Password))).Done();
        await cast.RunJobsAsync();

        Assert.Equal(401, (int)(await cast.Graph.SendAsync("{ me { id } }", token: client.Token)).Status);
        var signIn = new Act("signIn", new { email = client.Email, password = Person.Password }, "signIn { accessToken }");
        Assert.Equal(["SIGN_IN_REFUSED"], (await cast.DoAsync(null, signIn)).Codes);
        var left = (await cast.AskAsync(officer, Holdings, new { account = client.Id })).Done().All("dataHoldings");
        Assert.Empty(left.Where(h => ((string)h["module"]!).ToLowerInvariant() is "accounts" or "matching").Select(h => $"{h["module"]} {h["kind"]} {h["count"]}"));
        const string account = "query($id: ID!) { account(id: $id) { id } }";
        Assert.Equal(["ACCOUNT_NOT_FOUND"], (await cast.AskAsync(await cast.StaffAsync("SUPPORT"), account, new { id = client.Id })).Codes);
    }

    [Fact]
    [Clause("O7-1.1")]
    [Clause("O7-1.2")]
    [Clause("O7-4.3")]
    public async Task A_visitor_reads_what_is_public_without_saying_who_and_books_nothing()
    {
        await using var stage = await Stage.OpenAsync(Databases.Sqlite, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find("o7therapy")!) });
        var cast = stage.Cast;

        (await cast.AskAsync(null, "{ policyProfile { __typename } therapists { edges { node { id } } } }")).Done();

        Assert.Equal(["UNAUTHENTICATED"], (await cast.AskAsync(null, "{ me { id } }")).Codes);
        Assert.Equal(["UNAUTHENTICATED"], (await cast.DoAsync(null, Acts.Intake)).Codes);
        await cast.RunJobsAsync();
        var seen = (await cast.AskAsync(cast.Administrator, "{ usageLog(first: 200) { facts { name } } }")).Done().All("usageLog");
        Assert.NotEmpty(seen);
        Assert.All(seen.SelectMany(e => e["facts"]!.AsArray()), f => Assert.Contains((string?)f!["name"], (string?[])["ip", "browser", "page", "time"]));
    }

    [Fact]
    [Clause("AP-72")]
    public async Task Any_call_leaves_an_entry_without_being_asked_to()
    {
        await using var stage = await Stage.OpenAsync(Databases.Sqlite, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find("alopal")!) });
        (await stage.Cast.AskAsync(null, "query Purposes { purposes { key } }")).Done();
        await stage.Cast.RunJobsAsync();

        var log = (await stage.Cast.AskAsync(stage.Cast.Administrator, "{ usageLog { area facts { name value } } }")).Done().All("usageLog");

        Assert.Contains(log, e => e["facts"]!.AsArray().Any(f => (string?)f!["name"] == "ip" && (string?)f["value"] == "127.0.0.1"));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_disciplined_therapist_is_told_so_with_the_token_of_before(string database)
    {
        await using var stage = await Stage.OpenAsync(database);
        var cast = stage.Cast;
        var therapist = await cast.TherapistAsync("discipline");
        var account = (await cast.AskAsync(therapist, "{ me { id } }")).Done()["me.id"];
        await cast.SignInAsync(cast.Administrator);

        (await cast.DoAsync(cast.Administrator, new("disciplineStaff", new { accountId = account, measure = "TERMINATE", reason = "Talked." }, "discipline { measure }"))).Done();

        var answer = await cast.Graph.SendAsync("{ me { id } }", token: therapist.Token);
        Assert.Equal((403, "STAFF_SUSPENDED"), ((int)answer.Status, answer.Codes[0]));
    }

    private static Act Delete(string password) => new("deleteAccount", new { password, confirm = true }, "deletion { deletedAt }");

    private static async Task<Person> LarkAsync(Cast cast)
    {
        var person = cast.Named("lark");
        var registration = new
        {
            email = person.Email, dateOfBirth = "1990-04-01", password = Person.Password, affirmAdult = true, acceptPolicy = true,
            fields = new[] { new { name = "nickname", value = "lark" } },
        };
        (await cast.DoAsync(null, new("registerClient", registration, "registration { message }"))).Done();
        await cast.ConfirmAsync(person);
        person.Id = (await cast.AskAsync(person, "{ me { id } }")).Done()["me.id"];
        return person;
    }
}

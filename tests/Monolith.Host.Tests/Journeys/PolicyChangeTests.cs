using System.Text;
using System.Text.Json.Nodes;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class PolicyChangeTests
{
    private const string Selection = "policyAnswer { answer number numberInForce serviceContinues options }";

    [Theory, ClassData(typeof(Databases)), Clause("HU-56"), Clause("HU-57")]
    public async Task A_change_that_needs_a_yes_is_mailed_to_everybody_and_binds_who_says_it(string database)
    {
        await using var stage = await Stage.OpenAsync(database, o => o with { Profile = WithApproval(o.Profile) });
        var cast = stage.Cast;
        var (willing, silent) = (await cast.ClientAsync(), await cast.ClientAsync());
        var versionId = await PublishAsync(cast, "MATERIAL_ADVERSE");
        await cast.RunJobsAsync();

        foreach (var person in new[] { willing, silent })
        {
            var mail = (await cast.AskAsync(null, "query($to: String!) { outbox(to: $to) { template } }", new { to = person.Email })).All("outbox");
            Assert.Single(mail, m => (string)m["template"]! == "POLICY_CHANGED");
        }

        var act = new Act("approvePolicyChange", new { versionId }, Selection);
        var first = (await cast.DoAsync(willing, act, "once")).Done();
        var again = (await cast.DoAsync(willing, act, "once")).Done();

        Assert.Equal(first.Text, again.Text);
        Assert.Equal("2", first["approvePolicyChange.policyAnswer.numberInForce"]);
        Assert.Equal(("2", "1"), (await InForceAsync(cast, willing), await InForceAsync(cast, silent)));
        var no = (await cast.DoAsync(silent, new("declinePolicyChange", new { versionId }, Selection))).Done();
        Assert.Equal("true", no["declinePolicyChange.policyAnswer.serviceContinues"]);
        (await cast.DoAsync(silent, Acts.Wishes("sleep"))).Done();
    }

    [Theory, ClassData(typeof(Databases)), Clause("O7-2.3")]
    public async Task Who_says_no_where_using_is_agreeing_is_not_served_and_reads_which_rule_of_which_settings_says_so(string database)
    {
        await using var stage = await Stage.OpenAsync(database);
        var cast = stage.Cast;
        var client = await cast.ClientAsync();
        var versionId = await PublishAsync(cast, "SIGNIFICANT");

        Assert.Equal(["ILLEGAL_STATE"], (await cast.DoAsync(client, new("approvePolicyChange", new { versionId }, Selection))).Codes);
        var no = (await cast.DoAsync(client, new("declinePolicyChange", new { versionId }, Selection), "once")).Done();
        Assert.Equal(no.Text, (await cast.DoAsync(client, new("declinePolicyChange", new { versionId }, Selection), "once")).Text);
        Assert.Equal("false", no["declinePolicyChange.policyAnswer.serviceContinues"]);

        var refused = await cast.AskAsync(client, "mutation { requestMatch { errors { code rule ruleVersion } } }");
        var version = (await cast.AskAsync(null, "{ policyProfile { version } }")).Done()["policyProfile.version"];
        Assert.Equal(["POLICY_ACCEPTANCE_REQUIRED"], refused.Codes);
        Assert.Equal(("acceptance.onChange (C-04, X-11)", version), (refused["requestMatch.errors.0.rule"], refused["requestMatch.errors.0.ruleVersion"]));
        (await cast.DoAsync(client, new("acceptPolicy", new { versionId }, "policyAcceptance { kind }"))).Done();
        (await cast.DoAsync(client, Acts.Wishes("sleep"))).Done();
    }

    private static async Task<string> PublishAsync(Cast cast, string severity)
    {
        var input = new { kind = "PRIVACY", severity, sections = new[] { new { title = "Everything", text = "Is other now." } } };
        return (await cast.DoAsync(cast.Administrator, new("publishPolicyVersion", input, "policyVersion { id }"))).Done()["publishPolicyVersion.policyVersion.id"];
    }

    private static async Task<string> InForceAsync(Cast cast, Person person) =>
        (await cast.AskAsync(person, "{ me { policyInForce { document number } } }")).Done().All("me.policyInForce")
            .Single(v => (string)v["document"]! == "PRIVACY")["number"]!.ToString();

    private static PolicyProfile WithApproval(PolicyProfile profile)
    {
        var settings = JsonNode.Parse(profile.Settings.GetRawText())!.AsObject();
        var change = settings["consent"]!["policyChange"]!;
        change["effective"]!["materialAdverse"] = "OnApproval";
        change["channels"]!["materialAdverse"] = new JsonArray("SITE", "EMAIL");
        settings["consent"]!["acceptance"]!["onChange"]!["materialAdverse"] = "Explicit";
        return PolicyProfile.Parse(profile.FileName, Encoding.UTF8.GetBytes(settings.ToJsonString()));
    }
}

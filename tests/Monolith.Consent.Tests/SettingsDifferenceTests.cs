using System.Text.Json.Nodes;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class SettingsDifferenceTests
{
    [Theory]
    [InlineData("accounts.age.minimum", "21", ChangedPart.Age)]
    [InlineData("therapy.retention.health", "\"P9Y\"", ChangedPart.Period)]
    [InlineData("grievance.takedown.within", "\"PT48H\"", ChangedPart.Period)]
    [InlineData("consent.disclosure.contestFirst", "true", ChangedPart.Ground)]
    [InlineData("consent.disclosure.partners", "\"WithConsent\"", ChangedPart.Recipient)]
    [InlineData("consent.dataResidency.transferConsent", "\"None\"", ChangedPart.Recipient)]
    [InlineData("consent.uses.optOut", "[]", ChangedPart.Purpose)]
    public void A_change_that_matters_to_people_is_found_with_what_was_before(string path, string value, object part)
    {
        var change = Assert.Single(Between(profile => Set(profile, path, value)));

        Assert.Equal((path, (ChangedPart)part, value), (change.Path, change.Part, change.After));
        Assert.NotNull(change.Before);
    }

    [Fact]
    public void A_new_purpose_and_a_new_processor_are_named_by_their_key()
    {
        var changes = Between(profile =>
        {
            profile["consent"]!["purposes"]!.AsArray().Add(JsonNode.Parse("""{"key":"RESEARCH","basis":"Consent","categories":["ANONYMISED"],"optional":true}"""));
            profile["consent"]!["processors"]!["register"]!.AsArray().RemoveAt(0);
        });

        Assert.Equal(
            [("consent.processors.register.Hosting", ChangedPart.Recipient, true, false), ("consent.purposes.RESEARCH", ChangedPart.Purpose, false, true)],
            changes.Select(c => (c.Path, c.Part, c.Before is not null, c.After is not null)));
    }

    [Theory]
    [InlineData("grievance.contact.email", "\"other@calmally.in\"")]
    [InlineData("accounts.password.minLength", "14")]
    [InlineData("consent.document.dateLabel", "\"Changed\"")]
    public void What_matters_to_nobody_s_data_is_no_change(string path, string value) => Assert.Empty(Between(profile => Set(profile, path, value)));

    [Theory]
    [InlineData(true, ChangeSeverity.Significant)]
    [InlineData(false, ChangeSeverity.Editorial)]
    public async Task Severity_follows_from_the_difference_and_is_never_below_it(bool shorter, object least)
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        var settings = Snapshot(profile => Set(profile, "therapy.retention.health", shorter ? "\"P3Y\"" : "\"P7Y\""));
        await consent.Write<ConsentDbContext>(db =>
        {
            var now = consent.Clock.GetUtcNow().UtcDateTime;
            var text = new PolicyText(DocumentKind.Privacy, 2, ChangeSeverity.Significant, "before", "[]", "another text", true, settings, "[]");
            db.Versions.Add(new PolicyVersion(text, now, now, needsApproval: false, []));
            return Task.CompletedTask;
        });

        await consent.StartAgainAsync();

        var next = await consent.DocumentAsync(DocumentKind.Privacy);
        Assert.Equal((3, (ChangeSeverity)least), (next.Number, next.Severity));
        Assert.Equal(shorter ? ["therapy.retention.health"] : [], next.Changes.Select(c => c.Path));
        var asked = (await consent.Send(new PublishPolicyVersion(DocumentKind.Privacy, ChangeSeverity.Editorial, null), consent.As(Role.Administrator))).Value;
        Assert.Equal(ChangeSeverity.Editorial, asked.Severity);
    }

    private static IReadOnlyList<SettingChange> Between(Action<JsonObject> change) => SettingsDifference.Between(Snapshot(_ => { }), Snapshot(change));

    private static string Snapshot(Action<JsonObject> change)
    {
        var file = Repository.PathOf("src", "Monolith.Host", "profiles", "calmally.json");
        var profile = JsonNode.Parse(File.ReadAllBytes(file))!.AsObject();
        change(profile);
        return SettingsDifference.Snapshot(PolicyProfile.Parse(file, System.Text.Encoding.UTF8.GetBytes(profile.ToJsonString())));
    }

    private static void Set(JsonObject profile, string path, string value)
    {
        var keys = path.Split('.');
        keys[..^1].Aggregate((JsonNode)profile, (node, key) => node[key]!)[keys[^1]] = JsonNode.Parse(value);
    }
}

using Monolith.Host.Profiles;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class UseJourneyTests(Stages stages) : IClassFixture<Stages>
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_subscriber_reads_news_ends_them_by_their_token_and_still_gets_what_the_account_needs(string database)
    {
        var cast = await stages.OnAsync(database);
        var (client, other) = (await cast.SubscriberAsync(), await cast.ClientAsync(consents: false));
        var news = new { channel = "EMAIL", kind = "OFFERS", subject = "News", text = $"One for {client.Id}" };
        (await cast.DoAsync(await cast.StaffAsync("MARKETING"), new("sendCampaign", news, "campaign { recipients leftOut }"))).Done();
        Assert.Empty(await cast.CampaignsAsync(other, news.text));
        var mail = Assert.Single(await cast.CampaignsAsync(client, news.text));

        var end = new Act("unsubscribe", new { token = (string)mail["code"]! }, "marketingEnd { effectiveAt dueAt }");
        Assert.Equal((await cast.DoAsync(null, end)).Done().Text, (await cast.DoAsync(null, end)).Done().Text);
        Assert.Equal(["UNSUBSCRIBE_TOKEN_INVALID"], (await cast.DoAsync(null, end with { Input = new { token = "another" } })).Codes);

        var later = news with { text = $"Two for {client.Id}" };
        (await cast.DoAsync(cast.Administrator, new("sendCampaign", later, "campaign { recipients }"))).Done();
        (await cast.DoAsync(null, new("requestPasswordReset", new { email = client.Email }, "__typename"))).Done();
        await cast.RunJobsAsync();
        Assert.Empty(await cast.CampaignsAsync(client, later.text));
        var outbox = (await cast.AskAsync(null, "query($to: String!) { outbox(to: $to) { template } }", new { to = client.Email })).Done().All("outbox");
        Assert.Contains(outbox, m => (string)m["template"]! == "PASSWORD_RESET");
        Assert.Equal("false", (await cast.AskAsync(client, "{ marketingPreferences { open } }")).Done()["marketingPreferences.open"]);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_was_made_before_an_objection_and_has_not_left_stays(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.SubscriberAsync();
        await cast.RunJobsAsync();
        var news = new { channel = "EMAIL", kind = "OFFERS", subject = "News", text = $"Late for {client.Id}" };
        (await cast.DoAsync(cast.Administrator, new("sendCampaign", news, "campaign { recipients }"))).Done();
        (await cast.DoAsync(client, new("setMarketingPreferences", new { channels = Array.Empty<string>() }, "marketingPreferences { open }"))).Done();

        await cast.RunJobsAsync();

        var mail = (await cast.AskAsync(null, "query($to: String!) { outbox(to: $to) { text sentAt } }", new { to = client.Email })).Done().All("outbox")
            .Single(m => ((string)m["text"]!).StartsWith(news.text, StringComparison.Ordinal));
        Assert.Null(mail["sentAt"]);
    }

    [Fact, Clause("HU-32"), Clause("HU-71")]
    public async Task Who_objected_gets_no_campaign_a_second_later_and_still_hears_of_new_uses()
    {
        await using var stage = await Stage.OpenAsync(Databases.Sqlite, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find("helpu")!) });
        var cast = stage.Cast;
        var (willing, objecting) = (await HelpedAsync(cast), await HelpedAsync(cast));
        (await cast.DoAsync(objecting, new("optOutOfUse", new { purpose = "MARKETING" }, "consentRecord { event }"))).Done();
        (await cast.DoAsync(null, new("advanceClock", new { by = "PT1S" }, "clock { now }"))).Done();

        var news = new { channel = "EMAIL", kind = "UPDATES", subject = "News", text = "A product is new." };
        var sent = (await cast.DoAsync(cast.Administrator, new("sendCampaign", news, "campaign { recipients leftOut }"))).Done();

        Assert.Equal(("1", "1"), (sent["sendCampaign.campaign.recipients"], sent["sendCampaign.campaign.leftOut"]));
        Assert.Single(await cast.CampaignsAsync(willing, news.text));
        Assert.Empty(await cast.CampaignsAsync(objecting, news.text));

        var use = new { key = "PRODUCT_RESEARCH", description = "Reading how features are used.", categories = new[] { "PERSONAL" } };
        var act = new Act("proposeNewUse", use, "newUse { id key windowEndsAt }");
        var first = (await cast.DoAsync(cast.Administrator, act, "once")).Done();
        Assert.Equal(first.Text, (await cast.DoAsync(cast.Administrator, act, "once")).Text);
        Assert.Equal(["KEY_REUSED"], (await cast.DoAsync(cast.Administrator, act with { Input = use with { description = "Other words." } }, "once")).Codes);
        await cast.RunJobsAsync();
        var outbox = (await cast.AskAsync(null, "query($to: String!) { outbox(to: $to) { template } }", new { to = objecting.Email })).Done().All("outbox");
        Assert.Single(outbox, m => (string)m["template"]! == "NEW_USE_PROPOSED");
    }

    [Fact, Clause("HU-41")]
    public async Task What_others_say_is_taken_in_once_and_the_person_sees_who_said_it()
    {
        await using var stage = await Stage.OpenAsync(Databases.Sqlite, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find("helpu")!) });
        var cast = stage.Cast;
        var person = await HelpedAsync(cast);
        var accountId = (await cast.AskAsync(person, "{ me { id } }")).Done()["me.id"];
        var said = new { accountId, kind = "EMPLOYER", source = "Acme", basis = "CONTRACT", fields = new[] { new { name = "jobTitle", value = "Clerk" } } };
        var act = new Act("importThirdPartyData", said, "thirdPartyRecord { id source fields { value } }");

        var first = (await cast.DoAsync(cast.Administrator, act, "once")).Done();
        Assert.Equal(first.Text, (await cast.DoAsync(cast.Administrator, act, "once")).Text);
        Assert.Equal(["KEY_REUSED"], (await cast.DoAsync(cast.Administrator, act with { Input = said with { source = "Other" } }, "once")).Codes);
        Assert.Equal(["REASON_REQUIRED"], (await cast.DoAsync(cast.Administrator, act with { Input = said with { source = "" } })).Codes);

        var mine = (await cast.AskAsync(person, "{ thirdPartyData { source kind fields { name value } } dataHoldings { kind classification } }")).Done();
        Assert.Equal("Acme", Assert.Single(mine.All("thirdPartyData"))["source"]!.ToString());
        Assert.Contains(mine.All("dataHoldings"), h => ((string)h["kind"]!).Contains("Acme", StringComparison.Ordinal) && (string)h["classification"]! == "PERSONAL");
    }

    internal static async Task<Person> HelpedAsync(Cast cast)
    {
        var person = cast.Named("helped");
        var fields = new[] { new { name = "firstName", value = "Asha" }, new { name = "lastName", value = "Rao" } };
        var input = new { email = person.Email, password = Person.Password, affirmAdult = true, acceptPolicy = true, fields };
        (await cast.DoAsync(null, new("registerClient", input, "registration { message }"))).Done();
        await cast.ConfirmAsync(person);
        return person;
    }
}

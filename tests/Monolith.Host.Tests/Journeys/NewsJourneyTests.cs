using System.Text.Json.Nodes;
using Monolith.Host.Profiles;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

/// <summary>News by mail for people without an account.</summary>
public sealed class NewsJourneyTests
{
    [Theory, ClassData(typeof(Databases)), Clause("AP-35")]
    public async Task A_visitor_who_proved_their_address_gets_each_update_until_they_end_it(string database)
    {
        await using var stage = await OpenAsync("alopal", database);
        var (cast, reader) = (stage.Cast, stage.Cast.Named("reader"));
        (await cast.DoAsync(null, SignUp(reader.Email))).Done();
        Assert.Equal(0, await SendAsync(cast, "Too early"));
        var code = await cast.CodeAsync(reader.Email);
        Assert.Equal("UPDATES", (await cast.DoAsync(null, Confirm(code))).Done()["confirmNews.newsSubscription.kind"]);

        Assert.Equal(1, await SendAsync(cast, "First"));
        Assert.Equal(0, await SendAsync(cast, "Offer", "OFFERS"));
        var mail = Assert.Single(await cast.CampaignsAsync(reader, "First"));
        var token = (string)mail["code"]!;
        Assert.EndsWith(token, (string)mail["text"]!, StringComparison.Ordinal);
        (await cast.DoAsync(null, new("unsubscribe", new { token }, "marketingEnd { effectiveAt }"))).Done();
        await cast.RunJobsAsync();

        Assert.Equal(0, await SendAsync(cast, "Too late"));
        Assert.Empty(await MailsAsync(cast, reader.Email));
        Assert.Equal(["CODE_INVALID"], (await cast.DoAsync(null, Confirm(code))).Codes);
        Assert.Contains("marketingEnd", (await cast.DoAsync(null, new("unsubscribe", new { token }, "marketingEnd { effectiveAt }"))).Done().Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Databases)), Clause("AP-35")]
    public async Task Nobody_learns_from_the_answer_whether_an_address_is_known(string database)
    {
        await using var stage = await OpenAsync("alopal", database);
        var (cast, reader) = (stage.Cast, stage.Cast.Named("reader"));
        var member = await ClientAsync(cast);
        await SubscribeAsync(cast, reader.Email);

        string[] answers = [.. await Task.WhenAll(new[] { member.Email, reader.Email, cast.Named("nobody").Email }.Select(async email => (await cast.DoAsync(null, SignUp(email))).Done().Text))];

        Assert.Single(answers.Distinct());
        Assert.Equal(2, (await MailsAsync(cast, reader.Email)).Count(m => (string)m["template"]! == "NEWS_CODE"));
        (await cast.DoAsync(null, Confirm(await cast.CodeAsync(member.Email)))).Done();
        Assert.Equal(1, await SendAsync(cast, "News"));
        Assert.Empty(await cast.CampaignsAsync(member, "News"));
    }

    [Theory, ClassData(typeof(Databases)), Clause("AP-35")]
    public async Task An_address_that_signed_up_twice_and_confirmed_both_at_once_gets_news_once(string database)
    {
        await using var stage = await OpenAsync("alopal", database);
        var (cast, reader) = (stage.Cast, stage.Cast.Named("reader"));
        List<string> codes = [];
        for (var i = 0; i < 4; i++)
        {
            (await cast.DoAsync(null, SignUp(reader.Email.ToUpperInvariant()))).Done();
            codes.Add(await cast.CodeAsync(reader.Email));
        }

        var answers = await Task.WhenAll(codes.Append(codes[0]).Select(code => cast.DoAsync(null, Confirm(code))));

        Assert.True(answers.Count(a => a.IsDone) >= 4, string.Join(" | ", answers.Select(a => a.Text)));
        Assert.Equal(1, await SendAsync(cast, "Once"));
        Assert.Single(await cast.CampaignsAsync(reader, "Once"));
    }

    [Fact]
    public async Task A_wish_that_nobody_confirms_in_time_is_erased()
    {
        await using var stage = await OpenAsync("alopal", Databases.Sqlite);
        var (cast, reader) = (stage.Cast, stage.Cast.Named("reader"));
        (await cast.DoAsync(null, SignUp(reader.Email))).Done();
        var code = await cast.CodeAsync(reader.Email);
        Assert.Equal(["CODE_INVALID"], (await cast.DoAsync(null, Confirm("another"))).Codes);

        (await cast.DoAsync(null, new("advanceClock", new { by = "P2D" }, "clock { now }"))).Done();
        Assert.Equal(["CODE_INVALID"], (await cast.DoAsync(null, Confirm(code))).Codes);
        Assert.NotEmpty(await MailsAsync(cast, reader.Email));
        await cast.RunJobsAsync();
        Assert.Empty(await MailsAsync(cast, reader.Email));
    }

    [Fact]
    public async Task A_mailbox_is_not_flooded_and_malformed_addresses_are_refused()
    {
        await using var stage = await OpenAsync("alopal", Databases.Sqlite);
        var (cast, reader) = (stage.Cast, stage.Cast.Named("reader"));
        foreach (var malformed in new[] { "", "nobody", "@example.org", "a@", "a b@example.org", "a@b@example.org", "a@example.org\r\nBcc: b@example.org", new string('a', 250) + "@example.org" })
        {
            Assert.Equal(["FIELD_REQUIRED"], (await cast.DoAsync(null, SignUp(malformed))).Codes);
        }

        for (var i = 0; i < 5; i++)
        {
            (await cast.DoAsync(null, SignUp(reader.Email))).Done();
        }

        Assert.Equal(["RATE_LIMITED"], (await cast.DoAsync(null, SignUp(reader.Email.ToUpperInvariant()))).Codes);
        (await cast.DoAsync(null, SignUp(cast.Named("other").Email))).Done();
        Assert.Equal(5, (await MailsAsync(cast, reader.Email)).Count);
        await cast.WaitAsync("P1D");
        (await cast.DoAsync(null, SignUp(reader.Email))).Done();
    }

    [Theory]
    [InlineData("onetoonehelp")]
    [InlineData("o7therapy")]
    public async Task Where_news_go_to_nobody_or_to_buyers_alone_nobody_signs_up(string profile)
    {
        await using var stage = await OpenAsync(profile, Databases.Sqlite);

        Assert.Equal(["FEATURE_DISABLED"], (await stage.Cast.DoAsync(null, SignUp("asha@example.org"))).Codes);
    }

    private static Task<Stage> OpenAsync(string profile, string database) => Stage.OpenAsync(database, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find(profile)!) });

    private static Act SignUp(string email) => new("signUpForNews", new { email }, "newsSignUp { message }");

    private static Act Confirm(string code) => new("confirmNews", new { code }, "newsSubscription { kind confirmedAt }");

    private static async Task SubscribeAsync(Cast cast, string email)
    {
        (await cast.DoAsync(null, SignUp(email))).Done();
        (await cast.DoAsync(null, Confirm(await cast.CodeAsync(email)))).Done();
    }

    private static async Task<int> SendAsync(Cast cast, string text, string kind = "UPDATES")
    {
        var news = new { channel = "EMAIL", kind, subject = "News", text };
        return int.Parse((await cast.DoAsync(cast.Administrator, new("sendCampaign", news, "campaign { recipients }"))).Done()["sendCampaign.campaign.recipients"], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<IReadOnlyList<JsonNode>> MailsAsync(Cast cast, string email) =>
        (await cast.AskAsync(null, "query($to: String!) { outbox(to: $to) { template } }", new { to = email })).Done().All("outbox");

    private static async Task<Person> ClientAsync(Cast cast)
    {
        var person = cast.Named("member");
        var newcomer = new
        {
            email = person.Email, dateOfBirth = "1990-05-17", password = Person.Password, affirmAdult = true, acceptPolicy = true,
            fields = new[] { "firstName", "lastName" }.Select(name => new { name, value = "Willow" }),
        };
        (await cast.DoAsync(null, new("registerClient", newcomer, "registration { message }"))).Done();
        await cast.ConfirmAsync(person);
        return person;
    }
}

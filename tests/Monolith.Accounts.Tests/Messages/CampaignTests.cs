using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Contracts;
using Monolith.Consent.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Messages;

/// <summary>The test's answer to who may be sent news and offers.</summary>
internal sealed class PlayedMarketing : IMarketingFacts
{
    /// <summary>Days between two messages of those who may get some.</summary>
    public Dictionary<Guid, int> Open { get; } = [];

    public bool IsOffered { get; set; } = true;

    public bool TakesSubscribers { get; set; } = true;

    public Task<MarketingAnswer> PermitsAsync(
        IReadOnlyList<MarketingRecipient> people, MarketingChannel channel, MarketingKind kind, Guid? productId, CancellationToken cancellationToken) =>
        Task.FromResult(new MarketingAnswer(
            IsOffered, IsOffered ? [.. people.Where(p => Open.ContainsKey(p.AccountId)).Select(p => new MarketingPermit(p.AccountId, Open[p.AccountId], $"end-{p.AccountId}"))] : []));

    public Task<bool> IsOpenAsync(MarketingRecipient person, MarketingChannel channel, CancellationToken cancellationToken) => Task.FromResult(Open.ContainsKey(person.AccountId));
}

public sealed class CampaignTests
{
    private static readonly SendCampaign News = new(MarketingChannel.Email, MarketingKind.Updates, "News", "There is something new.", null);

    [Theory, ClassData(typeof(Databases))]
    public async Task Only_those_who_may_get_news_do_and_each_message_carries_the_token_that_ends_them(string database)
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var (email, other) = (await accounts.AClient(), await accounts.AClient());
        var id = (await CallerAsync(accounts, email)).AccountId;
        MarketingOf(accounts).Open[id] = 0;

        var sent = (await accounts.Send(News, accounts.As(Role.Marketing))).Value;

        Assert.Equal((1, 1), (sent.Recipients, sent.LeftOut));
        var mail = Assert.Single(await accounts.MailTo(email), m => m.Template is MessageTemplate.Campaign);
        Assert.Equal(("News", $"end-{id}"), (mail.Subject, mail.Code));
        Assert.EndsWith($"end-{id}", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await accounts.MailTo(other), m => m.Template is MessageTemplate.Campaign);
    }

    [Fact]
    public async Task Neither_a_closed_account_nor_staff_is_written_to_whatever_the_rules_say()
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var client = await CallerAsync(accounts, await accounts.AClient());
        MarketingOf(accounts).Open[client.AccountId] = 0;
        MarketingOf(accounts).Open[await accounts.AMemberOfStaff(Role.Support)] = 0;
        Assert.Null((await accounts.Send(new Application.Persons.CloseAccount(AccountsFixture.Password), client)).Refusal);

        await accounts.Send(News, accounts.As(Role.Marketing));
        await accounts.RunJobs();

        Assert.DoesNotContain((await accounts.Send(new Outbox(null, null))).Value, m => m.Template is MessageTemplate.Campaign);
    }

    [Fact]
    public async Task A_text_message_goes_to_the_number_and_not_to_the_address()
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = await accounts.AClient();
        MarketingOf(accounts).Open[(await CallerAsync(accounts, email)).AccountId] = 0;

        Assert.Equal(1, (await accounts.Send(News with { Channel = MarketingChannel.Text }, accounts.As(Role.Marketing))).Value.Recipients);

        var text = Assert.Single((await accounts.Send(new Outbox(null, MessageChannel.Phone))).Value);
        Assert.Contains("98765", text.To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wants_news_once_a_week_gets_none_before_the_week_is_over()
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        MarketingOf(accounts).Open[(await CallerAsync(accounts, await accounts.AClient())).AccountId] = 7;
        var marketing = accounts.As(Role.Marketing);
        Assert.Equal(1, (await accounts.Send(News, marketing)).Value.Recipients);

        accounts.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, (await accounts.Send(News, marketing)).Value.Recipients);
        accounts.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await accounts.Send(News, marketing)).Value.Recipients);
    }

    [Fact]
    public async Task Without_words_or_without_marketing_nothing_is_sent()
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var marketing = accounts.As(Role.Marketing);

        Assert.Equal("subject", (await accounts.Send(News with { Subject = " " }, marketing)).Refusal?.Field);
        Assert.Equal("text", (await accounts.Send(News with { Text = "" }, marketing)).Refusal?.Field);
        MarketingOf(accounts).IsOffered = false;
        Assert.IsType<FeatureDisabled>((await accounts.Send(News, marketing)).Refusal);
        Assert.Equal("FORBIDDEN", (await Assert.ThrowsAsync<RejectedException>(() => accounts.Send(News, accounts.As(Role.Support)))).Code);
    }

    [Fact]
    public async Task A_new_use_of_data_is_told_to_everybody_by_mail()
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = await accounts.AClient();

        await accounts.Tell(new NewUseProposed(Guid.CreateVersion7(), accounts.Clock.GetUtcNow().UtcDateTime));
        await accounts.RunJobs();

        Assert.Single(await accounts.MailTo(email), m => m.Template is MessageTemplate.NewUseProposed);
    }

    private static async Task<Caller> CallerAsync(AccountsFixture accounts, string email) => (await accounts.CallerOf((await accounts.SignedIn(email)).AccessToken))!;

    private static PlayedMarketing MarketingOf(AccountsFixture accounts) => accounts.Services.GetRequiredService<PlayedMarketing>();
}

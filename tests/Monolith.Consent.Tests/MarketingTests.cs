using Microsoft.Extensions.DependencyInjection;
using Monolith.Billing.Contracts.Events;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Marketing;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class MarketingTests
{
    [Theory, ClassData(typeof(Databases)), Clause("AP-12"), Clause("AP-101"), Clause("AP-119"), Clause("AP-125")]
    public async Task Where_news_come_after_consent_nobody_gets_any_before_it_and_after_its_end(string database)
    {
        await using var consent = await Policies.UnderAsync("AP", database);
        var client = await consent.ARegisteredClientAsync();
        Assert.Empty(await PermitsAsync(consent, client));
        Assert.Equal("CONSENT_REQUIRED", (await consent.Send(new SetMarketingPreferences([MarketingChannel.Email], null, null), client)).Refusal?.Code);

        await consent.GrantAsync(client, ConsentPurpose.Marketing);
        Assert.Equal(client.AccountId, Assert.Single(await PermitsAsync(consent, client)).AccountId);

        await consent.Send(new WithdrawConsent(ConsentPurpose.Marketing, Confirm: true), client);
        Assert.Empty(await PermitsAsync(consent, client));
        Assert.Equal("CONSENT_WITHDRAWN", (await consent.Send(new SetMarketingPreferences([MarketingChannel.Email], null, null), client)).Refusal?.Code);
    }

    [Theory]
    [InlineData("HU")]
    [InlineData("O7")]
    public async Task Where_news_come_until_an_objection_they_end_with_it(string policy)
    {
        await using var consent = await Policies.UnderAsync(policy);
        var (client, productId) = (await consent.ARegisteredClientAsync(), Guid.CreateVersion7());
        await consent.Tell(new OrderPaid(Guid.CreateVersion7(), client.AccountId, 1, consent.Clock.GetUtcNow().UtcDateTime, productId));
        Assert.Single(await PermitsAsync(consent, client, productId: productId));

        var none = (await consent.Send(new SetMarketingPreferences([], null, null), client)).Value;

        Assert.False(none.Open);
        Assert.Empty(await PermitsAsync(consent, client, productId: productId));
        Assert.Equal(ConsentEvent.Refused, Assert.Single((await consent.Send(new ConsentsOfCaller(), client)).Value.Records).Event);
    }

    [Fact, Clause("O7-4.8")]
    public async Task Offers_of_similar_goods_reach_who_bought_them_and_nobody_else()
    {
        await using var consent = await Policies.UnderAsync("O7");
        var (buyer, other, productId) = (await consent.ARegisteredClientAsync(), await consent.ARegisteredClientAsync(), Guid.CreateVersion7());
        var paid = new OrderPaid(Guid.CreateVersion7(), buyer.AccountId, 1, consent.Clock.GetUtcNow().UtcDateTime, productId);
        await consent.Tell(paid);
        await consent.Tell(paid);

        Assert.Single(await PermitsAsync(consent, buyer, productId: productId));
        Assert.Empty(await PermitsAsync(consent, other, productId: productId));
        Assert.Empty(await PermitsAsync(consent, buyer, productId: Guid.CreateVersion7()));
        Assert.Empty(await PermitsAsync(consent, buyer));
    }

    [Fact, Clause("AP-123"), Clause("AP-47"), Clause("AP-48")]
    public async Task Only_the_ways_and_kinds_that_are_wanted_come()
    {
        await using var consent = await Policies.UnderAsync("AP");
        var client = await consent.ARegisteredClientAsync();
        await consent.GrantAsync(client, ConsentPurpose.Marketing);
        await consent.Send(new SetMarketingPreferences([MarketingChannel.Email], [MarketingKind.Offers], null), client);

        Assert.Single(await PermitsAsync(consent, client, MarketingChannel.Email, MarketingKind.Offers));
        Assert.Empty(await PermitsAsync(consent, client, MarketingChannel.Text, MarketingKind.Offers));
        Assert.Empty(await PermitsAsync(consent, client, MarketingChannel.Email, MarketingKind.Updates));
    }

    [Fact, Clause("AP-127")]
    public async Task An_opt_out_takes_effect_at_once_and_must_have_after_ten_business_days()
    {
        await using var consent = await Policies.UnderAsync("AP");
        var client = await consent.ARegisteredClientAsync();
        await consent.GrantAsync(client, ConsentPurpose.Marketing);
        while (consent.Clock.GetUtcNow().DayOfWeek is not DayOfWeek.Friday)
        {
            consent.Clock.Advance(TimeSpan.FromDays(1));
        }

        var weekly = (await consent.Send(new SetMarketingPreferences(null, null, MarketingFrequency.Weekly), client)).Value;
        Assert.Equal(7, Assert.Single(await PermitsAsync(consent, client)).DaysApart);
        var ended = (await consent.Send(new SetMarketingPreferences([], null, null), client)).Value;

        Assert.Equal((MarketingFrequency.Weekly, weekly.DueAt), (ended.Frequency, ended.DueAt));
        Assert.Equal(consent.Clock.GetUtcNow().UtcDateTime.AddDays(14), ended.DueAt);
        Assert.Empty(await PermitsAsync(consent, client));
    }

    [Fact, Clause("AP-126")]
    public async Task The_token_of_a_message_ends_them_without_signing_in_and_one_that_was_changed_ends_nothing()
    {
        await using var consent = await Policies.UnderAsync("AP");
        var client = await consent.ARegisteredClientAsync();
        await consent.GrantAsync(client, ConsentPurpose.Marketing);
        var token = Assert.Single(await PermitsAsync(consent, client)).UnsubscribeToken;
        var changed = (token[0] == 'A' ? 'B' : 'A') + token[1..];

        Assert.IsType<UnsubscribeTokenInvalid>((await consent.Send(new Unsubscribe(changed))).Refusal);
        Assert.IsType<UnsubscribeTokenInvalid>((await consent.Send(new Unsubscribe("no token"))).Refusal);
        Assert.Single(await PermitsAsync(consent, client));

        var ended = (await consent.Send(new Unsubscribe(token))).Value;
        consent.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(ended, (await consent.Send(new Unsubscribe(token))).Value);
        Assert.Empty(await PermitsAsync(consent, client));
        Assert.Equal(ConsentState.Withdrawn, await consent.StateAsync(client.AccountId, ConsentPurpose.Marketing));
    }

    [Fact, Clause("HU-80")]
    public async Task An_address_that_asked_for_silence_is_skipped_whoever_it_belongs_to()
    {
        await using var consent = await Policies.UnderAsync("HU");
        var client = await consent.ARegisteredClientAsync();
        Assert.Single(await PermitsAsync(consent, client));

        var first = (await consent.Send(new SilenceAddress(" ANNA@example.org", MarketingChannel.Email), consent.As(Role.Support))).Value;

        Assert.Empty(await PermitsAsync(consent, client));
        Assert.Equal(first, (await consent.Send(new SilenceAddress("anna@example.org", MarketingChannel.Email), consent.As(Role.Support))).Value);
        Assert.IsType<FieldRequired>((await consent.Send(new SilenceAddress("anna", MarketingChannel.Email), consent.As(Role.Support))).Refusal);
    }

    [Theory]
    [InlineData("TH", null, MarketingChannel.Email)]
    [InlineData("HU", MarketingFrequency.Weekly, MarketingChannel.Email)]
    [InlineData("HU", null, MarketingChannel.Text)]
    public async Task What_the_service_does_not_have_cannot_be_chosen(string policy, object? frequency, MarketingChannel channel)
    {
        await using var consent = await Policies.UnderAsync(policy);
        var client = await consent.ARegisteredClientAsync();

        var refusal = (await consent.Send(new SetMarketingPreferences([channel], null, (MarketingFrequency?)frequency), client)).Refusal;

        Assert.IsType<FeatureDisabled>(refusal);
    }

    [Fact]
    public async Task A_service_without_marketing_offers_none_and_shows_no_preferences()
    {
        await using var consent = await Policies.UnderAsync("TH");
        var client = await consent.ARegisteredClientAsync();

        Assert.IsType<FeatureDisabled>((await consent.Send(new OwnMarketingPreferences(), client)).Refusal);
        Assert.False((await AnswerAsync(consent, client, MarketingChannel.Email, MarketingKind.Updates, null)).IsOffered);
    }

    private static async Task<IReadOnlyList<MarketingPermit>> PermitsAsync(
        ConsentFixture consent, Caller client, MarketingChannel channel = MarketingChannel.Email, MarketingKind kind = MarketingKind.Updates, Guid? productId = null) =>
        (await AnswerAsync(consent, client, channel, kind, productId)).Permits;

    private static async Task<MarketingAnswer> AnswerAsync(ConsentFixture consent, Caller client, MarketingChannel channel, MarketingKind kind, Guid? productId)
    {
        await using var scope = consent.Services.CreateAsyncScope();
        var index = scope.ServiceProvider.GetRequiredService<IVault>().BlindIndex("email", "anna@example.org");
        return await scope.ServiceProvider.GetRequiredService<IMarketingFacts>()
            .PermitsAsync([new(client.AccountId, index)], channel, kind, productId, TestContext.Current.CancellationToken);
    }
}

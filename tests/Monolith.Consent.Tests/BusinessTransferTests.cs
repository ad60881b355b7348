using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class BusinessTransferTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    [Clause("O7-6.4")]
    [Clause("O7-6.5")]
    public async Task Everybody_is_told_before_their_data_goes_and_finds_it_in_their_own_ledger_afterwards(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<NoticeFirstFixture>(database);
        var (client, officer) = (await consent.ARegisteredClientAsync(), consent.As(Role.PrivacyOfficer));
        var left = await consent.ARegisteredClientAsync();
        await consent.Tell(new ErasureOrdered(Guid.CreateVersion7(), left.AccountId, consent.Now()));
        var deal = (await consent.Send(new AnnounceBusinessTransfer("Project Lotus", "Buyer Inc", Negotiation: true), officer)).Value;
        Assert.Empty((await consent.Send(new BusinessTransfers())).Value);
        var early = await consent.Send(new ExecuteBusinessTransfer(deal.Id), officer);
        Assert.Equal("NOTICE_REQUIRED", Assert.IsType<NoticeRequired>(early.Refusal).Code);

        var announced = (await consent.Send(new AnnounceBusinessTransfer(TransferId: deal.Id), officer)).Value;
        Assert.Equal((consent.Now(), consent.Now().AddDays(7)), (announced.AnnouncedAt, announced.EarliestAt));
        Assert.Equal(deal.Id, Assert.Single((await consent.Send(new BusinessTransfers())).Value).Id);
        Assert.Equal(1, await consent.Read<ConsentDbContext, int>(db => db.Outbox.CountAsync(m => m.Body.Contains(deal.Id.ToString()))));
        consent.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.IsType<NoticeRequired>((await consent.Send(new ExecuteBusinessTransfer(deal.Id), officer)).Refusal);
        Assert.Empty(await consent.OwnLinesAsync(client));
        consent.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await consent.Send(new ExecuteBusinessTransfer(deal.Id), officer)).Succeeded);

        var line = Assert.Single(await consent.OwnLinesAsync(client));
        Assert.Equal(("BUSINESS_TRANSFER", "Buyer Inc", "Project Lotus"), (line.Ground, line.Recipient, line.Reference));
        Assert.True(announced.AnnouncedAt < line.DisclosedAt);
        consent.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await consent.OwnLinesAsync(await consent.ARegisteredClientAsync()));
        Assert.Empty(await consent.OwnLinesAsync(left));
        Assert.IsType<IllegalState>((await consent.Send(new ExecuteBusinessTransfer(deal.Id), officer)).Refusal);
    }

    [Fact]
    public async Task Data_goes_after_a_second_person_said_yes_and_what_could_not_go_anyhow_is_not_asked()
    {
        await using var consent = await ModuleFixture.OnAsync<NoticeFirstFixture>(Databases.Sqlite);
        var officer = consent.As(Role.PrivacyOfficer);
        var deal = (await consent.Send(new AnnounceBusinessTransfer("Deal", "Buyer"), officer)).Value;
        consent.Second.Answer = new IllegalState("Somebody else decides.");
        Assert.IsType<NoticeRequired>((await consent.Send(new ExecuteBusinessTransfer(deal.Id), officer)).Refusal);
        Assert.Empty(consent.Second.Asked);
        consent.Clock.Advance(TimeSpan.FromDays(7));

        Assert.IsType<IllegalState>((await consent.Send(new ExecuteBusinessTransfer(deal.Id), officer)).Refusal);
        Assert.Null(Assert.Single((await consent.Send(new BusinessTransfers())).Value).ExecutedAt);

        consent.Second.Answer = null;
        Assert.NotNull((await consent.Send(new ExecuteBusinessTransfer(deal.Id), officer)).Value.ExecutedAt);
    }

    [Fact]
    [Clause("CA-4.6")]
    public Task CalmAlly_discloses_in_a_negotiation_that_was_declared() => NegotiateAsync<ConsentFixture>();

    [Fact]
    [Clause("AP-108")]
    public Task AloPal_discloses_in_a_negotiation_that_was_declared() => NegotiateAsync<AcceptedTransferFixture>();

    [Fact]
    public async Task A_service_without_business_transfers_announces_none()
    {
        await using var consent = await ModuleFixture.OnAsync<PostedAtOnceFixture>(Databases.Sqlite);

        Assert.IsType<FeatureDisabled>((await consent.Send(new AnnounceBusinessTransfer("Deal", "Buyer"), consent.As(Role.Administrator))).Refusal);
    }

    [Fact]
    public async Task A_deal_has_a_name_and_a_counterparty_is_announced_once_and_ends_when_it_is_called_off()
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        var (client, officer) = (await consent.ARegisteredClientAsync(), consent.As(Role.Administrator));

        Assert.IsType<FieldRequired>((await consent.Send(new AnnounceBusinessTransfer("Deal", " "), officer)).Refusal);
        Assert.IsType<BusinessTransferNotFound>((await consent.Send(new AnnounceBusinessTransfer(TransferId: Guid.CreateVersion7()), officer)).Refusal);
        Assert.IsType<BusinessTransferNotFound>((await consent.Send(new ExecuteBusinessTransfer(Guid.CreateVersion7()), officer)).Refusal);
        Assert.IsType<BusinessTransferNotFound>((await consent.Send(new CallOffBusinessTransfer(Guid.CreateVersion7()), officer)).Refusal);
        var deal = (await consent.Send(new AnnounceBusinessTransfer("Deal", "Buyer"), officer)).Value;
        Assert.IsType<IllegalState>((await consent.Send(new AnnounceBusinessTransfer(TransferId: deal.Id), officer)).Refusal);
        await consent.Send(new CallOffBusinessTransfer(deal.Id), officer);
        Assert.IsType<IllegalState>((await consent.Send(new CallOffBusinessTransfer(deal.Id), officer)).Refusal);
        Assert.IsType<IllegalState>((await consent.Send(new ExecuteBusinessTransfer(deal.Id), officer)).Refusal);
        Assert.IsType<DisclosureGroundRequired>((await consent.DiscloseAsync(Disclosing.Wish("BUSINESS_TRANSFER", client.AccountId) with { LinkId = deal.Id })).Refusal);
        Assert.Empty(await consent.OwnLinesAsync(client));
    }

    private static async Task NegotiateAsync<TFixture>()
        where TFixture : ConsentFixture, new()
    {
        await using var consent = await ModuleFixture.OnAsync<TFixture>(Databases.Sqlite);
        var (client, officer) = (await consent.ARegisteredClientAsync(), consent.As(Role.PrivacyOfficer));
        var wish = Disclosing.Wish("BUSINESS_TRANSFER", client.AccountId) with { Recipient = "Buyer's auditor" };
        Assert.IsType<DisclosureGroundRequired>((await consent.DiscloseAsync(wish)).Refusal);

        var deal = (await consent.Send(new AnnounceBusinessTransfer("Project Lotus", "Buyer Inc", Negotiation: true), officer)).Value;
        Assert.True((await consent.DiscloseAsync(wish with { LinkId = deal.Id })).Succeeded);

        Assert.Equal(("Project Lotus", "Buyer's auditor"), Assert.Single(await consent.OwnLinesAsync(client)) is var line ? (line.Reference, line.Recipient) : default);
    }
}

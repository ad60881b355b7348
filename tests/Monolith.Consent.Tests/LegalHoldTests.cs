using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Application.Holds;
using Monolith.Consent.Application.Profile;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class LegalHoldTests(ConsentFixture consent) : IClassFixture<ConsentFixture>
{
    [Theory]
    [ClassData(typeof(Databases))]
    [Clause("CA-3.11")]
    public async Task A_hold_is_confirmed_by_another_person_named_to_the_one_it_is_about_and_ended_by_two(string database)
    {
        await using var fresh = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var client = await fresh.ARegisteredClientAsync();
        var (first, second) = (fresh.As(Role.PrivacyOfficer), fresh.As(Role.Administrator));
        var hold = await RequestAsync(fresh, client, first);
        Assert.Equal("ANOTHER_PERSON_REQUIRED", Assert.IsType<AnotherPersonRequired>((await fresh.Send(new ConfirmLegalHold(hold.Id), first)).Refusal).Code);

        Assert.Equal(LegalHoldState.InForce, (await fresh.Send(new ConfirmLegalHold(hold.Id), second)).Value.State);

        fresh.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal([client.AccountId], await HeldAsync(fresh));
        var named = Assert.Single((await fresh.Send(new RetentionSchedule(), client)).Value, line => line.Category == "HEALTH").Holds;
        Assert.Equal((hold.Id, hold.RequestedAt, hold.ReviewOn), Assert.Single(named) is var one ? (one.Id, one.Since, one.ReviewOn) : default);
        Assert.All((await fresh.Send(new RetentionSchedule(), fresh.As(Role.Client))).Value, line => Assert.Empty(line.Holds));
        await fresh.Send(new RequestHoldRelease(hold.Id, "The case is closed."), first);
        Assert.IsType<AnotherPersonRequired>((await fresh.Send(new ConfirmHoldRelease(hold.Id), first)).Refusal);
        Assert.Equal([client.AccountId], await HeldAsync(fresh));
        Assert.Equal(LegalHoldState.Released, (await fresh.Send(new ConfirmHoldRelease(hold.Id), second)).Value.State);
        Assert.Empty(await HeldAsync(fresh));
        Assert.Empty((await fresh.Send(new LegalHolds(), first)).Value);
        Assert.Equal(LegalHoldState.Released, Assert.Single((await fresh.Send(new LegalHolds(client.AccountId), first)).Value).State);
    }

    [Fact]
    public async Task A_hold_that_nobody_confirms_keeps_for_three_days_and_not_longer()
    {
        var (client, first) = (await consent.ARegisteredClientAsync(), consent.As(Role.PrivacyOfficer));
        var hold = await RequestAsync(consent, client, first);
        consent.Clock.Advance(LegalHold.Unconfirmed - TimeSpan.FromSeconds(1));
        Assert.Contains(client.AccountId, await HeldAsync(consent));

        consent.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.DoesNotContain(client.AccountId, await HeldAsync(consent));
        Assert.IsType<IllegalState>((await consent.Send(new ConfirmLegalHold(hold.Id), consent.As(Role.PrivacyOfficer))).Refusal);
        Assert.Equal(LegalHoldState.Lapsed, Assert.Single((await consent.Send(new LegalHolds(client.AccountId), first)).Value).State);
    }

    [Fact]
    public async Task A_hold_has_a_reason_a_reference_and_a_day_of_review_and_its_end_a_reason()
    {
        var (client, first) = (await consent.ARegisteredClientAsync(), consent.As(Role.PrivacyOfficer));
        var good = new RequestLegalHold(client.AccountId, "A claim.", "CL-1", consent.Today().AddMonths(3));

        Assert.IsType<ReasonRequired>((await consent.Send(good with { Reason = " " }, first)).Refusal);
        Assert.IsType<ReasonRequired>((await consent.Send(good with { Reference = "" }, first)).Refusal);
        Assert.IsType<FieldRequired>((await consent.Send(good with { ReviewOn = consent.Today().AddYears(1).AddDays(2) }, first)).Refusal);
        Assert.IsType<FieldRequired>((await consent.Send(good with { ReviewOn = consent.Today().AddDays(-1) }, first)).Refusal);
        var hold = (await consent.Send(good, first)).Value;
        Assert.IsType<IllegalState>((await consent.Send(new RequestHoldRelease(hold.Id, "Over."), first)).Refusal);
        await consent.Send(new ConfirmLegalHold(hold.Id), consent.As(Role.PrivacyOfficer));
        Assert.IsType<IllegalState>((await consent.Send(new ConfirmHoldRelease(hold.Id), consent.As(Role.PrivacyOfficer))).Refusal);
        Assert.IsType<ReasonRequired>((await consent.Send(new RequestHoldRelease(hold.Id, " "), first)).Refusal);
        Assert.IsType<LegalHoldNotFound>((await consent.Send(new ConfirmLegalHold(Guid.CreateVersion7()), first)).Refusal);
        await Assert.ThrowsAsync<RejectedException>(() => consent.Send(good, client));
        Assert.IsType<NeedToKnow>((await consent.Send(new RetentionSchedule(client.AccountId), consent.As(Role.Client))).Refusal);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    [Clause("CA-3.11")]
    public async Task Evidence_under_a_hold_outlives_its_period_and_goes_at_once_when_the_hold_ends(string database)
    {
        await using var fresh = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var client = await fresh.ARegisteredClientAsync();
        await fresh.Tell(new ErasureOrdered(Guid.CreateVersion7(), client.AccountId, fresh.Now()));
        var (first, second) = (fresh.As(Role.PrivacyOfficer), fresh.As(Role.PrivacyOfficer));
        var hold = await RequestAsync(fresh, client, first);
        await fresh.Send(new ConfirmLegalHold(hold.Id), second);
        fresh.Clock.Set(fresh.Now().AddYears(8));
        await fresh.RunJobs();
        Assert.True(await AcceptedAsync() > 0);

        await fresh.Send(new RequestHoldRelease(hold.Id, "Over."), first);
        await fresh.Send(new ConfirmHoldRelease(hold.Id), second);
        await fresh.RunJobs();

        Assert.Equal(0, await AcceptedAsync());

        Task<int> AcceptedAsync() => fresh.Read<ConsentDbContext, int>(db => db.Acceptances.CountAsync(a => a.AccountId == client.AccountId));
    }

    private static async Task<LegalHoldView> RequestAsync(ConsentFixture fixture, Caller client, Caller by) =>
        (await fixture.Send(new RequestLegalHold(client.AccountId, "A claim.", "CL-1", fixture.Today().AddMonths(3)), by)).Value;

    private static async Task<IReadOnlyList<Guid>> HeldAsync(ConsentFixture fixture)
    {
        await using var scope = fixture.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ILegalHolds>().HeldAsync(TestContext.Current.CancellationToken);
    }
}

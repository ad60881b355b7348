using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Minors;
using Monolith.Accounts.Contracts.Events;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Minors;

public sealed class DiscoveredMinorTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_child_below_the_age_is_cut_off_at_once_and_erased_before_the_day_is_over(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var email = await own.AClient();
        var tokens = await own.SignedIn(email);
        var officer = own.As(Role.PrivacyOfficer);
        Assert.Equal("age", Assert.IsType<FieldRequired>((await own.Send(new RecordDiscoveredMinor(tokens.AccountId, 18), officer)).Refusal).Field);
        Assert.IsType<AccountNotFound>((await own.Send(new RecordDiscoveredMinor(Guid.CreateVersion7(), 15), officer)).Refusal);

        var found = (await own.Send(new RecordDiscoveredMinor(tokens.AccountId, 15), officer)).Value;

        Assert.Equal((MinorState.Leaving, own.Clock.GetUtcNow().UtcDateTime.AddHours(24)), (found.State, found.EraseAt));
        Assert.Null(await own.CallerOf(tokens.AccessToken));
        await own.RunJobs();
        Assert.Equal(0, await Ordered(own));
        own.Clock.Advance(TimeSpan.FromHours(23) + TimeSpan.FromMinutes(50));
        await own.RunJobs();
        await own.RunJobs();
        Assert.Equal(1, await Ordered(own));
    }

    [Fact]
    public async Task Between_the_two_ages_the_account_waits_frozen_for_a_parent_and_goes_after_a_refusal()
    {
        await using var own = await ModuleFixture.OnAsync<O7therapyFixture>(Databases.Sqlite);
        var email = own.FreshEmail();
        var client = await own.Lark(email);
        var officer = own.As(Role.GrievanceOfficer);

        var frozen = (await own.Send(new RecordDiscoveredMinor(client.AccountId, 15), officer)).Value;

        Assert.Equal((MinorState.Frozen, own.Clock.GetUtcNow().UtcDateTime.AddDays(30)), (frozen.State, frozen.EraseAt));
        Assert.Contains(await own.MailTo(email), m => m.Template is MessageTemplate.ParentNeeded);
        Assert.IsType<ParentalConsentRequired>(await ParentalConsentTests.Asked(own, client, DataClass.Identity, Purpose.ServiceDelivery));
        var refused = (await own.Send(new RecordDiscoveredMinor(client.AccountId, 15, true), officer)).Value;
        Assert.Equal((MinorState.Leaving, own.Clock.GetUtcNow().UtcDateTime.AddHours(24)), (refused.State, refused.EraseAt));
    }

    [Fact]
    public async Task A_frozen_account_that_no_parent_comes_for_is_erased_and_one_with_a_parent_is_not()
    {
        await using var own = await ModuleFixture.OnAsync<O7therapyFixture>(Databases.Sqlite);
        var (left, kept) = (await own.Lark(own.FreshEmail()), await own.Lark(own.FreshEmail()));
        var officer = own.As(Role.PrivacyOfficer);
        await own.Send(new RecordDiscoveredMinor(left.AccountId, 14), officer);
        await own.Send(new RecordDiscoveredMinor(kept.AccountId, 14), officer);
        await own.Send(new ContinueWithParentalConsent(await ParentalConsentTests.AToken(own)), kept);
        Assert.IsType<IllegalState>((await own.Send(new RecordDiscoveredMinor(kept.AccountId, 14), officer)).Refusal);

        own.Clock.Advance(TimeSpan.FromDays(30));
        await own.RunJobs();

        var told = await own.Read<AccountsDbContext, string>(async db => (await db.Outbox.SingleAsync(m => m.Kind == typeof(AccountErasureDue).FullName)).Body!);
        Assert.Contains(left.AccountId.ToString(), told, StringComparison.Ordinal);
        Assert.DoesNotContain(kept.AccountId.ToString(), told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_profile_knows_no_age_nobody_is_too_young()
    {
        await using var own = await ModuleFixture.OnAsync<OnetoonehelpFixture>(Databases.Sqlite);
        var client = await own.AnEmployee(own.FreshEmail());

        Assert.IsType<FeatureDisabled>((await own.Send(new RecordDiscoveredMinor(client.AccountId, 15), own.As(Role.PrivacyOfficer))).Refusal);
    }

    private static Task<int> Ordered(AccountsFixture own) =>
        own.Read<AccountsDbContext, int>(db => db.Outbox.CountAsync(m => m.Kind == typeof(AccountErasureDue).FullName));
}

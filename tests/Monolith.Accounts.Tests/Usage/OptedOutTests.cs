using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application.Usage;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Contracts;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Usage;

/// <summary>The test's answer to which uses of a person's data are open: all but those of who left.</summary>
internal sealed class PlayedUses : IUseFacts
{
    public HashSet<Guid> Left { get; } = [];

    public Task<UseDecision> DecideAsync(Guid accountId, ConsentPurpose use, CancellationToken cancellationToken) =>
        Task.FromResult(use is ConsentPurpose.Improvement && Left.Contains(accountId) ? UseDecision.Withdrawn : UseDecision.NoLegalBasis);
}

public sealed class OptedOutTests
{
    [Theory, ClassData(typeof(Databases)), Clause("CA-3.4")]
    public async Task Who_opted_out_of_improvement_is_in_no_count(string database)
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var (staying, leaving) = (await accounts.ASignedInClient(), await accounts.ASignedInClient());
        accounts.Services.GetRequiredService<PlayedUses>().Left.Add(leaving.AccountId);
        foreach (var (who, area) in new[] { (staying, "Both"), (leaving, "Both"), (leaving, "OneOnly") })
        {
            AccountsModule.NoteUse(accounts.Services, who.AccountId, area, null, null, null, null);
        }

        Assert.Equal([("Both", 1)], await CountedAsync(accounts));
    }

    [Fact, Clause("TH-25")]
    public async Task Counts_of_a_day_that_is_over_are_the_same_after_its_people_were_erased()
    {
        await using var accounts = await ModuleFixture.OnAsync<OnetoonehelpFixture>(Databases.Sqlite);
        var client = await accounts.AnEmployee(accounts.FreshEmail());
        AccountsModule.NoteUse(accounts.Services, client.AccountId, "Resources", null, null, null, null);
        var before = await CountedAsync(accounts);

        await accounts.Tell(new ErasureOrdered(Guid.CreateVersion7(), client.AccountId, accounts.Clock.GetUtcNow().UtcDateTime));
        await accounts.RunJobs();

        var day = DateOnly.FromDateTime(accounts.Clock.GetUtcNow().UtcDateTime).AddDays(-1);
        var after = (await accounts.Send(new UsageStatistics(day, day, ByArea: true), accounts.As(Role.Administrator))).Value;
        Assert.Equal([("Resources", 1)], before);
        Assert.Equal(before, after.Select(v => (v.Area!, v.Visits)));
    }

    private static async Task<IEnumerable<(string Area, int Visits)>> CountedAsync(AccountsFixture accounts)
    {
        var day = DateOnly.FromDateTime(accounts.Clock.GetUtcNow().UtcDateTime);
        await accounts.RunJobs();
        accounts.Clock.Advance(TimeSpan.FromDays(1));
        await accounts.RunJobs();
        var counted = (await accounts.Send(new UsageStatistics(day, day, ByArea: true), accounts.As(Role.Administrator))).Value;
        return [.. counted.Where(v => v.People == FreezeUsage.Everybody).Select(v => (v.Area!, v.Visits))];
    }
}

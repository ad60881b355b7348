using Microsoft.EntityFrameworkCore;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class LateRowTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task What_was_written_beside_an_erasure_goes_when_the_erasure_has_settled_and_evidence_stays(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var person = (await consent.ARegisteredClientAsync()).AccountId;
        var (at, caseId) = (consent.Clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7());
        await consent.WriteBeside<ConsentDbContext>(
            db =>
            {
                db.Add(new Purchase(person, Guid.CreateVersion7(), at));
                db.Add(new DisclosureApproval(person, "Dr Rao", "A summary", null, at));
                db.Add(new MarketingPreference(person));
                return Task.CompletedTask;
            },
            () => consent.Tell(new ErasureOrdered(caseId, person, at)));
        Assert.Equal((3, 3), await LeftAsync());

        await consent.Tell(new ErasureSettled(caseId, person, at));

        Assert.Equal((0, 3), await LeftAsync());

        Task<(int Late, int Evidence)> LeftAsync() => consent.Read<ConsentDbContext, (int, int)>(async db => (
            await db.Purchases.CountAsync(p => p.AccountId == person) + await db.Approvals.CountAsync(a => a.SubjectId == person) + await db.MarketingPreferences.CountAsync(p => p.AccountId == person),
            await db.Acceptances.CountAsync(a => a.AccountId == person)));
    }
}

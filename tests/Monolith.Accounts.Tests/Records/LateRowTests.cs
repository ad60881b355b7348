using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Vault;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Records;

public sealed class LateRowTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task What_was_written_beside_an_erasure_goes_when_the_erasure_has_settled(string database)
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var (person, other) = ((await accounts.ASignedInClient()).AccountId, (await accounts.ASignedInClient()).AccountId);
        var (at, caseId) = (accounts.Clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7());
        await accounts.WriteBeside<AccountsDbContext>(
            db =>
            {
                foreach (var id in (Guid[])[person, other])
                {
                    db.Add(new PushDevice { AccountId = id, TokenIndex = id.ToByteArray(), Token = Sealed.Of("of a phone") });
                    db.Add(new RequesterCode { CaseId = Guid.CreateVersion7(), AccountId = id, CodeHash = id.ToByteArray(), EndsAt = at.AddHours(1) });
                }

                return Task.CompletedTask;
            },
            () => accounts.Tell(new ErasureOrdered(caseId, person, at)));
        Assert.Equal(2, await LeftAsync(person));

        await accounts.Tell(new ErasureSettled(caseId, person, at));

        Assert.Equal((0, 2), (await LeftAsync(person), await LeftAsync(other)));

        Task<int> LeftAsync(Guid id) => accounts.Read<AccountsDbContext, int>(async db =>
            await db.PushDevices.CountAsync(d => d.AccountId == id) + await db.RequesterCodes.CountAsync(c => c.AccountId == id));
    }
}

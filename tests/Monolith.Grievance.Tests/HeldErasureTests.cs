using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks.Access;
using Monolith.Grievance.Application.Rights;
using Monolith.Grievance.Domain;
using Monolith.Testing;

namespace Monolith.Grievance.Tests;

public sealed class HeldErasureTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task An_account_that_its_owner_deleted_is_erased_after_the_hold(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<GrievanceFixture>(kind);
        var person = Guid.CreateVersion7();
        own.Held.Add(person);

        await own.Tell(new AccountErasureDue(person, ErasureReason.DeletedByOwner, own.Now));
        await own.RunJobs();
        Assert.Equal(0, await OrdersAsync());
        own.Held.Clear();
        await own.RunJobs();
        await own.RunJobs();

        Assert.Equal(1, await OrdersAsync());

        Task<int> OrdersAsync() => own.Read(db => db.Outbox.CountAsync(m => m.Kind == typeof(Contracts.Events.ErasureOrdered).FullName));
    }

    [Fact]
    public async Task An_erasure_waits_for_the_end_of_a_legal_hold_whether_somebody_decides_it_or_the_clock()
    {
        await using var own = await ModuleFixture.OnAsync<GrievanceFixture>(Databases.Sqlite);
        var (client, officer) = (own.As(Role.Client), own.As(Role.GrievanceOfficer));
        var request = await own.AVerifiedRequestOf(client, RightsKind.Erasure);
        own.Held.Add(client.AccountId);

        var refused = await own.Send(new DecideRightsRequest(request.Id, RightsDecision.Approve), officer);
        Assert.Equal(("LEGAL_HOLD_IN_FORCE", "retention.legalHold (R95)"), (Assert.IsType<LegalHoldInForce>(refused.Refusal).Code, refused.Refusal.Rule));
        own.Clock.Advance(TimeSpan.FromDays(31));
        await own.RunJobs();
        Assert.Equal(RightsState.Verified, (await own.Show(request.Id, client)).State);
        Assert.Equal(0, await OrdersAsync());
        own.Held.Clear();
        await own.RunJobs();

        Assert.Equal(1, await OrdersAsync());

        Task<int> OrdersAsync() => own.Read(db => db.Outbox.CountAsync(m => m.Kind == typeof(Contracts.Events.ErasureOrdered).FullName));
    }
}

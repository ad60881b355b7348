using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Domain;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Billing.Tests;

public sealed class LateRowTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task An_order_that_was_placed_beside_an_erasure_goes_when_the_erasure_has_settled_and_a_paid_one_stays(string database)
    {
        await using var billing = await ModuleFixture.OnAsync<BillingFixture>(database);
        var client = billing.As(Role.Client);
        var (person, at, caseId) = (client.AccountId, billing.Clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7());
        var paid = await billing.APaidOrderOf(client);
        await billing.WriteBeside<BillingDbContext>(
            async db => db.Add(Order.Place(await db.Products.AsNoTracking().FirstAsync(p => p.Sessions == 1), person, null, at)),
            () => billing.Tell(new ErasureOrdered(caseId, person, at)));
        Assert.Equal(2, (await OrdersAsync()).Count);

        await billing.Tell(new ErasureSettled(caseId, person, at));

        Assert.Equal([paid.Id], await OrdersAsync());

        Task<List<Guid>> OrdersAsync() => billing.Read(db => db.Orders.Where(o => o.PayerId == person).Select(o => o.Id).ToListAsync());
    }
}

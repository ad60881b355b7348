using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Billing.Application.Orders;
using Monolith.Billing.Contracts.Events;
using Monolith.BuildingBlocks.Access;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Billing.Tests;

public sealed class ErasureTests(BillingFixture billing) : IClassFixture<BillingFixture>
{
    [Fact]
    public async Task Erasing_a_payer_removes_unpaid_orders_and_keeps_paid_ones_for_seven_years()
    {
        var client = billing.As(Role.Client);
        var paid = await billing.APaidOrderOf(client);
        await billing.AnOrderOf(client);
        var order = new ErasureOrdered(Guid.CreateVersion7(), client.AccountId, billing.Clock.GetUtcNow().UtcDateTime);

        await billing.Tell(order);
        await billing.Tell(order);

        var record = await billing.Read(db => db.Erasures.SingleAsync(e => e.CaseId == order.CaseId));
        Assert.Equal((1, 3), (record.Erased, record.Retained));
        Assert.Equal(paid.PaidAt!.Value.AddYears(7), record.RetainedUntilAt);
        Assert.Equal(1, await billing.Read(db => db.Outbox.CountAsync(m => m.Kind == typeof(BillingErased).FullName && m.AggregateId == record.Id)));
        Assert.Equal([paid.Id], await billing.Read(db => db.Orders.Where(o => o.PayerId == client.AccountId).Select(o => o.Id).ToListAsync()));
    }

    [Fact]
    public async Task When_the_years_and_a_legal_hold_are_over_the_details_are_unreadable_and_the_amounts_stay()
    {
        await using var own = await ModuleFixture.OnAsync<BillingFixture>(Databases.Sqlite);
        var client = own.As(Role.Client);
        await own.APaidOrderOf(client);
        await own.Tell(new ErasureOrdered(Guid.CreateVersion7(), client.AccountId, own.Clock.GetUtcNow().UtcDateTime));
        own.Clock.Advance(TimeSpan.FromDays((7 * 365) + 1));
        await own.RunJobs();
        Assert.EndsWith("4242", (await own.Send(new Orders(client.AccountId), own.As(Role.Billing))).Value.Single().Payment!.Card, StringComparison.Ordinal);

        own.Clock.Advance(TimeSpan.FromDays(2));
        own.Held.Add(client.AccountId);
        await own.RunJobs();
        Assert.NotEqual("", (await own.Send(new Orders(client.AccountId), own.As(Role.Billing))).Value.Single().Payment!.Card);
        own.Held.Clear();
        await own.RunJobs();

        var order = (await own.Send(new Orders(client.AccountId), own.As(Role.Billing))).Value.Single();
        Assert.Equal(("", 150000), (order.Payment!.Card, order.Payment.Amount.Minor));
    }

    [Fact, Clause("CA-7.1")]
    public async Task A_copy_has_the_payers_orders_and_nobody_elses()
    {
        var client = billing.As(Role.Client);
        var mine = await billing.APaidOrderOf(client);
        await billing.APaidOrderOf(billing.As(Role.Client));
        await using var scope = billing.Services.CreateAsyncScope();
        var holder = scope.ServiceProvider.GetRequiredService<IPersonalDataHolder>();

        var copy = await holder.CopyAsync(client.AccountId, TestContext.Current.CancellationToken);
        var holdings = await holder.HoldingsAsync(client.AccountId, TestContext.Current.CancellationToken);

        Assert.Equal(mine.Id, Assert.IsType<OrderView>(Assert.Single(copy["orders"])).Id);
        Assert.Single(copy["invoices"]);
        Assert.Equal(["invoices", "orders", "payments"], holdings.Select(h => h.Kind).Order());
    }
}

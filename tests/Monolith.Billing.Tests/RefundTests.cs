using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Application.Invoices;
using Monolith.Billing.Application.Orders;
using Monolith.Billing.Contracts.Events;
using Monolith.Billing.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Testing;
using Monolith.Therapy.Contracts;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Billing.Tests;

public sealed class RefundTests(BillingFixture billing) : IClassFixture<BillingFixture>
{
    [Fact, Clause("CA-3.7")]
    public async Task No_more_than_was_paid_can_be_refunded()
    {
        var client = billing.As(Role.Client);
        var staff = billing.As(Role.Billing);
        var order = await billing.APaidOrderOf(client);

        var more = await billing.Send(new RefundPayment(order.Id, "goodwill", 150001), staff);
        var all = await billing.Send(new RefundPayment(order.Id, "goodwill", 150000), staff);

        Assert.Equal(150000, Assert.IsType<RefundExceedsPayment>(more.Refusal).LeftMinor);
        Assert.Equal("goodwill", all.Value.Reason);
        Assert.Contains((await billing.Send(new Transactions(), client)).Value, t => t.Kind is TransactionKind.Refund && t.Amount.Minor == 150000);
        Assert.Contains((await billing.Send(new Invoices(), client)).Value, i => i.Kind is InvoiceKind.CreditNote);
        Assert.Equal(OrderState.Refunded, (await billing.Send(new OrderById(order.Id), client)).Value.State);
        Assert.Equal(1, await billing.Read(db => db.Outbox.CountAsync(m => m.Kind == typeof(PaymentRefunded).FullName && m.AggregateId == order.Id)));
        Assert.IsType<IllegalState>((await billing.Send(new RefundPayment(order.Id, "again"), staff)).Refusal);
    }

    [Fact]
    public async Task Staff_pay_back_more_than_a_thousand_with_a_second_person_and_clients_what_the_table_gives_alone()
    {
        await using var own = await ModuleFixture.OnAsync<BillingFixture>(Databases.Sqlite);
        var (client, staff) = (own.As(Role.Client), own.As(Role.Billing));
        var appointment = own.AnAppointmentOf(client.AccountId);
        var (order, cancelled) = (await own.APaidOrderOf(client), await own.APaidOrderOf(client, appointment));
        var ended = own.Ends(appointment, SessionOutcome.CancelledByTherapist, TimeSpan.FromMinutes(1));
        await own.Tell(new AppointmentCancelled(appointment, client.AccountId, ended.TherapistId, SessionOutcome.CancelledByTherapist, ended.CancelledAt!.Value));
        own.Second.Answer = new IllegalState("Somebody else decides.");

        var much = new RefundPayment(order.Id, "goodwill", 100_001);
        Assert.IsType<IllegalState>((await own.Send(much, staff)).Refusal);
        Assert.Null((await own.Send(much with { AmountMinor = 49_999 }, staff)).Refusal);
        Assert.Equal(150000, (await own.Send(new RefundPayment(cancelled.Id, "cancelled"), client)).Value.Amount.Minor);
        Assert.Equal([much], own.Second.Asked);
        own.Second.Answer = null;
        Assert.Null((await own.Send(much, staff)).Refusal);
    }

    [Fact]
    public async Task Staff_pay_back_with_proof_of_the_last_five_minutes_and_clients_without()
    {
        var (client, staff) = (billing.As(Role.Client), billing.As(Role.Billing));
        var order = await billing.APaidOrderOf(client);
        var old = billing.Clock.GetUtcNow().UtcDateTime.AddMinutes(-6);

        Assert.IsType<ReauthRequired>((await billing.Send(new RefundPayment(order.Id, "goodwill", 1), staff with { AuthenticatedAt = old })).Refusal);
        Assert.IsType<NotRefundable>((await billing.Send(new RefundPayment(order.Id, "goodwill", 1), client with { AuthenticatedAt = old })).Refusal);
    }

    [Theory]
    [InlineData(SessionOutcome.CancelledByTherapist, 1, 150000)]
    [InlineData(SessionOutcome.CancelledByClient, 24 * 60, 150000)]
    [InlineData(SessionOutcome.CancelledByClient, (24 * 60) - 1, 75000)]
    public async Task A_cancelled_session_is_paid_back_by_the_table(SessionOutcome outcome, int minutesBefore, long due)
    {
        var client = billing.As(Role.Client);
        var appointment = billing.AnAppointmentOf(client.AccountId);
        var order = await billing.APaidOrderOf(client, appointment);
        var ended = billing.Ends(appointment, outcome, TimeSpan.FromMinutes(minutesBefore));
        await billing.Tell(new AppointmentCancelled(appointment, client.AccountId, ended.TherapistId, outcome, ended.CancelledAt!.Value));

        Assert.Equal(due, (await billing.Send(new OrderById(order.Id), client)).Value.RefundDue!.Minor);
        Assert.IsType<RefundExceedsPayment>((await billing.Send(new RefundPayment(order.Id, "more", due + 1), client)).Refusal);
        Assert.Equal(due, (await billing.Send(new RefundPayment(order.Id, "cancelled"), client)).Value.Amount.Minor);
        Assert.Null((await billing.Send(new OrderById(order.Id), client)).Value.RefundDue);
        Assert.NotNull((await billing.Send(new RefundPayment(order.Id, "again"), client)).Refusal);
    }

    [Theory]
    [InlineData(SessionOutcome.Scheduled)]
    [InlineData(SessionOutcome.Held)]
    [InlineData(SessionOutcome.Missed)]
    public async Task A_session_that_was_not_cancelled_is_not_paid_back_at_a_clients_wish(SessionOutcome outcome)
    {
        var client = billing.As(Role.Client);
        var appointment = billing.AnAppointmentOf(client.AccountId);
        var order = await billing.APaidOrderOf(client, appointment);
        billing.Ends(appointment, outcome);

        Assert.IsType<NotRefundable>((await billing.Send(new RefundPayment(order.Id, "please", 100), client)).Refusal);
        Assert.Equal(100, (await billing.Send(new RefundPayment(order.Id, "goodwill", 100), billing.As(Role.Billing))).Value.Amount.Minor);
    }

    [Fact]
    public async Task A_client_refunds_neither_a_package_nor_somebody_elses_nor_an_unpaid_order()
    {
        var client = billing.As(Role.Client);
        var paid = await billing.APaidOrderOf(client);
        var unpaid = await billing.AnOrderOf(client);

        Assert.IsType<NotRefundable>((await billing.Send(new RefundPayment(paid.Id, "x"), client)).Refusal);
        Assert.IsType<OrderNotFound>((await billing.Send(new RefundPayment(paid.Id, "x"), billing.As(Role.Client))).Refusal);
        Assert.IsType<IllegalState>((await billing.Send(new RefundPayment(unpaid.Id, "x"), client)).Refusal);
        Assert.IsType<RefundExceedsPayment>((await billing.Send(new RefundPayment(paid.Id, "x", 0), billing.As(Role.Billing))).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Refunds_at_once_never_exceed_what_was_paid(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<BillingFixture>(kind);
        var client = own.As(Role.Client);
        var staff = own.As(Role.Billing);
        var order = await own.APaidOrderOf(client);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => own.Send(new RefundPayment(order.Id, "x", 90000 + (i % 2)), staff)));

        Assert.Single(answers, a => a.Succeeded);
        var refunded = await own.Read(db => db.Refunds.SumAsync(r => r.AmountMinor));
        Assert.InRange(refunded, 90000, 90001);
        Assert.Equal(refunded, own.Provider.Refunds.Values.Sum(r => r.Minor));
        Assert.Equal(refunded, (await own.Read(db => db.Orders.SingleAsync())).RefundedMinor);
    }
}

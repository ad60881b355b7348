using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Billing.Application.Invoices;
using Monolith.Billing.Application.Orders;
using Monolith.Billing.Contracts.Events;
using Monolith.Billing.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.Consent.Contracts;
using Monolith.Testing;

namespace Monolith.Billing.Tests;

public sealed class PaymentTests(BillingFixture billing) : IClassFixture<BillingFixture>
{
    [Fact, Clause("CA-3.6")]
    public async Task A_paid_order_is_paid_has_a_transaction_and_an_invoice_and_is_told()
    {
        var client = billing.As(Role.Client);

        var order = await billing.APaidOrderOf(client);

        Assert.Equal(OrderState.Paid, order.State);
        Assert.EndsWith("4242", order.Payment!.Card, StringComparison.Ordinal);
        var transaction = Assert.Single((await billing.Send(new Transactions(), client)).Value);
        Assert.Equal((TransactionKind.Payment, 150000), (transaction.Kind, transaction.Amount.Minor));
        var invoice = Assert.Single((await billing.Send(new Invoices(), client)).Value);
        Assert.Equal("Single session", Assert.Single(invoice.Lines).Description);
        Assert.Equal(1, await billing.Read(db => db.Outbox.CountAsync(m => m.Kind == typeof(OrderPaid).FullName && m.AggregateId == order.Id)));
        Assert.IsType<InvoiceNotFound>((await billing.Send(new InvoiceById(invoice.Id), billing.As(Role.Client))).Refusal);
    }

    [Fact, Clause("CA-3.14")]
    public async Task Without_a_bound_processor_nothing_is_charged()
    {
        await using var own = await ModuleFixture.OnAsync<BillingFixture>(Databases.Sqlite);
        var client = own.As(Role.Client);
        var (order, paid) = (await own.AnOrderOf(client), await own.APaidOrderOf(client));
        own.Binding = ProcessorBinding.NotBound;

        Assert.IsType<ProcessorNotBound>((await own.Send(new PayOrder(order.Id, "tok_ok"), client)).Refusal);
        Assert.IsType<ProcessorNotBound>((await own.Send(new RefundPayment(paid.Id, "x"), own.As(Role.Billing))).Refusal);
        Assert.DoesNotContain(order.Id, own.Provider.Charges.Keys);
        Assert.Empty(own.Provider.Refunds);
    }

    [Fact, Clause("CA-9.3")]
    public async Task A_processor_abroad_takes_no_payment_of_a_payer_who_did_not_consent_to_that()
    {
        await using var own = await ModuleFixture.OnAsync<BillingFixture>(Databases.Sqlite);
        var client = own.As(Role.Client);
        var (order, paid) = (await own.AnOrderOf(client), await own.APaidOrderOf(client));
        own.Binding = ProcessorBinding.AbroadWithoutConsent;

        Assert.IsType<TransferConsentRequired>((await own.Send(new PayOrder(order.Id, "tok_ok"), client)).Refusal);
        Assert.IsType<TransferConsentRequired>((await own.Send(new RefundPayment(paid.Id, "x"), own.As(Role.Billing))).Refusal);
        Assert.DoesNotContain(order.Id, own.Provider.Charges.Keys);
    }

    [Fact]
    public async Task What_goes_to_the_processor_is_what_was_asked_for_and_whose_it_is()
    {
        await using var own = await ModuleFixture.OnAsync<BillingFixture>(Databases.Sqlite);
        var client = own.As(Role.Client);
        var order = await own.APaidOrderOf(client);
        Assert.Null((await own.Send(new RefundPayment(order.Id, "x"), own.As(Role.Billing))).Refusal);

        var calls = own.Services.GetRequiredService<OutsideCalls>().Latest("PAYMENT");

        Assert.All(own.Asked, asked => Assert.Equal(client.AccountId, asked.AccountId));
        Assert.Equal(
            calls.Select(call => string.Join(',', call.Fields.Order(StringComparer.OrdinalIgnoreCase))).Order(),
            own.Asked.Select(asked => string.Join(',', asked.Fields.ToString().Split(", ").Order(StringComparer.OrdinalIgnoreCase))).Order(),
            StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_declined_payment_leaves_the_order_open_for_another_card()
    {
        var client = billing.As(Role.Client);
        var order = await billing.AnOrderOf(client);

        Assert.IsType<PaymentDeclined>((await billing.Send(new PayOrder(order.Id, "tok_declined"), client)).Refusal);
        Assert.Empty((await billing.Send(new Transactions(), client)).Value);
        Assert.Equal(OrderState.Paid, (await billing.Send(new PayOrder(order.Id, "tok_ok"), client)).Value.State);
    }

    [Fact]
    public async Task A_payment_whose_answer_was_lost_is_charged_once_when_sent_again()
    {
        var client = billing.As(Role.Client);
        var order = await billing.AnOrderOf(client);

        Assert.IsType<PaymentOutcomeUnknown>((await billing.Send(new PayOrder(order.Id, "tok_timeout"), client)).Refusal);
        var again = await billing.Send(new PayOrder(order.Id, "tok_timeout"), client);

        Assert.Equal(OrderState.Paid, again.Value.State);
        Assert.Equal(150000, billing.Provider.Charges[order.Id].Minor);
    }

    [Fact]
    public async Task An_order_is_paid_once_and_only_by_its_payer()
    {
        var client = billing.As(Role.Client);
        var order = await billing.APaidOrderOf(client);

        Assert.IsType<IllegalState>((await billing.Send(new PayOrder(order.Id, "tok_ok"), client)).Refusal);
        Assert.IsType<OrderNotFound>((await billing.Send(new PayOrder(order.Id, "tok_ok"), billing.As(Role.Client))).Refusal);
        Assert.IsType<OrderNotFound>((await billing.Send(new PayOrder(Guid.CreateVersion7(), "tok_ok"), client)).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Eight_payments_of_one_order_at_once_are_one(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<BillingFixture>(kind);
        var client = own.As(Role.Client);
        var order = await own.AnOrderOf(client);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => own.Send(new PayOrder(order.Id, "tok_ok"), client)));

        Assert.Single(answers, a => a.Succeeded);
        Assert.All(answers.Where(a => !a.Succeeded), a => Assert.True(a.Refusal is Conflict or IllegalState, a.Refusal?.Code));
        Assert.Equal(1, await own.Read(db => db.Payments.CountAsync()));
        Assert.Equal(1, await own.Read(db => db.Outbox.CountAsync()));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Sent_twice_with_one_key_a_payment_answers_alike(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<BillingFixture>(kind);
        var client = own.As(Role.Client);
        var order = await own.AnOrderOf(client);

        var first = await own.Send(new PayOrder(order.Id, "tok_ok"), client, "key");
        var again = await own.Send(new PayOrder(order.Id, "tok_ok"), client, "key");

        Assert.Equal(first.Value.Payment, again.Value.Payment);
        Assert.IsType<KeyReused>((await own.Send(new PayOrder(order.Id, "tok_declined"), client, "key")).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Invoice_numbers_have_no_gap_and_no_double_though_many_pay_at_once(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<BillingFixture>(kind);
        var orders = new List<(Caller Client, Guid Order)>();
        for (var i = 0; i < 12; i++)
        {
            var client = own.As(Role.Client);
            orders.Add((client, (await own.AnOrderOf(client)).Id));
        }

        // Every third is declined or fails, and takes no number with it.
        await Task.WhenAll(orders.Select((o, i) => own.Send(new PayOrder(o.Order, i % 3 == 0 ? "tok_declined" : "tok_ok"), o.Client)));

        var numbers = await own.Read(db => db.Invoices.Select(i => i.Number).OrderBy(n => n).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 8), numbers);
    }

    [Theory]
    [InlineData("4242424242424242")]
    [InlineData("4242 4242 4242 4242")]
    [InlineData("my card: 4242-4242-4242-4242, thanks")]
    [InlineData("４２４２４２４２４２４２４２４２")]
    [InlineData("378282246310005")]
    public async Task Card_numbers_are_refused_wherever_they_are_written(string text)
    {
        var client = billing.As(Role.Client);
        var order = await billing.AnOrderOf(client);

        Assert.Equal("paymentMethod", Assert.IsType<CardDataForbidden>((await billing.Send(new PayOrder(order.Id, text), client)).Refusal).Field);
        Assert.IsType<CardDataForbidden>((await billing.Send(new RefundPayment(order.Id, text), client)).Refusal);
    }

    [Theory]
    [InlineData("tok_ok")]
    [InlineData("4242424242424241")]
    [InlineData("+91 84477 35016")]
    [InlineData("019A0000-0000-7000-8000-000000000001")]
    [InlineData("0000000000000000")]
    [InlineData(null)]
    public void Other_numbers_are_not_taken_for_cards(string? text) => Assert.False(CardNumbers.IsIn(text));
}

using Monolith.Billing.Application.Orders;
using Monolith.Billing.Application.Products;
using Monolith.Billing.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Testing;
using Monolith.Therapy.Contracts;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Billing.Tests;

public sealed class OrderTests(BillingFixture billing) : IClassFixture<BillingFixture>
{
    [Fact]
    public async Task A_visitor_sees_what_is_on_offer_and_one_price_for_everybody()
    {
        var product = await billing.AProduct(4);

        var asVisitor = await billing.Send(new PriceFor(product.Id));
        var asClient = await billing.Send(new PriceFor(product.Id), billing.As(Role.Client));

        Assert.Equal(new MoneyView(540000, Currency.Inr), asVisitor.Value);
        Assert.Equal(asVisitor.Value, asClient.Value);
        Assert.IsType<ProductNotFound>((await billing.Send(new PriceFor(Guid.CreateVersion7()))).Refusal);
    }

    [Fact]
    public async Task An_order_takes_the_price_of_its_product_and_waits_for_payment()
    {
        var client = billing.As(Role.Client);
        var appointment = billing.AnAppointmentOf(client.AccountId);

        var order = await billing.AnOrderOf(client, appointment);

        Assert.Equal((OrderState.Placed, 150000, appointment), (order.State, order.Amount.Minor, order.AppointmentId));
        Assert.Equal([order.Id], (await billing.Send(new Orders(), client)).Value.Select(o => o.Id));
    }

    [Fact]
    public async Task An_appointment_that_is_not_mine_looks_like_one_that_does_not_exist()
    {
        var client = billing.As(Role.Client);
        var product = await billing.AProduct();
        var theirs = billing.AnAppointmentOf(Guid.CreateVersion7());

        var foreign = await billing.Send(new PlaceOrder(product.Id, theirs), client);
        var missing = await billing.Send(new PlaceOrder(product.Id, Guid.CreateVersion7()), client);

        Assert.IsType<AppointmentNotPayable>(foreign.Refusal);
        Assert.Equal(foreign.Refusal, missing.Refusal);
    }

    [Fact]
    public async Task A_package_is_not_for_one_appointment_and_a_product_must_be_on_offer()
    {
        var client = billing.As(Role.Client);
        var package = await billing.AProduct(4);

        Assert.IsType<AppointmentNotPayable>((await billing.Send(new PlaceOrder(package.Id, billing.AnAppointmentOf(client.AccountId)), client)).Refusal);
        Assert.IsType<ProductNotFound>((await billing.Send(new PlaceOrder(Guid.CreateVersion7()), client)).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Of_two_orders_at_once_for_one_appointment_one_is_placed(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<BillingFixture>(kind);
        var client = own.As(Role.Client);
        var (product, appointment) = (await own.AProduct(), own.AnAppointmentOf(client.AccountId));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => own.Send(new PlaceOrder(product.Id, appointment), client)));

        Assert.Single(answers, a => a.Succeeded);
        Assert.All(answers.Where(a => !a.Succeeded), a => Assert.IsType<AppointmentOrdered>(a.Refusal));
    }

    [Fact]
    public async Task An_unpaid_order_falls_with_its_appointment_and_a_new_one_may_be_placed()
    {
        var client = billing.As(Role.Client);
        var appointment = billing.AnAppointmentOf(client.AccountId);
        var order = await billing.AnOrderOf(client, appointment);
        var ended = billing.Ends(appointment, SessionOutcome.CancelledByClient, TimeSpan.FromHours(30));

        await billing.Tell(new AppointmentCancelled(appointment, client.AccountId, ended.TherapistId, ended.Outcome, ended.CancelledAt!.Value));

        Assert.Equal(OrderState.Cancelled, (await billing.Send(new Orders(), client)).Value.Single().State);
        Assert.IsType<IllegalState>((await billing.Send(new PayOrder(order.Id, "tok_ok"), client)).Refusal);
    }

    [Fact]
    public async Task Other_peoples_orders_are_closed_to_everybody_but_the_billing_role()
    {
        var client = billing.As(Role.Client);
        var order = await billing.APaidOrderOf(client);
        var staff = billing.As(Role.Billing);

        Assert.IsType<NeedToKnow>((await billing.Send(new Orders(client.AccountId), billing.As(Role.Client))).Refusal);
        Assert.IsType<NeedToKnow>((await billing.Send(new Transactions(client.AccountId), billing.As(Role.Client))).Refusal);
        Assert.IsType<OrderNotFound>((await billing.Send(new OrderById(order.Id), billing.As(Role.Client))).Refusal);
        Assert.IsType<FieldRequired>((await billing.Send(new Orders(), staff)).Refusal);
        Assert.Equal(order.Id, (await billing.Send(new Orders(client.AccountId), staff)).Value.Single().Id);
        Assert.Equal(order.Id, (await billing.Send(new OrderById(order.Id), staff)).Value.Id);
    }
}

public sealed class FreeOfChargeTests(FreeOfChargeFixture free) : IClassFixture<FreeOfChargeFixture>
{
    [Fact]
    public async Task Where_nothing_is_charged_nothing_can_be_ordered_or_paid()
    {
        var client = free.As(Role.Client);

        Assert.Empty((await free.Send(new Products())).Value);
        Assert.IsType<FeatureDisabled>((await free.Send(new PlaceOrder(Guid.CreateVersion7()), client)).Refusal);
        Assert.IsType<FeatureDisabled>((await free.Send(new PayOrder(Guid.CreateVersion7(), "tok_ok"), client)).Refusal);
        Assert.IsType<FeatureDisabled>((await free.Send(new RefundPayment(Guid.CreateVersion7(), "x"), client)).Refusal);
        Assert.IsType<FeatureDisabled>((await free.Send(new Transactions(), client)).Refusal);
    }
}

using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Application.Invoices;
using Monolith.Billing.Application.Ledger;
using Monolith.Billing.Application.Orders;
using Monolith.Billing.Application.Products;
using Monolith.Billing.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Billing.Tests;

public sealed class OrganisationInvoiceTests
{
    [Theory, ClassData(typeof(Databases))]
    [Clause("HU-22")]
    public async Task What_a_member_orders_for_the_organisation_is_invoiced_to_it_and_no_other_member_sees_it(string database)
    {
        await using var own = await ModuleFixture.OnAsync<HelpuBillingFixture>(database);
        var organisation = Guid.CreateVersion7();
        var (first, second, manager) = (own.AMemberOf(organisation), own.AMemberOf(organisation), own.AMemberOf(organisation, isManager: true));

        var order = await own.AnInvoicedOrderOf(first);

        Assert.Equal((OrderState.Invoiced, true), (order.State, order.IsInvoicedToOrganisation));
        var invoice = Assert.Single((await own.Send(new OrganisationInvoices(), manager)).Value);
        Assert.Equal((organisation, InvoiceKind.Invoice, 4900L, "Support plan, one month"), (invoice.OrganisationId, invoice.Kind, invoice.Total.Minor, Assert.Single(invoice.Lines).Description));
        Assert.Empty((await own.Send(new Invoices(), first)).Value);
        Assert.Equal(order.Id, Assert.Single((await own.Send(new Orders(), first)).Value).Id);
        Assert.Empty((await own.Send(new Orders(), second)).Value);
        Assert.IsType<OrderNotFound>((await own.Send(new OrderById(order.Id), second)).Refusal);
        Assert.IsType<NeedToKnow>((await own.Send(new Orders(first.AccountId), second)).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    [Clause("HU-22")]
    public async Task The_organisation_does_not_learn_which_of_its_people_ordered(string database)
    {
        await using var own = await ModuleFixture.OnAsync<HelpuBillingFixture>(database);
        var organisation = Guid.CreateVersion7();
        var (member, manager) = (own.AMemberOf(organisation), own.AMemberOf(organisation, isManager: true));
        var order = await own.AnInvoicedOrderOf(member);

        var seen = System.Text.Json.JsonSerializer.Serialize((await own.Send(new OrganisationInvoices(), manager)).Value);

        Assert.Contains(organisation.ToString(), seen, StringComparison.Ordinal);
        Assert.DoesNotContain(member.AccountId.ToString(), seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(order.Id.ToString(), seen, StringComparison.OrdinalIgnoreCase);
        Assert.IsType<OrderNotFound>((await own.Send(new OrderById(order.Id), manager)).Refusal);
        Assert.IsType<NeedToKnow>((await own.Send(new Orders(member.AccountId), manager)).Refusal);
        var hidden = await own.Read(db => db.Invoices.Select(i => i.Id).SingleAsync());
        Assert.IsType<InvoiceNotFound>((await own.Send(new InvoiceById(hidden), manager)).Refusal);
        Assert.IsType<InvoiceNotFound>((await own.Send(new InvoiceById(hidden), member)).Refusal);
    }

    [Fact]
    public async Task Only_the_member_that_acts_for_an_organisation_and_the_billing_role_see_its_invoices()
    {
        await using var own = await ModuleFixture.OnAsync<HelpuBillingFixture>(Databases.Sqlite);
        var (mine, theirs) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (member, manager, other) = (own.AMemberOf(mine), own.AMemberOf(mine, isManager: true), own.AMemberOf(theirs, isManager: true));
        await own.AnInvoicedOrderOf(member);

        Assert.IsType<NeedToKnow>((await own.Send(new OrganisationInvoices(), member)).Refusal);
        Assert.IsType<NeedToKnow>((await own.Send(new OrganisationInvoices(mine), other)).Refusal);
        Assert.IsType<NeedToKnow>((await own.Send(new OrganisationInvoices(), own.As(Role.Client))).Refusal);
        Assert.Empty((await own.Send(new OrganisationInvoices(), other)).Value);
        Assert.IsType<FieldRequired>((await own.Send(new OrganisationInvoices(), own.As(Role.Billing))).Refusal);
        Assert.Single((await own.Send(new OrganisationInvoices(mine), own.As(Role.Billing))).Value);
        Assert.Single((await own.Send(new OrganisationInvoices(mine), manager)).Value);
    }

    [Fact]
    public async Task Who_belongs_to_no_organisation_pays_alone_and_who_does_may()
    {
        await using var own = await ModuleFixture.OnAsync<HelpuBillingFixture>(Databases.Sqlite);
        var member = own.AMemberOf(Guid.CreateVersion7());

        var alone = await own.Send(new PlaceOrder(own.Plan.Id), member);

        Assert.Equal((OrderState.Placed, false), (alone.Value.State, alone.Value.IsInvoicedToOrganisation));
        Assert.IsType<OrganisationRequired>((await own.Send(new PlaceOrder(own.Plan.Id, Payer: OrderPayer.Organisation), own.As(Role.Client))).Refusal);
        Assert.IsType<AppointmentNotPayable>((await own.Send(new PlaceOrder(own.Plan.Id, Guid.CreateVersion7(), OrderPayer.Organisation), member)).Refusal);
        await using var calmally = await ModuleFixture.OnAsync<BillingFixture>(Databases.Sqlite);
        var client = calmally.As(Role.Client);
        calmally.Memberships[client.AccountId] = new(Guid.CreateVersion7(), true);
        Assert.IsType<FeatureDisabled>((await calmally.Send(new PlaceOrder((await calmally.AProduct()).Id, Payer: OrderPayer.Organisation), client)).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_organisations_order_is_not_paid_by_card_and_credited_by_the_provider_alone_and_the_books_balance(string database)
    {
        await using var own = await ModuleFixture.OnAsync<HelpuBillingFixture>(database);
        var organisation = Guid.CreateVersion7();
        var member = own.AMemberOf(organisation);
        var order = await own.AnInvoicedOrderOf(member);

        Assert.IsType<IllegalState>((await own.Send(new PayOrder(order.Id, "tok_ok"), member)).Refusal);
        Assert.IsType<NotRefundable>((await own.Send(new RefundPayment(order.Id, "No use."), member)).Refusal);
        Assert.Null((await own.Send(new RefundPayment(order.Id, "No use.", 1000), own.As(Role.Billing))).Refusal);
        Assert.IsType<RefundExceedsPayment>((await own.Send(new RefundPayment(order.Id, "All.", 3901), own.As(Role.Billing))).Refusal);

        Assert.Empty(own.Asked);
        var documents = (await own.Send(new OrganisationInvoices(organisation), own.As(Role.Billing))).Value;
        Assert.Equal([(InvoiceKind.CreditNote, 1000L), (InvoiceKind.Invoice, 4900L)], documents.Select(d => (d.Kind, d.Total.Minor)));
        var ledger = (await own.Send(new LedgerBalances(), own.As(Role.Billing))).Value;
        Assert.True(ledger.Balances);
        Assert.Equal((4900L, 1000L), ledger.Accounts.Where(a => a.Account is LedgerAccount.Receivables).Select(a => (a.DebitMinor, a.CreditMinor)).Single());
        Assert.DoesNotContain(ledger.Accounts, a => a.Account is LedgerAccount.ProviderClearing);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Orders_of_many_members_at_once_take_numbers_without_gap_or_double_and_one_key_is_one_order(string database)
    {
        await using var own = await ModuleFixture.OnAsync<HelpuBillingFixture>(database);
        var organisation = Guid.CreateVersion7();
        var members = Enumerable.Range(0, 6).Select(_ => own.AMemberOf(organisation)).ToList();

        await Task.WhenAll(members.SelectMany(m => new[] { own.AnInvoicedOrderOf(m, "one"), own.AnInvoicedOrderOf(m, "one") }));

        var numbers = await own.Read(db => db.Invoices.Select(i => i.Number).OrderBy(n => n).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 6), numbers);
    }

    [Fact]
    public async Task Erasing_a_member_keeps_what_the_organisation_was_invoiced()
    {
        await using var own = await ModuleFixture.OnAsync<HelpuBillingFixture>(Databases.Sqlite);
        var member = own.AMemberOf(Guid.CreateVersion7());
        var order = await own.AnInvoicedOrderOf(member);
        await own.Send(new PlaceOrder(own.Plan.Id), member);

        await own.Tell(new ErasureOrdered(Guid.CreateVersion7(), member.AccountId, own.Clock.GetUtcNow().UtcDateTime));

        var record = await own.Read(db => db.Erasures.SingleAsync());
        Assert.Equal((1, 1, order.PlacedAt.AddYears(7)), (record.Erased, record.Retained, record.RetainedUntilAt));
        Assert.Equal([order.Id], await own.Read(db => db.Orders.Select(o => o.Id).ToListAsync()));
    }

    [Theory]
    [InlineData("", ProductKind.Service, 0, 100, typeof(FieldRequired))]
    [InlineData("Plan", ProductKind.Service, 1, 100, typeof(FieldRequired))]
    [InlineData("Plan", ProductKind.Service, -1, 100, typeof(FieldRequired))]
    [InlineData("Plan", ProductKind.Service, 0, 0, typeof(FieldRequired))]
    [InlineData("Plan", ProductKind.Service, 0, 100_000_001, typeof(FieldRequired))]
    [InlineData("Plan", ProductKind.Session, 1, 100, typeof(FeatureDisabled))]
    public async Task What_this_service_does_not_sell_is_not_put_on_offer(string name, object kind, int sessions, long price, Type refusal)
    {
        await using var own = await ModuleFixture.OnAsync<HelpuBillingFixture>(Databases.Sqlite);

        var answer = await own.Send(new OfferProduct(name, (ProductKind)kind, sessions, price, Currency.Usd), own.As(Role.Billing));

        Assert.IsType(refusal, answer.Refusal);
        Assert.Single((await own.Send(new Products())).Value);
    }
}

using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Application.Products;
using Monolith.Billing.Domain;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Billing.Application.Invoices;

/// <summary>A numbered invoice or credit note.</summary>
/// <param name="Id">Its id.</param>
/// <param name="PayerId">Who it is for.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Kind">Invoice or credit note.</param>
/// <param name="Number">Year and number, such as <c>2031-000042</c>; without gaps.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="Total">How much.</param>
/// <param name="Lines">What it lists.</param>
internal sealed record InvoiceView(
    Guid Id,
    [property: ID("Client")] Guid PayerId,
    [property: ID("Order")] Guid OrderId,
    InvoiceKind Kind,
    string Number,
    DateTime IssuedAt,
    MoneyView Total,
    IReadOnlyList<InvoiceLineView> Lines)
{
    public static InvoiceView Of(Invoice invoice) => new(
        invoice.Id, invoice.PayerId, invoice.OrderId, invoice.Kind, $"{invoice.Year}-{invoice.Number:D6}", invoice.IssuedAt,
        new(invoice.TotalMinor, invoice.Currency),
        [.. invoice.Lines.Select(l => new InvoiceLineView(l.Description, new(l.TotalMinor, invoice.Currency)))]);
}

/// <summary>A line of an invoice.</summary>
/// <param name="Description">The product's name when it was sold.</param>
/// <param name="Total">How much.</param>
internal sealed record InvoiceLineView(string Description, MoneyView Total);

/// <summary>Invoices and credit notes of the caller, latest first, at most 100; the billing role names the payer.</summary>
/// <param name="PayerId">Whose, for the billing role.</param>
[Query, Allow(Role.Client, Role.Billing)]
internal sealed record Invoices([ID("Client")] Guid? PayerId = null) : IQuery<IReadOnlyList<InvoiceView>>;

internal sealed class InvoicesHandler(BillingDbContext db, Payers payers) : IQueryHandler<Invoices, IReadOnlyList<InvoiceView>>
{
    public async Task<Result<IReadOnlyList<InvoiceView>>> Handle(Invoices query, CancellationToken cancellationToken)
    {
        var payer = await payers.InQuestionAsync(query.PayerId, AccessMode.Read, cancellationToken);
        if (payer.Refusal is { } no)
        {
            return no;
        }

        var invoices = await db.Invoices.AsNoTracking().Include(i => i.Lines).Where(i => i.PayerId == payer.Value && i.OrganisationId == null)
            .OrderByDescending(i => i.Id).Take(100).ToListAsync(cancellationToken);
        return invoices.ConvertAll(InvoiceView.Of);
    }
}

/// <summary>One invoice of the caller, or any for the billing role.</summary>
/// <param name="InvoiceId">The invoice.</param>
[Allow(Role.Client, Role.Billing)]
internal sealed record InvoiceById(Guid InvoiceId) : IQuery<InvoiceView>;

internal sealed class InvoiceByIdHandler(BillingDbContext db, Payers payers) : IQueryHandler<InvoiceById, InvoiceView>
{
    public async Task<Result<InvoiceView>> Handle(InvoiceById query, CancellationToken cancellationToken)
    {
        var invoice = await db.Invoices.AsNoTracking().Include(i => i.Lines).SingleOrDefaultAsync(i => i.Id == query.InvoiceId && i.OrganisationId == null, cancellationToken);
        return invoice is not null && await payers.MaySeeAsync(invoice.PayerId, invoice.Id, cancellationToken) ? InvoiceView.Of(invoice) : new InvoiceNotFound();
    }
}

using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts;
using Monolith.Billing.Application.Products;
using Monolith.Billing.Domain;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Billing.Application.Invoices;

/// <summary>What an organisation is invoiced: the day and what was ordered, never by whom (HU-22).</summary>
/// <param name="OrganisationId">Who it is for.</param>
/// <param name="Kind">Invoice or credit note.</param>
/// <param name="Number">Year and number, such as <c>2031-000042</c>.</param>
/// <param name="IssuedOn">The day, UTC.</param>
/// <param name="Total">How much.</param>
/// <param name="Lines">What it lists.</param>
internal sealed record OrganisationInvoiceView(
    [property: ID] Guid OrganisationId, InvoiceKind Kind, string Number, DateOnly IssuedOn, MoneyView Total, IReadOnlyList<InvoiceLineView> Lines);

/// <summary>
/// Invoices and credit notes of an organisation, latest first, at most 100: for the member that acts for it, and for the billing role, which names it.
/// Refused with NEED_TO_KNOW, FIELD_REQUIRED.
/// </summary>
/// <param name="OrganisationId">Whose, for the billing role.</param>
[Query, Allow(Role.Client, Role.Billing)]
internal sealed record OrganisationInvoices([property: ID] Guid? OrganisationId = null) : IQuery<IReadOnlyList<OrganisationInvoiceView>>;

internal sealed class OrganisationInvoicesHandler(BillingDbContext db, IOrganisationFacts organisations, ICurrentUser user)
    : IQueryHandler<OrganisationInvoices, IReadOnlyList<OrganisationInvoiceView>>
{
    public async Task<Result<IReadOnlyList<OrganisationInvoiceView>>> Handle(OrganisationInvoices query, CancellationToken cancellationToken)
    {
        if (user.Role is Role.Billing && query.OrganisationId is null)
        {
            return new FieldRequired("organisationId", "Name the organisation.");
        }

        var own = user.Role is Role.Billing ? null : await organisations.MembershipOfAsync(user.Id, cancellationToken);
        if (user.Role is not Role.Billing && (own is not { IsManager: true } || (query.OrganisationId ?? own.OrganisationId) != own.OrganisationId))
        {
            return new NeedToKnow("You act for no such organisation.");
        }

        var organisation = query.OrganisationId ?? own!.OrganisationId;
        var invoices = await db.Invoices.AsNoTracking().Include(i => i.Lines).Where(i => i.OrganisationId == organisation)
            .OrderByDescending(i => i.Id).Take(100).ToListAsync(cancellationToken);
        return invoices.ConvertAll(i => new OrganisationInvoiceView(
            organisation, i.Kind, $"{i.Year}-{i.Number:D6}", DateOnly.FromDateTime(i.IssuedAt), new(i.TotalMinor, i.Currency),
            [.. i.Lines.Select(l => new InvoiceLineView(l.Description, new(l.TotalMinor, i.Currency)))]));
    }
}

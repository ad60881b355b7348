using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Sharing;

/// <summary>A deal under which the business, or part of it, changes hands.</summary>
/// <param name="Id">The deal; <c>recordDisclosure</c> takes it as <c>linkId</c>.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Counterparty">Who receives the business.</param>
/// <param name="DeclaredAt">When it was declared.</param>
/// <param name="AnnouncedAt">When everybody was told; null = it is under negotiation.</param>
/// <param name="EarliestAt">The earliest moment at which data goes.</param>
/// <param name="ExecutedAt">When data went.</param>
/// <param name="CalledOffAt">When it was called off.</param>
internal sealed record BusinessTransferView(
    Guid Id, string Name, string Counterparty, DateTime DeclaredAt, DateTime? AnnouncedAt, DateTime? EarliestAt, DateTime? ExecutedAt, DateTime? CalledOffAt)
{
    public static BusinessTransferView Of(BusinessTransfer deal) =>
        new(deal.Id, deal.Name, deal.Counterparty, deal.DeclaredAt, deal.AnnouncedAt, deal.EarliestAt, deal.ExecutedAt, deal.CalledOffAt);
}

/// <summary>
/// Declares a deal and, unless it is still under negotiation, tells everybody: on the page and by mail (C-37, O7-6.5). Where the profile wants notice
/// first, data goes at the end of the notice period of a significant change of policy at the earliest; otherwise it may go at once.
/// Refused with REAUTH_REQUIRED, FEATURE_DISABLED, FIELD_REQUIRED, BUSINESS_TRANSFER_NOT_FOUND, ILLEGAL_STATE.
/// </summary>
/// <param name="Name">What the deal is called.</param>
/// <param name="Counterparty">Who receives the business.</param>
/// <param name="Negotiation">Whether it is only negotiated: nobody is told yet.</param>
/// <param name="TransferId">A deal declared earlier, to announce it now; its name and counterparty stay.</param>
[Mutation, Allow(Role.Administrator, Role.PrivacyOfficer), Idempotent, FreshProof]
internal sealed record AnnounceBusinessTransfer(string? Name = null, string? Counterparty = null, bool Negotiation = false, Guid? TransferId = null) : ICommand<BusinessTransferView>;

internal sealed class AnnounceBusinessTransferHandler(ConsentDbContext db, ConsentPolicy policy, PolicyProfile profile, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<AnnounceBusinessTransfer, BusinessTransferView>
{
    // Where a profile wants notice first and says no period for changes of policy.
    private static readonly TimeSpan LeastNotice = TimeSpan.FromDays(7);

    public async Task<Result<BusinessTransferView>> Handle(AnnounceBusinessTransfer command, CancellationToken cancellationToken)
    {
        if (policy.BusinessTransfer is BusinessTransferMode.Off)
        {
            return new FeatureDisabled("Business transfers");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var deal = await DealAsync(command, now, cancellationToken);
        if (deal.Refusal is { } missing)
        {
            return missing;
        }

        if (!command.Negotiation && deal.Value.Announce(now, EarliestAt(now)) is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return BusinessTransferView.Of(deal.Value);
    }

    private async Task<Result<BusinessTransfer>> DealAsync(AnnounceBusinessTransfer command, DateTime now, CancellationToken cancellationToken)
    {
        if (command.TransferId is { } id)
        {
            return await db.Transfers.SingleOrDefaultAsync(t => t.Id == id, cancellationToken) is { } known ? known : new BusinessTransferNotFound();
        }

        if (string.IsNullOrWhiteSpace(command.Name) || string.IsNullOrWhiteSpace(command.Counterparty))
        {
            return new FieldRequired(string.IsNullOrWhiteSpace(command.Name) ? "name" : "counterparty", "A deal has a name and a counterparty.");
        }

        return db.Transfers.Add(new BusinessTransfer(command.Name.Trim(), command.Counterparty.Trim(), user.Id, now)).Entity;
    }

    private DateTime EarliestAt(DateTime now) =>
        policy.BusinessTransfer is not BusinessTransferMode.NoticeFirst ? now
        : policy.PolicyChange.NoticePeriod is { } period && profile.Platform.Clock.Add(now, period) is var at && at > now ? at
        : now + LeastNotice;
}

/// <summary>
/// Records that data goes with an announced deal: it then stands in the ledger of disclosures of everyone who has an account (O7-6.4). Somebody else
/// approves it first (R43). Refused with REAUTH_REQUIRED, BUSINESS_TRANSFER_NOT_FOUND, NOTICE_REQUIRED, ILLEGAL_STATE, SECOND_PERSON_REQUIRED.
/// </summary>
/// <param name="TransferId">The deal.</param>
[Mutation, Allow(Role.Administrator, Role.PrivacyOfficer), Idempotent, FreshProof]
internal sealed record ExecuteBusinessTransfer(Guid TransferId) : ICommand<BusinessTransferView>;

internal sealed class ExecuteBusinessTransferHandler(ConsentDbContext db, ConsentPolicy policy, ISecondPerson second, TimeProvider clock) : ICommandHandler<ExecuteBusinessTransfer, BusinessTransferView>
{
    public async Task<Result<BusinessTransferView>> Handle(ExecuteBusinessTransfer command, CancellationToken cancellationToken)
    {
        if (await db.Transfers.SingleOrDefaultAsync(t => t.Id == command.TransferId, cancellationToken) is not { } deal)
        {
            return new BusinessTransferNotFound();
        }

        if (deal.Execute(policy.BusinessTransfer is BusinessTransferMode.NoticeFirst, clock.GetUtcNow().UtcDateTime) is { } no)
        {
            return no with { Rule = "businessTransfer (C-37)" };
        }

        if (await second.AskAsync(command, [Role.Administrator, Role.PrivacyOfficer], cancellationToken) is { } waits)
        {
            return waits;
        }

        await db.SaveChangesAsync(cancellationToken);
        return BusinessTransferView.Of(deal);
    }
}

/// <summary>Calls a deal off: nothing is disclosed under it any more. Refused with BUSINESS_TRANSFER_NOT_FOUND, ILLEGAL_STATE.</summary>
/// <param name="TransferId">The deal.</param>
[Mutation, Allow(Role.Administrator, Role.PrivacyOfficer), Idempotent]
internal sealed record CallOffBusinessTransfer(Guid TransferId) : ICommand<BusinessTransferView>;

internal sealed class CallOffBusinessTransferHandler(ConsentDbContext db, TimeProvider clock) : ICommandHandler<CallOffBusinessTransfer, BusinessTransferView>
{
    public async Task<Result<BusinessTransferView>> Handle(CallOffBusinessTransfer command, CancellationToken cancellationToken)
    {
        if (await db.Transfers.SingleOrDefaultAsync(t => t.Id == command.TransferId, cancellationToken) is not { } deal)
        {
            return new BusinessTransferNotFound();
        }

        if (deal.CallOff(clock.GetUtcNow().UtcDateTime) is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return BusinessTransferView.Of(deal);
    }
}

/// <summary>The deals that were announced, newest first; those who answer for disclosures also see what is only negotiated.</summary>
[Query, AllowAnyone]
internal sealed record BusinessTransfers : IQuery<IReadOnlyList<BusinessTransferView>>;

internal sealed class BusinessTransfersHandler(ConsentDbContext db, ICurrentUser user) : IQueryHandler<BusinessTransfers, IReadOnlyList<BusinessTransferView>>
{
    public async Task<Result<IReadOnlyList<BusinessTransferView>>> Handle(BusinessTransfers query, CancellationToken cancellationToken)
    {
        var all = user.Role is Role.Administrator or Role.PrivacyOfficer;
        var deals = await db.Transfers.AsNoTracking().Where(t => all || t.AnnouncedAt != null).OrderByDescending(t => t.DeclaredAt).ToListAsync(cancellationToken);
        return deals.ConvertAll(BusinessTransferView.Of);
    }
}

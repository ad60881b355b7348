using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Application.Sharing;

/// <summary>A line of the ledger of disclosures.</summary>
/// <param name="Id">The line.</param>
/// <param name="AccountId">Whose data.</param>
/// <param name="Ground">The ground of the policy.</param>
/// <param name="Recipient">Who received it.</param>
/// <param name="Scope">What they received.</param>
/// <param name="Reference">The order, warrant or agreement.</param>
/// <param name="Reason">Why the ground held.</param>
/// <param name="DisclosedAt">When.</param>
internal sealed record DisclosureView(
    Guid Id, [property: ID("Account")] Guid AccountId, string Ground, string Recipient, string Scope, string? Reference, string? Reason, DateTime DisclosedAt)
{
    public static DisclosureView Of(Disclosure line, DisclosureWords words) =>
        new(line.Id, line.SubjectId, line.Ground, words.Recipient, words.Scope, words.Reference, words.Reason, line.DisclosedAt);
}

/// <summary>To whom a person's data went, and why, newest first, at most 200: one's own, or for those who answer for it anybody's.</summary>
/// <param name="AccountId">Whose data; the caller's own when absent.</param>
[Query, AllowSignedIn]
internal sealed record Disclosures([property: ID("Account")] Guid? AccountId) : IQuery<IReadOnlyList<DisclosureView>>;

internal sealed class DisclosuresHandler(ConsentDbContext db, IAccessGate gate, IVault vault, ICurrentUser user)
    : IQueryHandler<Disclosures, IReadOnlyList<DisclosureView>>
{
    private const int Most = 200;

    public async Task<Result<IReadOnlyList<DisclosureView>>> Handle(Disclosures query, CancellationToken cancellationToken)
    {
        var subjectId = query.AccountId ?? user.Id;
        if (await gate.AskAsync(new AccessRequest(subjectId, DataClass.Case, AccessMode.Read, DisclosureGrant.Ledger), cancellationToken) is { } denied)
        {
            return denied;
        }

        List<DisclosureView> views = [];
        var lines = await db.Disclosures.AsNoTracking().Where(d => d.SubjectId == subjectId).OrderByDescending(d => d.Id).Take(Most).ToListAsync(cancellationToken);
        foreach (var line in lines)
        {
            views.Add(DisclosureView.Of(line, await vault.OpenAsync(line.Words, cancellationToken)));
        }

        return views;
    }
}

/// <summary>What a person approved to be told to one recipient.</summary>
/// <param name="Id">The approval.</param>
/// <param name="Recipient">Who may receive it.</param>
/// <param name="Scope">What.</param>
/// <param name="ApprovedAt">When.</param>
internal sealed record DisclosureApprovalView(Guid Id, string Recipient, string Scope, DateTime ApprovedAt);

/// <summary>Approves, before it happens, that something is told to one recipient. It is used up by one disclosure (CA-4.7).</summary>
/// <param name="Recipient">Who may receive it.</param>
/// <param name="Scope">What.</param>
[Mutation, Allow(Role.Client), Idempotent, OwnData(DataClass.Case, AccessMode.Write, BuildingBlocks.Access.Purpose.LegalObligation)]
internal sealed record ApproveDisclosure(string Recipient, string Scope) : ICommand<DisclosureApprovalView>;

internal sealed class ApproveDisclosureHandler(ConsentDbContext db, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<ApproveDisclosure, DisclosureApprovalView>
{
    public async Task<Result<DisclosureApprovalView>> Handle(ApproveDisclosure command, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(command.Recipient) || string.IsNullOrWhiteSpace(command.Scope))
        {
            return new FieldRequired(string.IsNullOrWhiteSpace(command.Recipient) ? "recipient" : "scope", "An approval names one recipient and what they may receive.");
        }

        var approval = new DisclosureApproval(user.Id, command.Recipient.Trim(), command.Scope, clock.GetUtcNow().UtcDateTime);
        db.Approvals.Add(approval);
        await db.SaveChangesAsync(cancellationToken);
        return new DisclosureApprovalView(approval.Id, command.Recipient.Trim(), command.Scope, approval.ApprovedAt);
    }
}

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
/// <param name="RecipientAddress">Where they are, if it was recorded.</param>
/// <param name="Scope">What they received.</param>
/// <param name="Reference">The order, warrant, deal or agreement.</param>
/// <param name="Reason">Why the ground held.</param>
/// <param name="Purpose">What a processor received it for.</param>
/// <param name="Country">Where the processor works.</param>
/// <param name="LinkId">The approval, subpoena, safety concern or deal it rested on.</param>
/// <param name="Rule">The setting that allows it.</param>
/// <param name="DisclosedAt">When.</param>
/// <param name="SuspendedUntilAt">Until when the person is not told, at the wish of an authority.</param>
internal sealed record DisclosureView(
    Guid Id, [property: ID("Account")] Guid AccountId, string Ground, string Recipient, string? RecipientAddress, string Scope, string? Reference, string? Reason,
    string? Purpose, string? Country, Guid? LinkId, string Rule, DateTime DisclosedAt, DateTime? SuspendedUntilAt);

/// <summary>
/// To whom a person's data went, and why, newest first, at most 200 (R85): one's own, or for those who answer for it anybody's. What an
/// authority received and asked to keep from the person for a time is not among a person's own before that time is over.
/// </summary>
/// <param name="AccountId">Whose data; the caller's own when absent.</param>
/// <param name="Before">Only what was disclosed before this instant.</param>
[Query, AllowSignedIn]
internal sealed record Disclosures([property: ID("Account")] Guid? AccountId, DateTime? Before = null) : IQuery<IReadOnlyList<DisclosureView>>;

internal sealed class DisclosuresHandler(DisclosureLedger ledger, IAccessGate gate, ICurrentUser user)
    : IQueryHandler<Disclosures, IReadOnlyList<DisclosureView>>
{
    /// <summary>How many lines one answer has.</summary>
    public const int Most = 200;

    public async Task<Result<IReadOnlyList<DisclosureView>>> Handle(Disclosures query, CancellationToken cancellationToken)
    {
        var subjectId = query.AccountId ?? user.Id;
        if (await gate.AskAsync(new AccessRequest(subjectId, DataClass.Case, AccessMode.Read, DisclosureGrant.Ledger), cancellationToken) is { } denied)
        {
            return denied;
        }

        return await ledger.LinesAsync(subjectId, withSuspended: subjectId != user.Id, query.Before, Most, cancellationToken);
    }
}

/// <summary>A transfer of a person's data across a border.</summary>
/// <param name="DisclosureId">The line of the ledger.</param>
/// <param name="Country">Where to.</param>
/// <param name="Recipient">Who received it.</param>
/// <param name="Purpose">What for.</param>
/// <param name="TransferredAt">When.</param>
internal sealed record TransferView(Guid DisclosureId, string Country, string Recipient, string? Purpose, DateTime TransferredAt);

/// <summary>Which of a person's data crossed a border (CA-9.3, AP-137), of the latest 200 disclosures before an instant: one's own, or anybody's for those who answer for it.</summary>
/// <param name="AccountId">Whose data; the caller's own when absent.</param>
/// <param name="Before">Only what was disclosed before this instant.</param>
[Query, AllowSignedIn]
internal sealed record Transfers([property: ID("Account")] Guid? AccountId, DateTime? Before = null) : IQuery<IReadOnlyList<TransferView>>;

internal sealed class TransfersHandler(DisclosureLedger ledger, TransferRules rules, IAccessGate gate, ICurrentUser user)
    : IQueryHandler<Transfers, IReadOnlyList<TransferView>>
{
    public async Task<Result<IReadOnlyList<TransferView>>> Handle(Transfers query, CancellationToken cancellationToken)
    {
        var subjectId = query.AccountId ?? user.Id;
        if (await gate.AskAsync(new AccessRequest(subjectId, DataClass.Case, AccessMode.Read, DisclosureGrant.Ledger), cancellationToken) is { } denied)
        {
            return denied;
        }

        var lines = await ledger.LinesAsync(subjectId, withSuspended: subjectId != user.Id, query.Before, DisclosuresHandler.Most, cancellationToken);
        TransferView[] abroad = [.. lines.Where(l => rules.IsTransfer(l.Country)).Select(l => new TransferView(l.Id, l.Country!, l.Recipient, l.Purpose, l.DisclosedAt))];
        return abroad;
    }
}

/// <summary>What a person approved to be told to one recipient.</summary>
/// <param name="Id">The approval.</param>
/// <param name="Recipient">Who may receive it.</param>
/// <param name="Scope">What.</param>
/// <param name="Ground">The one ground it is for; null = whichever asks for an approval.</param>
/// <param name="ApprovedAt">When.</param>
internal sealed record DisclosureApprovalView(Guid Id, string Recipient, string Scope, string? Ground, DateTime ApprovedAt);

/// <summary>Approves, before it happens, that something is told to one recipient. It is used up by one disclosure (CA-4.7, TH-49). Refused with REAUTH_REQUIRED.</summary>
/// <param name="Recipient">Who may receive it.</param>
/// <param name="Scope">What.</param>
/// <param name="Ground">For this ground only, such as a report in writing or a talk (TH-50).</param>
[Mutation, Allow(Role.Client), Idempotent, OwnData(DataClass.Case, AccessMode.Write, BuildingBlocks.Access.Purpose.LegalObligation), FreshProof]
internal sealed record ApproveDisclosure(string Recipient, string Scope, string? Ground = null) : ICommand<DisclosureApprovalView>;

internal sealed class ApproveDisclosureHandler(ConsentDbContext db, ConsentPolicy policy, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<ApproveDisclosure, DisclosureApprovalView>
{
    public async Task<Result<DisclosureApprovalView>> Handle(ApproveDisclosure command, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(command.Recipient) || string.IsNullOrWhiteSpace(command.Scope))
        {
            return new FieldRequired(string.IsNullOrWhiteSpace(command.Recipient) ? "recipient" : "scope", "An approval names one recipient and what they may receive.");
        }

        var approvable = policy.Disclosure.Grounds.Where(g => g.Needs.Contains(GroundNeed.Approval)).Select(g => g.Key).ToList();
        if (approvable.Count == 0)
        {
            return new FeatureDisabled("Approving a disclosure");
        }

        if (command.Ground is { } ground && !approvable.Contains(ground))
        {
            return new DisclosureGroundRequired($"An approval is for one of: {string.Join(", ", approvable)}.");
        }

        var approval = new DisclosureApproval(user.Id, command.Recipient.Trim(), command.Scope, command.Ground, clock.GetUtcNow().UtcDateTime);
        db.Approvals.Add(approval);
        await db.SaveChangesAsync(cancellationToken);
        return new DisclosureApprovalView(approval.Id, command.Recipient.Trim(), command.Scope, command.Ground, approval.ApprovedAt);
    }
}

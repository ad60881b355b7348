using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Application.Sharing;

/// <summary>
/// Records, before it happens, that a person's data goes to somebody outside (CA-4.1 to CA-4.8, TH-45 to TH-50). What is refused must not leave.
/// Refused with REAUTH_REQUIRED, SALE_FORBIDDEN, DISCLOSURE_GROUND_REQUIRED, REASON_REQUIRED, CONSENT_REQUIRED, CONTEST_FIRST, NOTICE_REQUIRED, PROCESSOR_NOT_FOUND,
/// PROCESSOR_NOT_BOUND, PURPOSE_NOT_AGREED, MINIMUM_DATA_EXCEEDED, REGION_NOT_ALLOWED or TRANSFER_CONSENT_REQUIRED.
/// </summary>
/// <param name="AccountId">Whose data.</param>
/// <param name="Ground">One of the policy's grounds.</param>
/// <param name="Recipient">Who receives it; for a subpoena the court on record.</param>
/// <param name="Scope">What they receive; for a subpoena what the court, as contested, asks for.</param>
/// <param name="Reference">The order, warrant or agreement, where the ground asks for one.</param>
/// <param name="Reason">Why the ground holds, where it asks for a reason: the good-faith statement, the statute, the matter.</param>
/// <param name="ProcessorId">The processor or affiliate, where the ground asks for one.</param>
/// <param name="Purpose">The purpose it was agreed with, likewise.</param>
/// <param name="ForConsideration">Whether anything is given in return.</param>
/// <param name="Fields">Which fields a processor receives.</param>
/// <param name="LinkId">The subpoena, safety concern or deal, where the ground asks for one.</param>
/// <param name="RecipientAddress">Where the recipient is.</param>
/// <param name="SuspendUntil">Until when the person is not told, at the wish of the authority that receives it.</param>
/// <param name="SuspensionReference">That wish, where it is in writing.</param>
[Mutation, Allow(Role.PrivacyOfficer, Role.Administrator), Idempotent, FreshProof]
internal sealed record RecordDisclosure(
    [property: ID("Account")] Guid AccountId, string Ground, string Recipient, string Scope, string? Reference, string? Reason,
    Guid? ProcessorId, string? Purpose, bool ForConsideration = false, IReadOnlyList<string>? Fields = null, Guid? LinkId = null,
    string? RecipientAddress = null, DateTime? SuspendUntil = null, string? SuspensionReference = null) : ICommand<DisclosureView>;

internal sealed class RecordDisclosureHandler(
    ConsentDbContext db, DisclosureRules rules, DisclosureLedger ledger, IAccessGate gate, RequestScope scope, TimeProvider clock)
    : ICommandHandler<RecordDisclosure, DisclosureView>
{
    public async Task<Result<DisclosureView>> Handle(RecordDisclosure command, CancellationToken cancellationToken)
    {
        if (command.SuspendUntil is null && await gate.AskAsync(new(command.AccountId, DataClass.Case, AccessMode.Write, DisclosureGrant.Ledger), cancellationToken) is { } denied)
        {
            return denied;
        }

        if (string.IsNullOrWhiteSpace(command.Recipient) || string.IsNullOrWhiteSpace(command.Scope))
        {
            return new FieldRequired(string.IsNullOrWhiteSpace(command.Recipient) ? "recipient" : "scope", "A disclosure has a recipient and a scope.");
        }

        var basis = await rules.CheckAsync(command, cancellationToken);
        if (basis.Refusal is { } refusal)
        {
            return refusal;
        }

        var line = new Disclosure(command.AccountId, command.Ground, basis.Value.Words, basis.Value.Links, scope.Id, clock.GetUtcNow().UtcDateTime);
        db.Disclosures.Add(line);
        if (command.SuspendUntil is not null)
        {
            NoteWithoutThePerson(line);
        }

        await db.SaveChangesAsync(cancellationToken);
        return ledger.View(line, basis.Value.Words);
    }

    // The person reads what names them in the audit, at once; this entry names the line and nobody, until the authority's time is over.
    private void NoteWithoutThePerson(Disclosure line) => scope.Note(new AuditEntry
    {
        Id = Guid.CreateVersion7(),
        OccurredAt = line.DisclosedAt,
        ActorId = scope.Id,
        ActorRole = scope.Role,
        Operation = scope.Operation,
        ObjectId = line.Id,
        Mode = AccessMode.Write,
        Purpose = DisclosureGrant.Ledger,
        Outcome = AuditOutcome.Granted,
        Rule = "disclosure-ledger",
        RequestId = scope.RequestId,
        Details = line.Ground,
    });
}

/// <summary>Whoever answers for disclosures reaches their ledger, and with this purpose nothing else.</summary>
internal sealed class DisclosureGrant : IAccessGrant
{
    /// <summary>The purpose under which the ledger is kept.</summary>
    public const string Ledger = "DISCLOSURE_LEDGER";

    public ValueTask<string?> GrantAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken) => ValueTask.FromResult(
        request is { Purpose: Ledger, DataClass: DataClass.Case } && user.Role is (Role.PrivacyOfficer or Role.Administrator) ? "disclosure-ledger" : null);
}

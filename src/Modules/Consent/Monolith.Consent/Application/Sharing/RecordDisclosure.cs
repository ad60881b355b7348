using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Application.Sharing;

/// <summary>
/// Records, before it happens, that a person's data goes to somebody outside (CA-4.1 to CA-4.8). Refused with SALE_FORBIDDEN,
/// DISCLOSURE_GROUND_REQUIRED, CONSENT_REQUIRED, PROCESSOR_NOT_BOUND, PURPOSE_NOT_AGREED or TRANSFER_CONSENT_REQUIRED; what is refused must not leave.
/// </summary>
/// <param name="AccountId">Whose data.</param>
/// <param name="Ground">One of the policy's grounds.</param>
/// <param name="Recipient">Who receives it.</param>
/// <param name="Scope">What they receive.</param>
/// <param name="Reference">The order, warrant or agreement, where the ground asks for one.</param>
/// <param name="Reason">Why the ground holds, where it asks for a reason.</param>
/// <param name="ProcessorId">The processor, for the ground PROCESSOR.</param>
/// <param name="Purpose">The purpose, for the ground PROCESSOR.</param>
/// <param name="ForConsideration">Whether anything is given in return.</param>
[Mutation, Allow(Role.PrivacyOfficer, Role.Administrator), Idempotent]
internal sealed record RecordDisclosure(
    [property: ID("Account")] Guid AccountId, string Ground, string Recipient, string Scope, string? Reference, string? Reason,
    Guid? ProcessorId, string? Purpose, bool ForConsideration = false) : ICommand<DisclosureView>;

internal sealed class RecordDisclosureHandler(ConsentDbContext db, DisclosureRules rules, IAccessGate gate, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<RecordDisclosure, DisclosureView>
{
    public async Task<Result<DisclosureView>> Handle(RecordDisclosure command, CancellationToken cancellationToken)
    {
        var request = new AccessRequest(command.AccountId, DataClass.Case, AccessMode.Write, DisclosureGrant.Ledger);
        if (await gate.AskAsync(request, cancellationToken) is { } denied)
        {
            return denied;
        }

        if (string.IsNullOrWhiteSpace(command.Recipient) || string.IsNullOrWhiteSpace(command.Scope))
        {
            return new FieldRequired(string.IsNullOrWhiteSpace(command.Recipient) ? "recipient" : "scope", "A disclosure has a recipient and a scope.");
        }

        if (await rules.CheckAsync(command, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var words = new DisclosureWords(command.Recipient.Trim(), command.Scope, command.Reference, command.Reason);
        var line = new Disclosure(command.AccountId, command.Ground, words, command.ProcessorId, user.Id, clock.GetUtcNow().UtcDateTime);
        db.Disclosures.Add(line);
        await db.SaveChangesAsync(cancellationToken);
        return DisclosureView.Of(line, words);
    }
}

/// <summary>Whoever answers for disclosures reaches their ledger, and with this purpose nothing else.</summary>
internal sealed class DisclosureGrant : IAccessGrant
{
    /// <summary>The purpose under which the ledger is kept.</summary>
    public const string Ledger = "DISCLOSURE_LEDGER";

    public ValueTask<string?> GrantAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken) => ValueTask.FromResult(
        request is { Purpose: Ledger, DataClass: DataClass.Case } && user.Role is (Role.PrivacyOfficer or Role.Administrator) ? "disclosure-ledger" : null);
}

using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Application.Holds;

/// <summary>
/// Asks for a legal hold (R95): from now on nothing of the person's data is deleted by any job, period or request. It ends after 72 hours unless
/// somebody else confirms it. Refused with REAUTH_REQUIRED, REASON_REQUIRED, FIELD_REQUIRED.
/// </summary>
/// <param name="AccountId">Whose data.</param>
/// <param name="Reason">Why.</param>
/// <param name="Reference">The proceeding, order or claim.</param>
/// <param name="ReviewOn">The day on which somebody looks whether it is still needed; within a year.</param>
[Mutation, Allow(Role.PrivacyOfficer, Role.Administrator), Idempotent, FreshProof]
internal sealed record RequestLegalHold([property: ID("Account")] Guid AccountId, string Reason, string Reference, DateOnly ReviewOn) : ICommand<LegalHoldView>;

internal sealed class RequestLegalHoldHandler(
    ConsentDbContext db, HoldRegister register, ProcessorRegister calendar, IAccessGate gate, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<RequestLegalHold, LegalHoldView>
{
    public async Task<Result<LegalHoldView>> Handle(RequestLegalHold command, CancellationToken cancellationToken)
    {
        if (await gate.AskAsync(new(command.AccountId, DataClass.Case, AccessMode.Write, DisclosureGrant.Ledger), cancellationToken) is { } denied)
        {
            return denied;
        }

        if (string.IsNullOrWhiteSpace(command.Reason) || string.IsNullOrWhiteSpace(command.Reference))
        {
            return new ReasonRequired(string.IsNullOrWhiteSpace(command.Reason) ? "reason" : "reference");
        }

        if (command.ReviewOn <= calendar.Today || command.ReviewOn > calendar.Today.AddYears(1))
        {
            return new FieldRequired("reviewOn", "A hold is reviewed after today and within a year.");
        }

        var hold = new LegalHold(
            command.AccountId, new LegalHoldWords(command.Reason.Trim(), command.Reference.Trim()), command.ReviewOn, user.Id, clock.GetUtcNow().UtcDateTime);
        db.Holds.Add(hold);
        await db.SaveChangesAsync(cancellationToken);
        return await register.ViewAsync(hold, cancellationToken);
    }
}

/// <summary>Confirms a hold that somebody else asked for. Refused with REAUTH_REQUIRED, LEGAL_HOLD_NOT_FOUND, ANOTHER_PERSON_REQUIRED, ILLEGAL_STATE.</summary>
/// <param name="HoldId">The hold.</param>
[Mutation, Allow(Role.PrivacyOfficer, Role.Administrator), Idempotent, FreshProof]
internal sealed record ConfirmLegalHold(Guid HoldId) : ICommand<LegalHoldView>;

internal sealed class ConfirmLegalHoldHandler(HoldActs acts) : ICommandHandler<ConfirmLegalHold, LegalHoldView>
{
    public Task<Result<LegalHoldView>> Handle(ConfirmLegalHold command, CancellationToken cancellationToken) =>
        acts.DoAsync(command.HoldId, (hold, by, now) => hold.Confirm(by, now), cancellationToken);
}

/// <summary>Asks for the end of a hold in force. Refused with REAUTH_REQUIRED, LEGAL_HOLD_NOT_FOUND, REASON_REQUIRED, ILLEGAL_STATE.</summary>
/// <param name="HoldId">The hold.</param>
/// <param name="Reason">Why it is no longer needed.</param>
[Mutation, Allow(Role.PrivacyOfficer, Role.Administrator), Idempotent, FreshProof]
internal sealed record RequestHoldRelease(Guid HoldId, string Reason) : ICommand<LegalHoldView>;

internal sealed class RequestHoldReleaseHandler(HoldActs acts) : ICommandHandler<RequestHoldRelease, LegalHoldView>
{
    public async Task<Result<LegalHoldView>> Handle(RequestHoldRelease command, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(command.Reason)
            ? new ReasonRequired("reason")
            : await acts.DoAsync(command.HoldId, (hold, by, now) => hold.RequestRelease(by, command.Reason.Trim(), now), cancellationToken);
}

/// <summary>
/// Ends a hold whose end somebody else asked for: every clock that stood goes on at once. Refused with REAUTH_REQUIRED, LEGAL_HOLD_NOT_FOUND, ANOTHER_PERSON_REQUIRED,
/// ILLEGAL_STATE.
/// </summary>
/// <param name="HoldId">The hold.</param>
[Mutation, Allow(Role.PrivacyOfficer, Role.Administrator), Idempotent, FreshProof]
internal sealed record ConfirmHoldRelease(Guid HoldId) : ICommand<LegalHoldView>;

internal sealed class ConfirmHoldReleaseHandler(HoldActs acts) : ICommandHandler<ConfirmHoldRelease, LegalHoldView>
{
    public Task<Result<LegalHoldView>> Handle(ConfirmHoldRelease command, CancellationToken cancellationToken) =>
        acts.DoAsync(command.HoldId, (hold, by, now) => hold.ConfirmRelease(by, now), cancellationToken);
}

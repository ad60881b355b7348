using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Consents;

/// <summary>
/// Takes a consent back, with effect at once (CA-7.5, CA-12.4). Without <c>confirm</c> it lists what stops and what is kept, and changes
/// nothing (CA-12.5). It asks for less than giving: no act and no wording, and no accepted documents (R88).
/// Refused with CONSENT_NOT_GIVEN when it is not in force.
/// </summary>
/// <param name="Purpose">Which consent.</param>
/// <param name="Confirm">False: only tell what would stop.</param>
[Mutation(Payload = "withdrawal"), Allow(Role.Client, Role.Therapist), Idempotent, OwnData(DataClass.Case, AccessMode.Write, BuildingBlocks.Access.Purpose.LegalObligation)]
internal sealed record WithdrawConsent(ConsentPurpose Purpose, bool Confirm) : ICommand<WithdrawalView>;

internal sealed class WithdrawConsentHandler(ConsentDbContext db, ConsentLedger ledger, ConsentQuestions questions, PolicyProfile profile, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<WithdrawConsent, WithdrawalView>
{
    public async Task<Result<WithdrawalView>> Handle(WithdrawConsent command, CancellationToken cancellationToken)
    {
        var last = await ledger.LastAsync(new(user.Id, command.Purpose), cancellationToken);
        if (last is not { State: ConsentState.Given })
        {
            return new ConsentNotGiven();
        }

        var affected = questions.Find(command.Purpose)?.AffectedServices ?? [];
        if (!command.Confirm)
        {
            return new WithdrawalView(command.Purpose, ConsentState.Given, Confirmed: false, affected, Kept(command.Purpose), null);
        }

        var record = ConsentRecord.Withdraw(new(user.Id, command.Purpose), last, last.WordingVersion, clock.GetUtcNow().UtcDateTime);
        var view = await ledger.AddAsync(record, last, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new WithdrawalView(command.Purpose, record.State, Confirmed: true, affected, Kept(command.Purpose), view);
    }

    private KeptAfterWithdrawalView[] Kept(ConsentPurpose purpose) => purpose is not ConsentPurpose.SensitiveData
        ? []
        : [
            .. RetentionLines.Of(new PublishedSettings(profile)).Where(l => l.Category == "HEALTH")
                .Select(l => new KeptAfterWithdrawalView(l.Category, l.Words, l.Period.ToString(), l.From, l.Basis)),
        ];
}

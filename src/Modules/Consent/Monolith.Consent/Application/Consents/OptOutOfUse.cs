using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Consents;

/// <summary>
/// Opts out of an optional use of the caller's data, with effect at once (CA-7.4). Refused with USE_NOT_OPTIONAL when the service itself
/// rests on it, and with NO_LEGAL_BASIS when the register has no such purpose.
/// </summary>
/// <param name="Purpose">A key of <c>purposes</c>.</param>
[Mutation, Allow(Role.Client, Role.Therapist), Idempotent, OwnData(DataClass.Case, AccessMode.Write, BuildingBlocks.Access.Purpose.LegalObligation)]
internal sealed record OptOutOfUse(string Purpose) : ICommand<ConsentRecordView>;

internal sealed class OptOutOfUseHandler(
    ConsentDbContext db, ConsentLedger ledger, ConsentQuestions questions, ConsentPolicy policy, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<OptOutOfUse, ConsentRecordView>
{
    public async Task<Result<ConsentRecordView>> Handle(OptOutOfUse command, CancellationToken cancellationToken)
    {
        if (policy.Purposes.FirstOrDefault(p => p.Key == command.Purpose) is not { } purpose)
        {
            return new NoLegalBasis();
        }

        if (!purpose.Optional)
        {
            return new UseNotOptional(purpose.Key);
        }

        if (ConsentQuestions.ConsentOf(purpose.Key) is not { } consent || questions.Find(consent) is not { } question)
        {
            return new FeatureDisabled($"The opt-out of {purpose.Key}");
        }

        var last = await ledger.LastAsync(user.Id, consent, cancellationToken);
        if (last is { State: ConsentState.Withdrawn })
        {
            return await ledger.ViewAsync(last, cancellationToken);
        }

        var record = ConsentRecord.Withdraw(user.Id, consent, last, question.WordingVersion, clock.GetUtcNow().UtcDateTime);
        var view = await ledger.AddAsync(record, last, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return view;
    }
}

using Microsoft.EntityFrameworkCore;
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
/// <param name="Purpose">A key of <c>purposes</c> or <c>newUses</c>.</param>
[Mutation, Allow(Role.Client, Role.Therapist), Idempotent, OwnData(DataClass.Case, AccessMode.Write, BuildingBlocks.Access.Purpose.LegalObligation)]
internal sealed record OptOutOfUse(string Purpose) : ICommand<ConsentRecordView>;

internal sealed class OptOutOfUseHandler(
    ConsentDbContext db, ConsentLedger ledger, ConsentQuestions questions, ConsentPolicy policy, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<OptOutOfUse, ConsentRecordView>
{
    public async Task<Result<ConsentRecordView>> Handle(OptOutOfUse command, CancellationToken cancellationToken)
    {
        var found = await FindAsync(command.Purpose, cancellationToken);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var (key, wordingVersion) = found.Value;
        var last = await ledger.LastAsync(key, cancellationToken);
        if (last is { State: ConsentState.Withdrawn })
        {
            return await ledger.ViewAsync(last, cancellationToken);
        }

        var record = ConsentRecord.Withdraw(key, last, wordingVersion, clock.GetUtcNow().UtcDateTime);
        var view = await ledger.AddAsync(record, last, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return view;
    }

    private async Task<Result<(ConsentKey Key, string WordingVersion)>> FindAsync(string purposeKey, CancellationToken cancellationToken)
    {
        if (policy.Purposes.FirstOrDefault(p => p.Key == purposeKey) is not { } purpose)
        {
            return await db.NewUses.AsNoTracking().SingleOrDefaultAsync(u => u.Key == purposeKey, cancellationToken) is { } use
                ? (new ConsentKey(user.Id, ConsentPurpose.NewUse, use.Key), PolicyVersion.Fingerprint(use.Description)[..16])
                : new NoLegalBasis();
        }

        if (!purpose.Optional)
        {
            return new UseNotOptional(purpose.Key);
        }

        return ConsentQuestions.ConsentOf(purpose.Key) is { } consent && questions.Find(consent) is { } question
            ? (new ConsentKey(user.Id, consent), question.WordingVersion)
            : new FeatureDisabled($"The opt-out of {purpose.Key}");
    }
}

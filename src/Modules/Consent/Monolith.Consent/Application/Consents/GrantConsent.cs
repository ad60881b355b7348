using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Consents;

/// <summary>
/// Gives one consent, apart from any other and by a clear act (CA-12.2, CA-12.3). The answer holds the signed receipt. Refused with
/// CONSENT_REQUIRED without an act, and with WORDING_OUTDATED unless the wording is the one that <c>consentQuestions</c> shows now.
/// </summary>
/// <param name="Purpose">What for.</param>
/// <param name="AffirmativeAct">What the person did. There is no default.</param>
/// <param name="WordingVersion">The version of the wording the person saw.</param>
[Mutation, Allow(Role.Client, Role.Therapist), Idempotent, OwnData(DataClass.Case, AccessMode.Write, BuildingBlocks.Access.Purpose.LegalObligation)]
internal sealed record GrantConsent(ConsentPurpose Purpose, AffirmativeAct? AffirmativeAct, string WordingVersion) : ICommand<ConsentRecordView>;

internal sealed class GrantConsentHandler(ConsentDbContext db, ConsentLedger ledger, ConsentQuestions questions, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<GrantConsent, ConsentRecordView>
{
    public async Task<Result<ConsentRecordView>> Handle(GrantConsent command, CancellationToken cancellationToken)
    {
        if (command.AffirmativeAct is not { } act)
        {
            return new ConsentRequired("A consent is given by a clear act: a tick or a click of the person.", "affirmativeAct");
        }

        if (questions.Find(command.Purpose) is not { } question)
        {
            return new FeatureDisabled($"Consent to {command.Purpose}");
        }

        if (command.WordingVersion != question.WordingVersion)
        {
            return new WordingOutdated();
        }

        var last = await ledger.LastAsync(new(user.Id, command.Purpose), cancellationToken);
        if (last is { State: ConsentState.Given } && last.WordingVersion == command.WordingVersion)
        {
            return await ledger.ViewAsync(last, cancellationToken);
        }

        var record = ConsentRecord.Grant(new(user.Id, command.Purpose), last, act, command.WordingVersion, clock.GetUtcNow().UtcDateTime);
        var view = await ledger.AddAsync(record, last, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return view;
    }
}

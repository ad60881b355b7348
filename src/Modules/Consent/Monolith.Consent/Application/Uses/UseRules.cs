using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Integration;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Uses;

/// <summary>
/// May this person's data be used for this purpose now? The register of purposes decides (C-11): a purpose it does not name, a class of data
/// it does not name for the purpose, an interest that was not weighed (C-12), a consent not given and an objection each close it.
/// </summary>
internal sealed class UseRules(ConsentDbContext db, ConsentPolicy policy, ConsentQuestions questions, ConsentFacts consents, TimeProvider clock)
{
    /// <summary>The legal basis of a purpose for one class of data: sensitive classes rest on consent where the profile asks for it, unless a law demands the use (AP-10).</summary>
    public LegalBasis BasisOf(PurposeEntry purpose, InformationClass category) =>
        ConsentQuestions.IsSensitive(category) && policy.SensitiveConsent.Mode is not SensitiveConsentMode.Off && purpose.Basis is not LegalBasis.LegalObligation
            ? LegalBasis.Consent
            : purpose.Basis;

    /// <summary>Why it may not be used; null when it may.</summary>
    /// <param name="accountId">Whose data.</param>
    /// <param name="key">The purpose, or a new use.</param>
    /// <param name="category">The class of data; all that the purpose names when absent.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task<Refusal?> CheckAsync(Guid accountId, string key, InformationClass? category, CancellationToken cancellationToken)
    {
        if (policy.Purposes.FirstOrDefault(p => p.Key == key) is not { } purpose)
        {
            return await CheckNewAsync(accountId, key, category, cancellationToken);
        }

        if (category is { } one && !purpose.Categories.Contains(one))
        {
            return new NoLegalBasis { Rule = "purposes.categories (C-11)" };
        }

        var bases = (category is { } only ? [only] : purpose.Categories).Select(c => BasisOf(purpose, c)).ToHashSet();
        if (bases.Contains(LegalBasis.LegitimateInterest) && await IsUnweighedAsync(purpose, cancellationToken))
        {
            return new NoLegalBasis { Rule = "legalBasis.balancingTest (C-12)" };
        }

        return await CheckPersonAsync(accountId, purpose, bases.Contains(LegalBasis.Consent), category, cancellationToken);
    }

    /// <summary>Whether the purpose rests on an interest whose weighing is asked for, and the latest one, if any, was not passed (C-12).</summary>
    public async Task<bool> IsUnweighedAsync(PurposeEntry purpose, CancellationToken cancellationToken) =>
        policy.LegalBasis.BalancingTest && purpose.Basis is LegalBasis.LegitimateInterest
        && !await db.BalancingTests.AsNoTracking().Where(t => t.PurposeKey == purpose.Key)
            .OrderByDescending(t => t.RecordedAt).ThenByDescending(t => t.Id).Select(t => t.IsPassed).FirstOrDefaultAsync(cancellationToken);

    private async Task<Refusal?> CheckPersonAsync(Guid accountId, PurposeEntry purpose, bool needsConsent, InformationClass? category, CancellationToken cancellationToken)
    {
        var sensitive = category is { } one ? ConsentQuestions.IsSensitive(one) : needsConsent && purpose.Categories.Any(ConsentQuestions.IsSensitive);
        var consent = sensitive ? ConsentPurpose.SensitiveData : ConsentQuestions.ConsentOf(purpose.Key) ?? questions.All.FirstOrDefault(q => q.PurposeKeys.Contains(purpose.Key))?.Purpose;
        if (consent is not { } asked || (!needsConsent && !purpose.Optional))
        {
            return null;
        }

        var rule = needsConsent ? "purposes.basis (C-11)" : "uses.optOut (C-16)";
        return await consents.StateAsync(accountId, asked, cancellationToken) switch
        {
            ConsentState.Withdrawn => new BuildingBlocks.ConsentWithdrawn { Rule = rule },
            ConsentState.NotGiven when needsConsent => new ConsentRequired { Rule = rule },
            _ => null,
        };
    }

    private async Task<Refusal?> CheckNewAsync(Guid accountId, string key, InformationClass? category, CancellationToken cancellationToken)
    {
        var use = await db.NewUses.AsNoTracking().SingleOrDefaultAsync(u => u.Key == key, cancellationToken);
        if (use is null || (category is { } one && !use.Categories.Split(',').Contains(one.ToString())))
        {
            return new NoLegalBasis { Rule = "purposes (C-11)" };
        }

        if (!use.HasBegun(clock.GetUtcNow().UtcDateTime))
        {
            return new NoLegalBasis { Rule = "uses.newUseWindow (C-49)" };
        }

        var last = await db.Records.AsNoTracking().Where(r => r.SubjectId == accountId && r.Purpose == ConsentPurpose.NewUse && r.Topic == key)
            .OrderByDescending(r => r.Sequence).Select(r => (ConsentEvent?)r.Event).FirstOrDefaultAsync(cancellationToken);
        return ConsentRecord.StateAfter(last) is ConsentState.Withdrawn ? new BuildingBlocks.ConsentWithdrawn { Rule = "uses.newUse (C-17)" } : null;
    }
}

internal sealed class UseFacts(ConsentPolicy policy, UseRules rules) : IUseFacts
{
    public async Task<UseDecision> DecideAsync(Guid accountId, ConsentPurpose use, CancellationToken cancellationToken)
    {
        if (policy.Purposes.FirstOrDefault(p => ConsentQuestions.ConsentOf(p.Key) == use) is not { } purpose)
        {
            return UseDecision.NoLegalBasis;
        }

        return await rules.CheckAsync(accountId, purpose.Key, null, cancellationToken) switch
        {
            null => UseDecision.Allowed,
            ConsentRequired => UseDecision.ConsentRequired,
            BuildingBlocks.ConsentWithdrawn => UseDecision.Withdrawn,
            _ => UseDecision.NoLegalBasis,
        };
    }
}

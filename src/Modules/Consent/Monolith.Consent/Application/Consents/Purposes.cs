using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Application.Uses;
using Monolith.Consent.Contracts;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Consents;

/// <summary>A class of data that a purpose uses.</summary>
/// <param name="Category">The class.</param>
/// <param name="Sensitive">Whether it needs a consent of its own (CA-12.1).</param>
/// <param name="Basis">The one legal basis of the purpose for this class (AP-10).</param>
internal sealed record PurposeCategoryView(InformationClass Category, bool Sensitive, LegalBasis Basis);

/// <summary>A purpose of the register (C-11).</summary>
/// <param name="Key">The name that rules and records use.</param>
/// <param name="Basis">Its legal basis.</param>
/// <param name="Categories">The classes of data it may use.</param>
/// <param name="Optional">Whether the person may do without it.</param>
/// <param name="Primary">Whether it is what people come for (TH-19).</param>
/// <param name="CanOptOut">Whether <c>optOutOfUse</c> takes it.</param>
/// <param name="Consent">The consent that opens or stops it; null when there is none.</param>
/// <param name="BalancingTest">The latest weighing of the interest it rests on (AP-11); null when there is none.</param>
internal sealed record PurposeView(
    string Key, LegalBasis Basis, IReadOnlyList<PurposeCategoryView> Categories, bool Optional, bool Primary, bool CanOptOut, ConsentPurpose? Consent,
    BalancingTestView? BalancingTest);

/// <summary>The register of purposes: no use of personal data has another purpose (C-11, CA-12.1).</summary>
/// <param name="Field">Only those for which this field is collected, such as <c>ip</c> (AP-81).</param>
[Query, AllowAnyone]
internal sealed record Purposes(string? Field = null) : IQuery<IReadOnlyList<PurposeView>>;

internal sealed class PurposesHandler(ConsentDbContext db, ConsentPolicy policy, ConsentQuestions questions, UseRules rules)
    : IQueryHandler<Purposes, IReadOnlyList<PurposeView>>
{
    public async Task<Result<IReadOnlyList<PurposeView>>> Handle(Purposes query, CancellationToken cancellationToken)
    {
        var tests = (await db.BalancingTests.AsNoTracking().OrderBy(t => t.RecordedAt).ThenBy(t => t.Id).ToListAsync(cancellationToken))
            .GroupBy(t => t.PurposeKey).ToDictionary(g => g.Key, g => BalancingTestView.Of(g.Last()));
        PurposeView[] all = [.. policy.Purposes.Where(p => query.Field is not { } field || policy.Collection.GetValueOrDefault(p.Key)?.Contains(field) is true).Select(p => ViewOf(p, tests.GetValueOrDefault(p.Key)))];
        return all;
    }

    private PurposeView ViewOf(PurposeEntry purpose, BalancingTestView? test) => new(
        purpose.Key, purpose.Basis,
        [.. purpose.Categories.Select(c => new PurposeCategoryView(c, ConsentQuestions.IsSensitive(c), rules.BasisOf(purpose, c)))],
        purpose.Optional, purpose.Key == "SERVICE_DELIVERY", purpose.Optional && ConsentQuestions.ConsentOf(purpose.Key) is not null,
        questions.All.FirstOrDefault(q => q.PurposeKeys.Contains(purpose.Key))?.Purpose, test);
}

/// <summary>A consent to ask for, apart from the documents.</summary>
/// <param name="Purpose">What <c>grantConsent</c> takes.</param>
/// <param name="Wording">The exact words to show.</param>
/// <param name="WordingVersion">What <c>grantConsent</c> takes with it.</param>
/// <param name="PurposeKeys">The purposes of the register it opens.</param>
/// <param name="AffectedServices">What does not work without it (CA-12.5).</param>
internal sealed record ConsentQuestionView(
    ConsentPurpose Purpose, string Wording, string WordingVersion, IReadOnlyList<string> PurposeKeys, IReadOnlyList<string> AffectedServices);

/// <summary>The consents this service asks for, each with its wording. None is given by default, and none is part of another.</summary>
[Query("consentQuestions"), AllowAnyone]
internal sealed record QuestionsOfConsent : IQuery<IReadOnlyList<ConsentQuestionView>>;

internal sealed class QuestionsOfConsentHandler(ConsentQuestions questions) : IQueryHandler<QuestionsOfConsent, IReadOnlyList<ConsentQuestionView>>
{
    public Task<Result<IReadOnlyList<ConsentQuestionView>>> Handle(QuestionsOfConsent query, CancellationToken cancellationToken)
    {
        ConsentQuestionView[] all = [.. questions.All.Select(q => new ConsentQuestionView(q.Purpose, q.Wording, q.WordingVersion, q.PurposeKeys, q.AffectedServices))];
        return Task.FromResult<Result<IReadOnlyList<ConsentQuestionView>>>(all);
    }
}

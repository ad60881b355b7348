using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Simulation;

/// <summary>How many people a change would reach, and how.</summary>
/// <param name="NewYes">Who would have to say yes again.</param>
/// <param name="Notice">Who would only be told.</param>
/// <param name="Nothing">The others.</param>
/// <param name="Consents">For each consent that would change, who gave it.</param>
internal sealed record ReachedCounts(PeopleCount NewYes, PeopleCount Notice, PeopleCount Nothing, IReadOnlyList<PeopleCount> Consents);

/// <summary>Counts people by what a change would ask of them. An account counts from its acceptance of a document until its erasure.</summary>
internal sealed class ReachedPeople(ConsentDbContext db, PolicyProfile profile, ConsentQuestions questions)
{
    private const int SmallestByDefault = 5;

    /// <summary>The count below which one is hidden (T-19).</summary>
    public int Smallest { get; } = new PublishedSettings(profile).At("therapy.statistics.minCellSize") is { } setting && setting.TryGetInt32(out var size) ? size : SmallestByDefault;

    private IQueryable<Guid> Accounts => db.Acceptances.Select(a => a.AccountId).Distinct().Where(id => !db.Erasures.Any(e => e.SubjectId == id));

    /// <summary>The consents that would be others under another profile, not counted yet.</summary>
    public IReadOnlyList<SimulatedConsent> Consents(ConsentQuestions then) =>
    [
        .. from question in questions.All
           let next = then.Find(question.Purpose)
           where next?.WordingVersion != question.WordingVersion
           select new SimulatedConsent(question.Purpose, next is not null, new PeopleCount(null, IsHidden: true)),
    ];

    /// <summary>Counts them.</summary>
    public async Task<ReachedCounts> CountAsync(
        IReadOnlyList<SimulatedDocument> documents, IReadOnlyList<SimulatedConsent> consents, CancellationToken cancellationToken)
    {
        var all = await Accounts.CountAsync(cancellationToken);
        List<int> given = [];
        foreach (var consent in consents)
        {
            given.Add(await Given([consent.Purpose]).CountAsync(cancellationToken));
        }

        List<ConsentPurpose> asked = [.. consents.Where(c => c.IsStillAsked).Select(c => c.Purpose)];
        var everybody = documents.Any(d => d.Effect is EffectMode.OnApproval || d.Acceptance is ReacceptanceMode.Explicit);
        var newYes = everybody ? all : asked.Count == 0 ? 0 : await Given(asked).CountAsync(cancellationToken);
        var isTold = documents.Any(d => d.Channels.Count > 0) || consents.Any(c => !c.IsStillAsked);
        var cells = Hide([newYes, isTold ? all - newYes : 0, isTold ? 0 : all - newYes]);
        return new ReachedCounts(cells[0], cells[1], cells[2], [.. given.Select(count => cells[0].IsHidden || IsSmall(count) ? new PeopleCount(null, IsHidden: true) : new PeopleCount(count, IsHidden: false))]);
    }

    // Of three counts with a known sum one that is hidden alone could be worked out.
    private PeopleCount[] Hide(int[] counts)
    {
        var hidden = Array.ConvertAll(counts, IsSmall);
        if (hidden.Count(h => h) == 1 && counts.Index().Where(c => c.Item > 0 && !hidden[c.Index]).OrderBy(c => c.Item).ToArray() is [var next, ..])
        {
            hidden[next.Index] = true;
        }

        return [.. counts.Index().Select(c => new PeopleCount(hidden[c.Index] ? null : c.Item, hidden[c.Index]))];
    }

    private bool IsSmall(int count) => count > 0 && count < Smallest;

    private IQueryable<Guid> Given(IReadOnlyList<ConsentPurpose> purposes) => db.Records
        .Where(r => purposes.Contains(r.Purpose) && (r.Event == ConsentEvent.Given || r.Event == ConsentEvent.Superseded)
            && !db.Records.Any(later => later.SubjectId == r.SubjectId && later.Purpose == r.Purpose && later.Topic == r.Topic && later.Sequence > r.Sequence)
            && !db.Erasures.Any(e => e.SubjectId == r.SubjectId))
        .Select(r => r.SubjectId).Distinct();
}

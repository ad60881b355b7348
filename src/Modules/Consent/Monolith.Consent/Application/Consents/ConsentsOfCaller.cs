using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Consents;

/// <summary>
/// All that the caller accepted, gave, refused and took back, with acts, wordings, times and receipts (CA-12.3): as it is now, or as it was at
/// an earlier instant. The newest 200 of each.
/// </summary>
/// <param name="At">What it was then; now when absent or ahead.</param>
[Query("consents"), AllowSignedIn, OwnData(DataClass.Case, AccessMode.Read, Purpose.LegalObligation)]
internal sealed record ConsentsOfCaller(DateTime? At = null) : IQuery<ConsentsView>;

internal sealed class ConsentsOfCallerHandler(ConsentDbContext db, ConsentQuestions questions, IVault vault, ICurrentUser user, TimeProvider clock)
    : IQueryHandler<ConsentsOfCaller, ConsentsView>
{
    private const int Most = 200;

    public async Task<Result<ConsentsView>> Handle(ConsentsOfCaller query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var at = query.At is { } wanted && wanted < now ? wanted : now;
        var mine = db.Records.AsNoTracking().Where(r => r.SubjectId == user.Id && r.HappenedAt <= at);
        var events = await mine.Select(r => new { r.Purpose, r.Topic, r.Sequence, r.Event, r.HappenedAt }).ToListAsync(cancellationToken);
        var last = events.GroupBy(e => (e.Purpose, e.Topic)).ToDictionary(g => g.Key, g => g.MaxBy(e => e.Sequence)!);
        ConsentStandingView[] standing =
        [
            .. from key in questions.All.Select(q => (q.Purpose, Topic: "")).Union(last.Keys)
               let found = last.GetValueOrDefault(key)
               select new ConsentStandingView(key.Purpose, key.Topic.Length == 0 ? null : key.Topic, ConsentRecord.StateAfter(found?.Event), found?.HappenedAt),
        ];
        List<ConsentRecordView> records = [];
        foreach (var record in await mine.OrderByDescending(r => r.HappenedAt).ThenByDescending(r => r.Id).Take(Most).ToListAsync(cancellationToken))
        {
            records.Add(ConsentRecordView.Of(record, await vault.OpenAsync(record.Receipt, cancellationToken)));
        }

        return new ConsentsView(at, standing, await AcceptedAsync(at, cancellationToken), records);
    }

    private Task<List<PolicyAcceptanceView>> AcceptedAsync(DateTime at, CancellationToken cancellationToken) => (
        from acceptance in db.Acceptances.AsNoTracking()
        where acceptance.AccountId == user.Id && acceptance.AcceptedAt <= at
        join version in db.Versions on acceptance.VersionId equals version.Id
        orderby acceptance.AcceptedAt descending, acceptance.Id descending
        select new PolicyAcceptanceView(version.Id, version.Kind, version.Number, acceptance.Kind, acceptance.AffirmedAdult, acceptance.AcceptedAt))
        .Take(Most).ToListAsync(cancellationToken);
}

/// <summary>One of the caller's own consent records.</summary>
[AllowSignedIn, OwnData(DataClass.Case, AccessMode.Read, Purpose.LegalObligation)]
internal sealed record ConsentRecordById(Guid RecordId) : IQuery<ConsentRecordView>;

internal sealed class ConsentRecordByIdHandler(ConsentDbContext db, IVault vault, ICurrentUser user) : IQueryHandler<ConsentRecordById, ConsentRecordView>
{
    public async Task<Result<ConsentRecordView>> Handle(ConsentRecordById query, CancellationToken cancellationToken) =>
        await db.Records.AsNoTracking().SingleOrDefaultAsync(r => r.Id == query.RecordId && r.SubjectId == user.Id, cancellationToken) is { } record
            ? ConsentRecordView.Of(record, await vault.OpenAsync(record.Receipt, cancellationToken))
            : new ConsentRecordNotFound();
}

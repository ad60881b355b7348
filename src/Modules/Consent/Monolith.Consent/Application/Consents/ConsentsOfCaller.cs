using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Consents;

/// <summary>All that the caller accepted, gave, refused and took back, with acts, wordings, times and receipts (CA-12.3). The newest 200 of each.</summary>
[Query("consents"), AllowSignedIn, OwnData(DataClass.Case, AccessMode.Read, Purpose.LegalObligation)]
internal sealed record ConsentsOfCaller : IQuery<ConsentsView>;

internal sealed class ConsentsOfCallerHandler(ConsentDbContext db, ConsentQuestions questions, IVault vault, ICurrentUser user)
    : IQueryHandler<ConsentsOfCaller, ConsentsView>
{
    private const int Most = 200;

    public async Task<Result<ConsentsView>> Handle(ConsentsOfCaller query, CancellationToken cancellationToken)
    {
        var records = await db.Records.AsNoTracking().Where(r => r.SubjectId == user.Id)
            .OrderByDescending(r => r.HappenedAt).ThenByDescending(r => r.Id).Take(Most).ToListAsync(cancellationToken);
        var acceptances = await (
            from acceptance in db.Acceptances.AsNoTracking()
            where acceptance.AccountId == user.Id
            join version in db.Versions on acceptance.VersionId equals version.Id
            orderby acceptance.AcceptedAt descending, acceptance.Id descending
            select new PolicyAcceptanceView(version.Id, version.Kind, version.Number, acceptance.Kind, acceptance.AffirmedAdult, acceptance.AcceptedAt))
            .Take(Most).ToListAsync(cancellationToken);
        List<ConsentRecordView> views = [];
        foreach (var record in records)
        {
            views.Add(ConsentRecordView.Of(record, await vault.OpenAsync(record.Receipt, cancellationToken)));
        }

        return new ConsentsView([.. questions.All.Select(q => StandingOf(q.Purpose, records))], acceptances, views);
    }

    private static ConsentStandingView StandingOf(ConsentPurpose purpose, List<ConsentRecord> records)
    {
        var last = records.Where(r => r.Purpose == purpose).MaxBy(r => r.Sequence);
        return new(purpose, ConsentRecord.StateAfter(last?.Event), last?.HappenedAt);
    }
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

using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.ThirdParties;

/// <summary>What others said about the caller, with who and when, newest first, at most 200 (AP-104).</summary>
[Query("thirdPartyData"), AllowSignedIn, OwnData(DataClass.Case, AccessMode.Read, Purpose.LegalObligation)]
internal sealed record OwnThirdPartyRecords : IQuery<IReadOnlyList<ThirdPartyRecordView>>;

internal sealed class OwnThirdPartyRecordsHandler(ConsentDbContext db, IVault vault, ICurrentUser user)
    : IQueryHandler<OwnThirdPartyRecords, IReadOnlyList<ThirdPartyRecordView>>
{
    private const int Most = 200;

    public async Task<Result<IReadOnlyList<ThirdPartyRecordView>>> Handle(OwnThirdPartyRecords query, CancellationToken cancellationToken)
    {
        List<ThirdPartyRecordView> views = [];
        foreach (var record in await db.ThirdPartyRecords.AsNoTracking().Where(r => r.SubjectId == user.Id)
            .OrderByDescending(r => r.ImportedAt).ThenByDescending(r => r.Id).Take(Most).ToListAsync(cancellationToken))
        {
            views.Add(ThirdPartyRecordView.Of(record, await vault.OpenAsync(record.Words, cancellationToken)));
        }

        return views;
    }
}

/// <summary>What third parties said about a person, for the list of holdings, which names each source, and the copy.</summary>
internal sealed class ThirdPartyHoldings(ConsentDbContext db, IVault vault)
{
    public async Task<IReadOnlyList<Holding>> HoldingsAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        List<Holding> holdings = [];
        foreach (var bySource in (await OpenAsync(subjectId, cancellationToken)).GroupBy(r => (r.Source, r.Class)))
        {
            var kind = bySource.Key.Class is InformationClass.Public ? "public record" : "data";
            holdings.Add(new Holding("consent", DataClass.Case, $"{kind} of a third party: {bySource.Key.Source}, {bySource.Max(r => r.ImportedAt):yyyy-MM-dd}", bySource.Count(), null,
                bySource.Key.Class is InformationClass.Public)
            {
                Source = FieldSource.ThirdParty,
            });
        }

        return holdings;
    }

    public async Task<IReadOnlyList<object>> CopyAsync(Guid subjectId, CancellationToken cancellationToken) => [.. await OpenAsync(subjectId, cancellationToken)];

    private async Task<List<ThirdPartyRecordView>> OpenAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        List<ThirdPartyRecordView> views = [];
        foreach (var record in await db.ThirdPartyRecords.AsNoTracking().Where(r => r.SubjectId == subjectId).OrderBy(r => r.Id).ToListAsync(cancellationToken))
        {
            if (await vault.TryOpenAsync(record.Words, cancellationToken) is { IsErased: false, Value: { } words })
            {
                views.Add(ThirdPartyRecordView.Of(record, words));
            }
        }

        return views;
    }
}

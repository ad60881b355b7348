using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Application.ThirdParties;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Integration;

/// <summary>What Consent holds about a person, for the list of holdings and the copy.</summary>
internal sealed class ConsentHoldings(ConsentDbContext db, DisclosureLedger ledger, ThirdPartyHoldings thirdParties, IVault vault) : IPersonalDataHolder
{
    private const string Module = "consent";

    public async Task<IReadOnlyList<Holding>> HoldingsAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        var untilAt = await db.Erasures.Where(e => e.SubjectId == subjectId).Select(e => e.RetainedUntilAt).FirstOrDefaultAsync(cancellationToken);
        Holding[] all =
        [
            new(Module, DataClass.Case, "consents", await db.Records.CountAsync(r => r.SubjectId == subjectId, cancellationToken), untilAt) { Source = FieldSource.Submitted },
            new(Module, DataClass.Case, "acceptances", await db.Acceptances.CountAsync(a => a.AccountId == subjectId, cancellationToken), untilAt) { Source = FieldSource.Submitted },
            new(Module, DataClass.Case, "refusals", await db.Refusals.CountAsync(r => r.AccountId == subjectId, cancellationToken), untilAt) { Source = FieldSource.Submitted },
            new(Module, DataClass.Case, "disclosures", await ledger.CountAsync(subjectId, cancellationToken), untilAt) { Source = FieldSource.Recorded },
            new(Module, DataClass.Case, "legal holds", await db.Holds.CountAsync(h => h.SubjectId == subjectId, cancellationToken), untilAt) { Source = FieldSource.Recorded },
            new(Module, DataClass.Case, "approvals", await db.Approvals.CountAsync(a => a.SubjectId == subjectId, cancellationToken), untilAt) { Source = FieldSource.Submitted },
            new(Module, DataClass.Case, "marketing preferences", await db.MarketingPreferences.CountAsync(p => p.AccountId == subjectId, cancellationToken), null) { Source = FieldSource.Submitted },
            new(Module, DataClass.Case, "purchases that offers may be about", await db.Purchases.CountAsync(p => p.AccountId == subjectId, cancellationToken), null) { Source = FieldSource.Platform },
        ];
        return [.. all.Where(h => h.Count > 0), .. await thirdParties.HoldingsAsync(subjectId, cancellationToken)];
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<object>>> CopyAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        List<object> receipts = [];
        foreach (var record in await db.Records.AsNoTracking().Where(r => r.SubjectId == subjectId).OrderBy(r => r.Id).ToListAsync(cancellationToken))
        {
            var receipt = await vault.TryOpenAsync(record.Receipt, cancellationToken);
            receipts.Add(new { record.Purpose, record.Topic, record.Event, record.HappenedAt, Receipt = receipt.Value, Signature = Convert.ToBase64String(record.Signature) });
        }

        var disclosures = await ledger.LinesAsync(subjectId, withSuspended: false, null, int.MaxValue, cancellationToken);
        var acceptances = await db.Acceptances.AsNoTracking().Where(a => a.AccountId == subjectId).OrderBy(a => a.Id)
            .Select(a => (object)new { a.VersionId, a.Kind, a.AffirmedAdult, a.AcceptedAt }).ToListAsync(cancellationToken);
        var refusals = await db.Refusals.AsNoTracking().Where(r => r.AccountId == subjectId).OrderBy(r => r.Id)
            .Select(r => (object)new { r.VersionId, r.DeclinedAt }).ToListAsync(cancellationToken);
        var preferences = await db.MarketingPreferences.AsNoTracking().Where(p => p.AccountId == subjectId)
            .Select(p => (object)new { p.Channels, p.Kinds, p.Frequency, p.ChangedAt }).ToListAsync(cancellationToken);
        return new Dictionary<string, IReadOnlyList<object>>
        {
            ["consents"] = receipts, ["acceptances"] = acceptances, ["refusals"] = refusals, ["disclosures"] = [.. disclosures.Cast<object>()], ["marketing preferences"] = preferences,
            ["data of third parties"] = await thirdParties.CopyAsync(subjectId, cancellationToken),
        };
    }
}

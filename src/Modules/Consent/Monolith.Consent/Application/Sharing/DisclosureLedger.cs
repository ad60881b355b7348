using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Sharing;

/// <summary>
/// The accounting of disclosures (R85). What was recorded about one person is a line of theirs; a business transfer that was carried out is one
/// row that stands as a line for everyone who had an account then, and so are counts that were given out.
/// </summary>
internal sealed class DisclosureLedger(ConsentDbContext db, ConsentPolicy policy, IVault vault, TimeProvider clock)
{
    private const string BusinessTransferGround = "BUSINESS_TRANSFER";
    private const string AggregateGround = "AGGREGATE";

    /// <summary>The latest lines before an instant, newest first.</summary>
    /// <param name="subjectId">Whose.</param>
    /// <param name="withSuspended">With those that an authority asked to keep from the person for now.</param>
    /// <param name="beforeAt">Only earlier ones.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task<List<DisclosureView>> LinesAsync(
        Guid subjectId, bool withSuspended, DateTime? beforeAt, int most, CancellationToken cancellationToken)
    {
        List<DisclosureView> views = [];
        var lines = Told(subjectId, withSuspended).Where(d => beforeAt == null || d.DisclosedAt < beforeAt).OrderByDescending(d => d.DisclosedAt).ThenByDescending(d => d.Id);
        foreach (var line in await lines.Take(most).ToListAsync(cancellationToken))
        {
            views.Add(View(line, await vault.OpenAsync(line.Words, cancellationToken)));
        }

        var shares = (await SharesAsync(subjectId, cancellationToken)).Where(s => beforeAt is null || s.SharedAt < beforeAt).Select(s => View(s, subjectId));
        var deals = (await DealsAsync(subjectId, cancellationToken)).Where(t => beforeAt is null || t.ExecutedAt < beforeAt).Select(t => View(t, subjectId));
        return [.. views.Concat(deals).Concat(shares).OrderByDescending(v => v.DisclosedAt).ThenByDescending(v => v.Id).Take(most)];
    }

    /// <summary>How many lines the person may see.</summary>
    public async Task<int> CountAsync(Guid subjectId, CancellationToken cancellationToken) =>
        await Told(subjectId, withSuspended: false).CountAsync(cancellationToken) + (await DealsAsync(subjectId, cancellationToken)).Count
        + (await SharesAsync(subjectId, cancellationToken)).Count;

    /// <summary>How a line looks.</summary>
    public DisclosureView View(Disclosure line, DisclosureWords words) => new(
        line.Id, line.SubjectId, line.Ground, words.Recipient, words.Address, words.Scope, words.Reference, words.Reason, line.Purpose, line.Region, line.LinkId,
        policy.Disclosure.Grounds.Any(g => g.Key == line.Ground) ? RuleOf(line.Ground) : "processors.agreementRequired (C-28)", line.DisclosedAt, line.SuspendedUntilAt);

    private IQueryable<Disclosure> Told(Guid subjectId, bool withSuspended)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.Disclosures.AsNoTracking().Where(d => d.SubjectId == subjectId && (withSuspended || d.SuspendedUntilAt == null || d.SuspendedUntilAt <= now));
    }

    // The first acceptance is the day the account began.
    private async Task<List<BusinessTransfer>> DealsAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        if (policy.BusinessTransfer is BusinessTransferMode.Off)
        {
            return [];
        }

        return await db.Transfers.AsNoTracking()
            .Where(t => t.ExecutedAt != null && db.Acceptances.Any(a => a.AccountId == subjectId && a.AcceptedAt <= t.ExecutedAt)
                && !db.Erasures.Any(e => e.SubjectId == subjectId && e.ErasedAt <= t.ExecutedAt))
            .ToListAsync(cancellationToken);
    }

    private Task<List<AggregateShare>> SharesAsync(Guid subjectId, CancellationToken cancellationToken) => db.AggregateShares.AsNoTracking()
        .Where(s => db.Acceptances.Any(a => a.AccountId == subjectId && a.AcceptedAt <= s.SharedAt) && !db.Erasures.Any(e => e.SubjectId == subjectId && e.ErasedAt <= s.SharedAt))
        .ToListAsync(cancellationToken);

    private static DisclosureView View(AggregateShare share, Guid subjectId) => new(
        share.Id, subjectId, AggregateGround, share.Recipient, null, "Counts of people, nothing that leads to anybody", null, null, null, null, null,
        "disclosure.aggregate (C-33)", share.SharedAt, null);

    private DisclosureView View(BusinessTransfer deal, Guid subjectId) => new(
        deal.Id, subjectId, BusinessTransferGround, deal.Counterparty, null, "All that is held about the account", deal.Name, null, null, null, deal.Id,
        RuleOf(BusinessTransferGround), deal.ExecutedAt!.Value, null);

    private static string RuleOf(string ground) => $"disclosure.grounds.{ground} (C-34)";
}

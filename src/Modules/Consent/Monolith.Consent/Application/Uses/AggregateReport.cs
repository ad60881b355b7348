using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Uses;

/// <summary>What a count is of.</summary>
internal enum AggregateKind
{
    /// <summary>Accounts that registered in a month.</summary>
    Registrations,

    /// <summary>Accounts whose consent is in force.</summary>
    Consents,

    /// <summary>Accounts that objected, or took a consent back.</summary>
    Objections,

    /// <summary>Clients by the gender they gave when they registered; for advertisers (HU-44).</summary>
    Genders,
}

/// <summary>A count of people.</summary>
/// <param name="Kind">What of.</param>
/// <param name="Of">The month, such as <c>2026-01</c>, the consent, or the group of people.</param>
/// <param name="Count">How many; null when they are so few that somebody could be recognised.</param>
/// <param name="Suppressed">Whether it is hidden for that reason.</param>
internal sealed record AggregateCellView(AggregateKind Kind, string Of, int? Count, bool Suppressed);

/// <summary>Counts that may leave the service: no ids, no small cells.</summary>
/// <param name="Recipient">For whom; null for our own use.</param>
/// <param name="SmallestCount">A smaller count is never shown.</param>
/// <param name="Cells">The counts.</param>
internal sealed record AggregateReportView(string? Recipient, int SmallestCount, IReadOnlyList<AggregateCellView> Cells);

/// <summary>
/// Counts of registrations and choices, without anything that leads to a person, for our own use or for a recipient of the profile's list (C-33,
/// AP-124, HU-45). Advertisers get how many people of which gender filled in the form, and nothing else (HU-44). Refused with FEATURE_DISABLED for any other recipient.
/// </summary>
/// <param name="Recipient">For whom; our own use when absent.</param>
[Query("aggregateReport"), Allow(Role.Administrator, Role.PrivacyOfficer, Role.Marketing)]
internal sealed record AggregateReport(string? Recipient = null) : IQuery<AggregateReportView>;

internal sealed class AggregateReportHandler(AggregateCounts counts) : IQueryHandler<AggregateReport, AggregateReportView>
{
    public Task<Result<AggregateReportView>> Handle(AggregateReport query, CancellationToken cancellationToken) => counts.ReportAsync(query.Recipient, cancellationToken);
}

/// <summary>Counts what may be counted.</summary>
internal sealed class AggregateCounts(ConsentDbContext db, PolicyProfile profile, ConsentPolicy policy, ConsentQuestions questions)
{
    private const string Advertiser = "ADVERTISER";
    private readonly int smallest = profile.Settings.GetProperty("therapy").GetProperty("statistics").GetProperty("minCellSize").GetInt32();

    /// <summary>The counts for a recipient; for our own use without one.</summary>
    public async Task<Result<AggregateReportView>> ReportAsync(string? recipient, CancellationToken cancellationToken)
    {
        if (recipient is not null && !policy.Disclosure.Aggregate.Contains(recipient))
        {
            return new FeatureDisabled($"A report for {recipient}") { Rule = "disclosure.aggregate (C-33)" };
        }

        // A total beside the groups would tell how many the hidden ones have.
        if (recipient == Advertiser)
        {
            var groups = await db.RegistrationCounts.AsNoTracking().OrderBy(c => c.Group).ToListAsync(cancellationToken);
            return new AggregateReportView(recipient, smallest, [.. groups.Where(g => g.Count > 0).Select(g => Cell(AggregateKind.Genders, g.Group, g.Count))]);
        }

        var registered = await db.Acceptances.AsNoTracking().Where(a => a.Kind == AcceptanceKind.Registration)
            .Select(a => new { a.AccountId, a.AcceptedAt }).Distinct().ToListAsync(cancellationToken);
        var months = registered.GroupBy(a => a.AccountId).Select(g => g.Min(a => a.AcceptedAt)).CountBy(at => $"{at:yyyy-MM}").OrderBy(m => m.Key, StringComparer.Ordinal);
        return new AggregateReportView(
            recipient, smallest, [.. months.Select(m => Cell(AggregateKind.Registrations, m.Key, m.Value)), .. await ChoicesAsync(cancellationToken)]);
    }

    private async Task<List<AggregateCellView>> ChoicesAsync(CancellationToken cancellationToken)
    {
        var asked = questions.All.Select(q => q.Purpose).ToList();
        var last = await db.Records.AsNoTracking().Where(r => asked.Contains(r.Purpose) && r.Topic == "")
            .Where(r => !db.Records.Any(later => later.SubjectId == r.SubjectId && later.Purpose == r.Purpose && later.Topic == "" && later.Sequence > r.Sequence))
            .GroupBy(r => new { r.Purpose, r.Event }).Select(g => new { g.Key.Purpose, g.Key.Event, Count = g.Count() }).ToListAsync(cancellationToken);
        var states = last.GroupBy(l => (l.Purpose, State: ConsentRecord.StateAfter(l.Event))).ToDictionary(g => g.Key, g => g.Sum(l => l.Count));
        return
        [
            .. asked.Select(p => Cell(AggregateKind.Consents, p.ToString(), states.GetValueOrDefault((p, ConsentState.Given)))),
            .. asked.Select(p => Cell(AggregateKind.Objections, p.ToString(), states.GetValueOrDefault((p, ConsentState.Withdrawn)))),
        ];
    }

    private AggregateCellView Cell(AggregateKind kind, string of, int count) => new(kind, of, count < smallest ? null : count, count < smallest);
}

using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Records;

/// <summary>Who did what to a person's data, latest first; for auditors.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="First">At most this many, up to 200; 50 when absent.</param>
/// <param name="BeforeAt">Only entries before this instant, to read on.</param>
[Query("auditTrail"), Allow(Role.Auditor)]
internal sealed record AuditTrailOf([property: ID("Account")] Guid Subject, int? First, DateTime? BeforeAt) : IQuery<AuditEntryView[]>;

/// <summary>Who else looked at or changed your data, latest first, and who was kept from it.</summary>
/// <param name="First">At most this many, up to 200; 50 when absent.</param>
/// <param name="BeforeAt">Only entries before this instant, to read on.</param>
[Query, AllowSignedIn]
internal sealed record AccessLog(int? First, DateTime? BeforeAt) : IQuery<AuditEntryView[]>;

/// <summary>One entry of the audit.</summary>
/// <param name="OccurredAt">When it was decided.</param>
/// <param name="ActorRole">As what the actor acted.</param>
/// <param name="ActorId">Who acted; only for auditors.</param>
/// <param name="Operation">The operation.</param>
/// <param name="DataClass">The class of data.</param>
/// <param name="Mode">Read or write.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Rule">The rule that decided.</param>
internal sealed record AuditEntryView(
    DateTime OccurredAt, Role ActorRole, [property: ID("Account")] Guid? ActorId, string Operation, DataClass? DataClass, AccessMode? Mode, string? Purpose, AuditOutcome Outcome, string? Rule);

internal sealed class AuditTrailOfHandler(AccountsDbContext db) : IQueryHandler<AuditTrailOf, AuditEntryView[]>
{
    public async Task<Result<AuditEntryView[]>> Handle(AuditTrailOf query, CancellationToken cancellationToken) =>
        await AuditReading.LatestAsync(db.Set<AuditEntry>().Where(e => e.SubjectId == query.Subject), query.First, query.BeforeAt, true, cancellationToken);
}

internal sealed class AccessLogHandler(AccountsDbContext db, ICurrentUser user) : IQueryHandler<AccessLog, AuditEntryView[]>
{
    public async Task<Result<AuditEntryView[]>> Handle(AccessLog query, CancellationToken cancellationToken) =>
        await AuditReading.LatestAsync(
            db.Set<AuditEntry>().Where(e => e.SubjectId == user.Id && (e.ActorId == null || e.ActorId != user.Id)), query.First, query.BeforeAt, false, cancellationToken);
}

/// <summary>Reads the audit a page at a time.</summary>
internal static class AuditReading
{
    private const int Usual = 50;
    private const int Most = 200;

    /// <summary>The latest entries.</summary>
    public static async Task<AuditEntryView[]> LatestAsync(
        IQueryable<AuditEntry> entries, int? first, DateTime? beforeAt, bool withActor, CancellationToken cancellationToken)
    {
        if (beforeAt is { } before)
        {
            entries = entries.Where(e => e.OccurredAt < before);
        }

        return await entries.AsNoTracking().OrderByDescending(e => e.OccurredAt).Take(Math.Clamp(first ?? Usual, 1, Most))
            .Select(e => new AuditEntryView(e.OccurredAt, e.ActorRole, withActor ? e.ActorId : null, e.Operation, e.DataClass, e.Mode, e.Purpose, e.Outcome, e.Rule))
            .ToArrayAsync(cancellationToken);
    }
}

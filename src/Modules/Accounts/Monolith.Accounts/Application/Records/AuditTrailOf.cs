using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Records;

/// <summary>Who did what to a person's data, latest first; for auditors, whose look at it is an entry too.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="First">At most this many, up to 200; 50 when absent.</param>
/// <param name="BeforeAt">Only entries before this instant, to read on.</param>
[Query("auditTrail"), Allow(Role.Auditor)]
internal sealed record AuditTrailOf([property: ID("Account")] Guid Subject, int? First, DateTime? BeforeAt) : IQuery<AuditEntryView[]>;

/// <summary>One entry of the audit.</summary>
/// <param name="OccurredAt">When it was decided.</param>
/// <param name="ActorRole">As what the actor acted.</param>
/// <param name="ActorId">Who acted.</param>
/// <param name="Operation">The operation.</param>
/// <param name="DataClass">The class of data.</param>
/// <param name="Mode">Read or write.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Rule">The rule that decided.</param>
internal sealed record AuditEntryView(
    DateTime OccurredAt, Role ActorRole, [property: ID("Account")] Guid? ActorId, string Operation, DataClass? DataClass, AccessMode? Mode, string? Purpose, AuditOutcome Outcome, string? Rule);

internal sealed class AuditTrailOfHandler(AccountsDbContext db, IAccessGate gate) : IQueryHandler<AuditTrailOf, AuditEntryView[]>
{
    private const int Usual = 50;
    private const int Most = 200;

    public async Task<Result<AuditEntryView[]>> Handle(AuditTrailOf query, CancellationToken cancellationToken)
    {
        if (await gate.AskAsync(new AccessRequest(query.Subject, DataClass.Usage, AccessMode.Read, Purpose.LegalObligation), cancellationToken) is { } refusal)
        {
            return refusal;
        }

        return await db.Set<AuditEntry>().AsNoTracking()
            .Where(e => e.SubjectId == query.Subject && (query.BeforeAt == null || e.OccurredAt < query.BeforeAt))
            .OrderByDescending(e => e.OccurredAt).Take(Math.Clamp(query.First ?? Usual, 1, Most))
            .Select(e => new AuditEntryView(e.OccurredAt, e.ActorRole, e.ActorId, e.Operation, e.DataClass, e.Mode, e.Purpose, e.Outcome, e.Rule))
            .ToArrayAsync(cancellationToken);
    }
}

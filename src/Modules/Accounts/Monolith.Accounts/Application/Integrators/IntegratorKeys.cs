using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Integrators;

/// <summary>The keys of integrators, latest first, with those that are over; never a secret.</summary>
[Query("integratorKeys"), Allow(Role.Administrator, Role.Auditor)]
internal sealed record IntegratorKeysMade : IQuery<IntegratorKeyView[]>;

/// <summary>What was called with a key, latest first, refused calls too.</summary>
/// <param name="Key">The key.</param>
/// <param name="First">At most this many, up to 200; 50 when absent.</param>
/// <param name="BeforeAt">Only entries before this instant, to read on.</param>
[Query, Allow(Role.Administrator, Role.Auditor)]
internal sealed record IntegratorKeyCalls([property: ID] Guid Key, int? First, DateTime? BeforeAt) : IQuery<IntegratorKeyCallView[]>;

/// <summary>One call with a key.</summary>
/// <param name="OccurredAt">When.</param>
/// <param name="Operation">What was called.</param>
/// <param name="Subject">Whose data was asked for, where the call came that far.</param>
/// <param name="Outcome">DONE or GRANTED when it was let through.</param>
internal sealed record IntegratorKeyCallView(DateTime OccurredAt, string Operation, [property: ID("Account")] Guid? Subject, AuditOutcome Outcome);

internal sealed class IntegratorKeysMadeHandler(AccountsDbContext db) : IQueryHandler<IntegratorKeysMade, IntegratorKeyView[]>
{
    private const int Most = 500;

    public async Task<Result<IntegratorKeyView[]>> Handle(IntegratorKeysMade query, CancellationToken cancellationToken)
    {
        var keys = await db.IntegratorKeys.AsNoTracking().OrderByDescending(k => k.Id).Take(Most).ToListAsync(cancellationToken);
        return keys.Select(IntegratorKeyView.Of).ToArray();
    }
}

internal sealed class IntegratorKeyCallsHandler(AccountsDbContext db) : IQueryHandler<IntegratorKeyCalls, IntegratorKeyCallView[]>
{
    private const int Usual = 50;
    private const int Most = 200;

    public async Task<Result<IntegratorKeyCallView[]>> Handle(IntegratorKeyCalls query, CancellationToken cancellationToken) =>
        await db.Set<AuditEntry>().AsNoTracking()
            .Where(e => e.ActorId == query.Key && (query.BeforeAt == null || e.OccurredAt < query.BeforeAt))
            .OrderByDescending(e => e.OccurredAt).Take(Math.Clamp(query.First ?? Usual, 1, Most))
            .Select(e => new IntegratorKeyCallView(e.OccurredAt, e.Operation, e.SubjectId, e.Outcome))
            .ToArrayAsync(cancellationToken);
}

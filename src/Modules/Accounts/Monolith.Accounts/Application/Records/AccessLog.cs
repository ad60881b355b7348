using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Relay;

namespace Monolith.Accounts.Application.Records;

/// <summary>
/// Who else saw or changed your data, when and for which purpose, latest first, and who was kept from it (CA-5.10). It is read from the
/// audit, so that nobody can take a line out of it.
/// </summary>
/// <param name="DataClass">Only this class of data.</param>
/// <param name="Outcome">Only what ended so: DENIED tells who was kept from it.</param>
/// <param name="First">How many from the latest on; 20 when neither this nor <c>last</c> is given.</param>
/// <param name="After">Only what comes after this cursor: older.</param>
/// <param name="Last">How many from the oldest on.</param>
/// <param name="Before">Only what comes before this cursor: newer.</param>
[Query, AllowSignedIn, OwnData(BuildingBlocks.Vault.DataClass.Usage, AccessMode.Read, Purpose.LegalObligation)]
internal sealed record AccessLog(
    DataClass? DataClass = null, AuditOutcome? Outcome = null, int? First = null, string? After = null, int? Last = null, string? Before = null)
    : IQuery<Connection<AccessLine>>;

/// <summary>One look at, or change of, a person's data, as that person may know of it.</summary>
/// <param name="OccurredAt">When.</param>
/// <param name="ActorRole">As what somebody acted; staff are named by their role.</param>
/// <param name="TherapistId">Who acted, if it was a therapist.</param>
/// <param name="Operation">What was done: the operation's name.</param>
/// <param name="DataClass">With which class of data.</param>
/// <param name="Mode">Seen or changed.</param>
/// <param name="Purpose">What for: a key of <c>purposes</c>.</param>
/// <param name="Outcome">Whether it was granted.</param>
/// <param name="Rule">The rule that granted or denied it.</param>
/// <param name="Denial">When it was denied: the code of the refusal and the version of the rule.</param>
internal sealed record AccessLine(
    DateTime OccurredAt, Role ActorRole, [property: ID("Account")] Guid? TherapistId, string Operation, DataClass? DataClass, AccessMode? Mode, string? Purpose,
    AuditOutcome Outcome, string? Rule, string? Denial);

internal sealed class AccessLogHandler(AccountsDbContext db, ICurrentUser user) : IQueryHandler<AccessLog, Connection<AccessLine>>
{
    private const int Usual = 20;

    public async Task<Result<Connection<AccessLine>>> Handle(AccessLog query, CancellationToken cancellationToken)
    {
        var page = PageArguments.Of(query.First ?? (query.Last is null ? Usual : null), query.After, query.Last, query.Before);
        var entries = db.Set<AuditEntry>().AsNoTracking().Where(e =>
            e.SubjectId == user.Id && (e.ActorId == null || e.ActorId != user.Id)
            && (query.DataClass == null || e.DataClass == query.DataClass) && (query.Outcome == null || e.Outcome == query.Outcome));
        var slice = await (page.IsForward ? Older(Newer(entries, page.Before, false), page.After) : Newer(Older(entries, page.After, false), page.Before))
            .Take(page.Size + 1).ToListAsync(cancellationToken);
        return Connection<AuditEntry>.FromSlice(slice, page, CursorOf).Select(LineOf);
    }

    private static AccessLine LineOf(AuditEntry entry) => new(
        entry.OccurredAt, entry.ActorRole, entry.ActorRole is Role.Therapist ? entry.ActorId : null, entry.Operation, entry.DataClass, entry.Mode,
        entry.Purpose, entry.Outcome, entry.Rule, entry.Outcome is AuditOutcome.Denied ? entry.Details : null);

    private static string CursorOf(AuditEntry entry) => Cursor.Encode(entry.OccurredAt.Ticks.ToString(CultureInfo.InvariantCulture), entry.Id.ToString());

    private static (DateTime At, Guid Id)? PlaceOf(string? cursor) =>
        cursor is null ? null
        : Cursor.Require(cursor, 2) is var keys && long.TryParse(keys[0], CultureInfo.InvariantCulture, out var ticks)
            && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks && Guid.TryParse(keys[1], out var id) ? (new DateTime(ticks, DateTimeKind.Utc), id)
        : (DateTime.UnixEpoch, Guid.Empty);

    private static IQueryable<AuditEntry> Older(IQueryable<AuditEntry> entries, string? cursor, bool sorted = true)
    {
        if (PlaceOf(cursor) is var (at, id))
        {
            entries = entries.Where(e => e.OccurredAt < at || (e.OccurredAt == at && e.Id.CompareTo(id) < 0));
        }

        return sorted ? entries.OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id) : entries;
    }

    private static IQueryable<AuditEntry> Newer(IQueryable<AuditEntry> entries, string? cursor, bool sorted = true)
    {
        if (PlaceOf(cursor) is var (at, id))
        {
            entries = entries.Where(e => e.OccurredAt > at || (e.OccurredAt == at && e.Id.CompareTo(id) > 0));
        }

        return sorted ? entries.OrderBy(e => e.OccurredAt).ThenBy(e => e.Id) : entries;
    }
}

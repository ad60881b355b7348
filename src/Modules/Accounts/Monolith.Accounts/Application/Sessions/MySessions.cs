using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Sessions;

/// <summary>Your running sessions, latest first (R40).</summary>
[Query, AllowSignedIn, OwnData(DataClass.Usage, AccessMode.Read, Purpose.AccountManagement)]
internal sealed record MySessions : IQuery<AccountSessionView[]>;

/// <summary>A sign-in that is still good.</summary>
/// <param name="SessionId">For <c>endAccountSession</c>.</param>
/// <param name="Device">What it runs on, roughly: program and system; null when the program did not say.</param>
/// <param name="UserAgent">What the program called itself.</param>
/// <param name="StartedAt">When proof was given.</param>
/// <param name="UsedAt">When it was last used.</param>
/// <param name="EndsAt">Its latest end.</param>
/// <param name="IsThis">Whether the request came with it.</param>
internal sealed record AccountSessionView(
    [property: ID] Guid SessionId, string? Device, string? UserAgent, DateTime StartedAt, DateTime UsedAt, DateTime EndsAt, bool IsThis);

internal sealed class MySessionsHandler(AccountsDbContext db, SessionCache cache, IVault vault, ICurrentUser user, TimeProvider clock)
    : IQueryHandler<MySessions, AccountSessionView[]>
{
    public async Task<Result<AccountSessionView[]>> Handle(MySessions query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        List<AccountSessionView> views = [];
        foreach (var session in await db.Sessions.AsNoTracking().Where(s => s.AccountId == user.Id && s.EndedAt == null && s.EndsAt > now)
            .OrderByDescending(s => s.Id).ToListAsync(cancellationToken))
        {
            var agent = session.UserAgent is { } stored ? await vault.OpenAsync(stored, cancellationToken) : null;
            var usedAt = cache.UsedAt(session.Id, session.UsedAt);
            views.Add(new AccountSessionView(session.Id, RoughDevice.Of(agent), agent, session.StartedAt, usedAt, session.EndsAt, session.Id == user.SessionId));
        }

        return views.ToArray();
    }
}

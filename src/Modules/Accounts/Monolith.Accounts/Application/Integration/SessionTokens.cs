using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Integrators;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;

namespace Monolith.Accounts.Application.Integration;

/// <summary>Answers the host: who holds this access token?</summary>
internal sealed class SessionTokens(IDbContextFactory<AccountsDbContext> contexts, SessionCache cache, SessionIssue issue, RequestScope request, TimeProvider clock) : ISessionTokens
{
    public async ValueTask<Caller?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length is < 20 or > 100)
        {
            return null;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var hash = SecretToken.Hash(token);
        if (token.StartsWith(IntegratorKeyLife.Prefix, StringComparison.Ordinal))
        {
            return await ReadKeyAsync(hash, now, cancellationToken);
        }

        var known = cache.Find(hash, now) ?? await ReadAsync(hash, now, cancellationToken);
        if (known is null || known.EndsAt <= now || now - cache.UsedAt(known.Caller.SessionId, known.IssuedAt) > issue.IdleOf(known.Caller.Role))
        {
            return null;
        }

        cache.Touch(known.Caller.SessionId, now);
        return known.Caller;
    }

    public bool HasEnded(Guid sessionId) => cache.HasEnded(sessionId);

    public async Task<IReadOnlySet<Guid>> FindRunningAsync(IReadOnlyCollection<Guid> sessionIds, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Sessions.AsNoTracking().Where(s => sessionIds.Contains(s.Id) && s.EndedAt == null && s.AccessEndsAt > now)
            .Join(db.Accounts.Where(a => a.State == AccountState.Open), s => s.AccountId, a => a.Id, (s, a) => new { s.Id, s.UsedAt, a.Role })
            .ToListAsync(cancellationToken);
        var keys = await db.IntegratorKeys.AsNoTracking().Where(k => sessionIds.Contains(k.Id) && k.RevokedAt == null && k.EndsAt > now).Select(k => k.Id).ToListAsync(cancellationToken);
        return rows.Where(r => !cache.HasEnded(r.Id) && now - cache.UsedAt(r.Id, r.UsedAt) <= issue.IdleOf(r.Role)).Select(r => r.Id).Concat(keys).ToHashSet();
    }

    // Asked of the table each time: a program calls less often than people's front ends do, and a revoked key is refused everywhere at once.
    private async Task<Caller?> ReadKeyAsync(byte[] hash, DateTime now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var key = await db.IntegratorKeys.AsNoTracking().SingleOrDefaultAsync(k => k.SecretHash == hash || k.FormerHash == hash, cancellationToken);
        return key?.Takes(hash, now) is true && key.IsAllowedFrom(request.RemoteAddress) ? new Caller(key.Id, key.Role, key.Id, DateTime.MinValue) { Operations = key.Operations.ToHashSet() } : null;
    }

    private async Task<SessionCache.Known?> ReadAsync(byte[] hash, DateTime now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.Sessions.AsNoTracking().Where(s => s.AccessHash == hash)
            .Join(db.Accounts, s => s.AccountId, a => a.Id, (s, a) => new { s.Id, s.AccountId, s.StartedAt, s.ProvenAt, s.FactorShownAt, s.AccessEndsAt, s.UsedAt, s.EndedAt, a.Role, a.Kind, a.State })
            .SingleOrDefaultAsync(cancellationToken);
        // Who works here and was cut off is told so; a client's token says nothing about the account.
        if (row is { State: AccountState.Suspended, Kind: not AccountKind.Client })
        {
            throw new RejectedException("STAFF_SUSPENDED", "Your access was taken away.");
        }

        if (row is not { State: AccountState.Open, EndedAt: null })
        {
            return null;
        }

        var caller = new Caller(row.AccountId, issue.RoleIn(row.Role, row.FactorShownAt), row.Id, row.ProvenAt ?? row.StartedAt);
        var known = new SessionCache.Known(caller, now, row.AccessEndsAt, row.UsedAt);
        return cache.Keep(hash, known) ? known : null;
    }
}

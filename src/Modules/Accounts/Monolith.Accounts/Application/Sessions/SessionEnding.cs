using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Infrastructure;

namespace Monolith.Accounts.Application.Sessions;

/// <summary>Ends the sessions of an account together with the act that calls for it.</summary>
internal sealed class SessionEnding(AccountsDbContext db, SessionCache cache, TimeProvider clock)
{
    /// <summary>Marks them; the caller saves.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="except">The session that goes on.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task<IReadOnlyList<Guid>> PrepareAsync(Guid accountId, Guid? except, CancellationToken cancellationToken)
    {
        var running = await db.Sessions.Where(s => s.AccountId == accountId && s.EndedAt == null && s.Id != except).ToListAsync(cancellationToken);
        running.ForEach(session => session.End(clock.GetUtcNow().UtcDateTime));
        return [.. running.Select(session => session.Id)];
    }

    /// <summary>The save succeeded: their tokens stop at once.</summary>
    public void Confirm(IReadOnlyList<Guid> sessionIds)
    {
        foreach (var id in sessionIds)
        {
            cache.End(id);
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Access;

namespace Monolith.Accounts.Application.Sessions;

/// <summary>Ends a session whose token was copied, in a transaction of its own: the command that noticed is refused and keeps nothing.</summary>
internal sealed class SessionAlarm(IServiceScopeFactory scopes, SessionCache cache, TimeProvider clock)
{
    /// <summary>Ends it for everybody who holds one of its tokens.</summary>
    public async Task EndAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform(nameof(SessionAlarm));
        var db = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        if (await db.Sessions.SingleOrDefaultAsync(s => s.Id == sessionId && s.EndedAt == null, cancellationToken) is { } session)
        {
            session.End(clock.GetUtcNow().UtcDateTime);
            await db.SavedAsync(cancellationToken);
            cache.End(session.Id);
        }
    }
}

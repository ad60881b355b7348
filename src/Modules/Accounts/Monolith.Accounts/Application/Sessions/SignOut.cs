using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Sessions;

/// <summary>Ends the session the request came with.</summary>
[Mutation(Payload = "ended"), AllowSignedIn]
internal sealed record SignOut : ICommand<EndedSessionsView>;

/// <summary>Ends another session of yours, such as one on a lost device. Refused with SESSION_NOT_FOUND.</summary>
/// <param name="SessionId">One of <c>mySessions</c>.</param>
[Mutation("endAccountSession", Payload = "ended"), AllowSignedIn]
internal sealed record EndAccountSession([property: ID] Guid SessionId) : ICommand<EndedSessionsView>;

/// <summary>Ends all your sessions but the one the request came with, and every device but this one is a stranger again.</summary>
[Mutation(Payload = "ended"), AllowSignedIn]
internal sealed record EndOtherSessions : ICommand<EndedSessionsView>;

/// <summary>Sessions that were ended.</summary>
/// <param name="Count">How many.</param>
internal sealed record EndedSessionsView(int Count);

internal sealed class SignOutHandler(AccountsDbContext db, ICurrentUser user, SessionCache cache, TimeProvider clock) : ICommandHandler<SignOut, EndedSessionsView>
{
    public async Task<Result<EndedSessionsView>> Handle(SignOut command, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == user.SessionId && s.EndedAt == null, cancellationToken);
        if (session is null)
        {
            return new EndedSessionsView(0);
        }

        session.End(clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellationToken);
        cache.End(session.Id);
        return new EndedSessionsView(1);
    }
}

internal sealed class EndAccountSessionHandler(AccountsDbContext db, ICurrentUser user, SessionCache cache, TimeProvider clock)
    : ICommandHandler<EndAccountSession, EndedSessionsView>
{
    public async Task<Result<EndedSessionsView>> Handle(EndAccountSession command, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == command.SessionId && s.AccountId == user.Id && s.EndedAt == null, cancellationToken);
        if (session is null)
        {
            return new SessionNotFound();
        }

        session.End(clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellationToken);
        cache.End(session.Id);
        return new EndedSessionsView(1);
    }
}

internal sealed class EndOtherSessionsHandler(AccountsDbContext db, SessionEnding ending, ICurrentUser user) : ICommandHandler<EndOtherSessions, EndedSessionsView>
{
    public async Task<Result<EndedSessionsView>> Handle(EndOtherSessions command, CancellationToken cancellationToken)
    {
        var ended = await ending.PrepareAsync(user.Id, user.SessionId, cancellationToken);
        var here = await db.Sessions.Where(s => s.Id == user.SessionId).Select(s => (Guid?)s.DeviceId).SingleOrDefaultAsync(cancellationToken);
        db.Devices.RemoveRange(await db.Devices.Where(d => d.AccountId == user.Id && d.Id != here).ToListAsync(cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        ending.Confirm(ended);
        return new EndedSessionsView(ended.Count);
    }
}

using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Sessions;

/// <summary>
/// Exchanges a refresh token for fresh tokens. A token is exchanged once; showing it again means that somebody has a copy, and ends the session.
/// Refused with SESSION_OVER.
/// </summary>
/// <param name="RefreshToken">The latest one of the session.</param>
[Mutation(Payload = "signIn"), AllowAnyone, GraphQLAlone]
internal sealed record RefreshSession(string RefreshToken) : ICommand<SignInView>;

internal sealed class RefreshSessionHandler(AccountsDbContext db, SessionIssue issue, SessionCache cache, SessionAlarm alarm, TimeProvider clock)
    : ICommandHandler<RefreshSession, SignInView>
{
    public async Task<Result<SignInView>> Handle(RefreshSession command, CancellationToken cancellationToken)
    {
        var hash = SecretToken.Hash(command.RefreshToken.Trim());
        var spent = await db.SpentTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash, cancellationToken);
        if (spent is not null)
        {
            await alarm.EndAsync(spent.SessionId, cancellationToken);
            return new SessionOver();
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.RefreshHash == hash && s.EndedAt == null && s.EndsAt > now, cancellationToken);
        var account = session is null ? null : await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == session.AccountId, cancellationToken);
        if (session is null || account is not { State: AccountState.Open } || now - cache.UsedAt(session.Id, session.UsedAt) > issue.IdleOf(account.Role))
        {
            return new SessionOver();
        }

        var before = session.AccessHash;
        db.SpentTokens.Add(new SpentToken { Hash = hash, SessionId = session.Id });
        var view = issue.Renew(session, account, null);
        if (!await db.SavedAsync(cancellationToken))
        {
            return new SessionOver();
        }

        cache.Forget(before);
        return view;
    }
}

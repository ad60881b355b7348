using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Factors;

/// <summary>
/// Gives fresh proof within the running session, for acts that were refused with REAUTH_REQUIRED (R40); it lasts five minutes. The tokens of
/// the session are replaced. Refused with PASSWORD_WRONG, SECOND_FACTOR_REQUIRED, SECOND_FACTOR_WRONG, RATE_LIMITED, SESSION_OVER.
/// </summary>
/// <param name="Password">Yours.</param>
/// <param name="Code">Of your second factor, if you have one.</param>
[Mutation(Payload = "signIn"), AllowSignedIn, GraphQLAlone]
internal sealed record ProveIdentity(string Password, string? Code) : ICommand<SignInView>;

internal sealed class ProveIdentityHandler(
    AccountsDbContext db, OwnPassword own, FactorCheck factors, SessionIssue issue, SessionCache cache, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<ProveIdentity, SignInView>
{
    public async Task<Result<SignInView>> Handle(ProveIdentity command, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == user.SessionId && s.EndedAt == null, cancellationToken);
        if (account is null || session is null)
        {
            return new SessionOver();
        }

        var factor = await factors.FindAsync(account.Id, cancellationToken);
        var wrong = await own.CheckAsync(account, command.Password, cancellationToken)
            ?? (factor is null ? null : await factors.CheckAsync(factor, command.Code, cancellationToken));
        if (wrong is { } refusal)
        {
            return refusal;
        }

        var (now, before, spent) = (clock.GetUtcNow().UtcDateTime, session.AccessHash, session.RefreshHash);
        session.Prove(now);
        if (factor is not null)
        {
            session.ShowFactor(now);
        }

        db.SpentTokens.Add(new SpentToken { Hash = spent, SessionId = session.Id });
        var view = issue.Renew(session, account, null);
        await db.SaveChangesAsync(cancellationToken);
        cache.Forget(before);
        return view;
    }
}

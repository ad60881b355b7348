using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Messages;

/// <summary>
/// Goes on with news that go to everybody: 500 accounts a transaction, in which the round says how far it got, so that a round that was broken off goes on where
/// it stood and nobody is written to twice.
/// </summary>
internal sealed class WriteRounds(AccountsDbContext rounds, IServiceScopeFactory scopes, TimeProvider clock) : IScheduledJob
{
    /// <summary>How many accounts one transaction writes to.</summary>
    public const int AtOnce = 500;

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await rounds.MailRounds.AsNoTracking().Where(r => r.EndedAt == null).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(cancellationToken))
        {
            while (await GoOnAsync(id, cancellationToken))
            {
            }
        }
    }

    /// <summary>Writes to the next accounts of a round.</summary>
    /// <returns>Whether there are more.</returns>
    public async Task<bool> GoOnAsync(Guid roundId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform(nameof(WriteRounds));
        var db = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        var vault = scope.ServiceProvider.GetRequiredService<IVault>();
        var post = scope.ServiceProvider.GetRequiredService<Postbox>();
        var round = await db.MailRounds.SingleAsync(r => r.Id == roundId, cancellationToken);
        var people = await NextOf(db, round).ToListAsync(cancellationToken);
        await vault.WarmAsync(people.Select(a => a.Id), cancellationToken);
        foreach (var account in people)
        {
            db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), round.Template));
            round.Reach(account.Id);
        }

        if (people.Count < AtOnce)
        {
            round.End(clock.GetUtcNow().UtcDateTime);
        }

        await db.SaveChangesAsync(cancellationToken);
        return round.EndedAt is null;
    }

    private static IQueryable<Account> NextOf(AccountsDbContext db, MailRound round)
    {
        var last = round.LastAccountId ?? Guid.Empty;
        return db.Accounts.AsNoTracking()
            .Where(a => a.Id.CompareTo(last) > 0 && a.RegisteredAt <= round.BegunAt && a.State != AccountState.Closed && (a.Role == Role.Client || a.Role == Role.Therapist))
            .OrderBy(a => a.Id).Take(AtOnce);
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Approvals;

/// <summary>Answers every module: did somebody else say yes to exactly this act, and may they still? (R43)</summary>
internal sealed class SecondPerson(IServiceScopeFactory scopes, RequestScope request, ActNotes notes, TimeProvider clock) : ISecondPerson
{
    private const int MostTurns = 3;

    public async Task<Refusal?> AskAsync(object act, IReadOnlyList<Role> approvers, CancellationToken cancellationToken)
    {
        var (operation, input) = (act.GetType().Name, JsonSerializer.Serialize(act, act.GetType()));
        var asked = new Asked(operation, input, HashOf($"{operation}\n{input}"), request.IdempotencyKey is { } key ? HashOf(key) : null, approvers);
        for (var turn = 1; turn <= MostTurns; turn++)
        {
            if (await AskOnceAsync(asked, cancellationToken) is { } answer)
            {
                return answer.Refusal;
            }
        }

        return new Conflict();
    }

    // In a transaction of its own: the proposal stays though the act is refused, and a yes is used up before the act, so that it serves once.
    private async Task<Answer?> AskOnceAsync(Asked asked, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform(nameof(SecondPerson));
        var db = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        var now = clock.GetUtcNow().UtcDateTime;
        var pending = await FindAsync(db, asked, now, cancellationToken);
        if (pending?.DoneAt is not null)
        {
            return new Answer(null);
        }

        var isApproved = pending?.ApprovedAt is not null && await MayStillAsync(db, pending, cancellationToken);
        if (pending is null)
        {
            pending = PendingAct.Propose(request.Id, asked.Operation, asked.Fingerprint, asked.Input, asked.Approvers, now);
            db.PendingActs.Add(pending);
            await TellAsync(db, scope.ServiceProvider, pending, cancellationToken);
        }
        else if (isApproved)
        {
            pending.Do(asked.KeyHash, now);
        }
        else if (pending.ApprovedAt is not null)
        {
            pending.LoseApproval();
        }

        if (!await db.SavedAsync(cancellationToken))
        {
            return null;
        }

        notes.Note(pending, isApproved ? "done" : "waits");
        return new Answer(isApproved ? null : new SecondPersonRequired(pending.Id, pending.EndsAt));
    }

    // What was done under the same key is the same act, sent again or repeated inside; the key's own record lets it happen once.
    private Task<PendingAct?> FindAsync(AccountsDbContext db, Asked asked, DateTime now, CancellationToken cancellationToken) => db.PendingActs
        .Where(a => a.ProposedById == request.Id && a.Fingerprint == asked.Fingerprint && a.EndsAt > now && a.RefusedAt == null && a.WithdrawnAt == null)
        .Where(a => a.DoneAt == null || (asked.KeyHash != null && a.DoneKeyHash == asked.KeyHash))
        .OrderByDescending(a => a.DoneAt != null).ThenByDescending(a => a.ApprovedAt != null).ThenByDescending(a => a.ProposedAt).FirstOrDefaultAsync(cancellationToken);

    private static async Task<bool> MayStillAsync(AccountsDbContext db, PendingAct act, CancellationToken cancellationToken) =>
        await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == act.DecidedById, cancellationToken) is { State: AccountState.Open } approver && act.IsFor(approver.Role);

    private static async Task TellAsync(AccountsDbContext db, IServiceProvider services, PendingAct act, CancellationToken cancellationToken)
    {
        var (post, vault) = (services.GetRequiredService<Postbox>(), services.GetRequiredService<IVault>());
        var staff = await db.Accounts.AsNoTracking().Where(a => a.Kind == AccountKind.Staff && a.State == AccountState.Open && a.Id != act.ProposedById).ToListAsync(cancellationToken);
        foreach (var approver in staff.Where(a => act.IsFor(a.Role)))
        {
            db.OutgoingMessages.Add(post.Mail(approver.Id, await vault.OpenAsync(approver.Email, cancellationToken), MessageTemplate.ApprovalAsked));
        }
    }

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private sealed record Asked(string Operation, string Input, byte[] Fingerprint, byte[]? KeyHash, IReadOnlyList<Role> Approvers);

    private sealed record Answer(Refusal? Refusal);
}

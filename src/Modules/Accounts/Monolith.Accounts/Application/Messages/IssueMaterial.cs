using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Messages;

/// <summary>Sends a new issue of a material to all who subscribed to it (HU-8). Nobody learns who they are. Refused with MATERIAL_NOT_FOUND, FIELD_REQUIRED.</summary>
/// <param name="MaterialId">Which.</param>
/// <param name="Subject">One line of up to 200 characters.</param>
/// <param name="Text">Up to 20,000 characters; never anybody's data.</param>
[Mutation(Payload = "sent"), Allow(Role.Administrator), Idempotent]
internal sealed record IssueMaterial([property: ID] Guid MaterialId, string Subject, string Text) : ICommand<SentView>;

/// <summary>
/// Tells everybody who has an account that the service will be under repair (AP-39): clients, therapists and staff, whatever they chose about news. Refused with
/// FIELD_REQUIRED.
/// </summary>
/// <param name="StartsAt">From when, UTC; not in the past.</param>
/// <param name="EndsAt">Until when; at most a week later.</param>
[Mutation(Payload = "sent"), Allow(Role.Administrator), Idempotent]
internal sealed record AnnounceMaintenance(DateTime StartsAt, DateTime EndsAt) : ICommand<SentView>;

/// <summary>Messages on their way.</summary>
/// <param name="Recipients">To how many people.</param>
internal sealed record SentView(int Recipients);

/// <summary>Writes the same words to many people; the caller saves.</summary>
internal sealed class Mailing(AccountsDbContext db, Postbox post, IVault vault)
{
    /// <returns>How many people.</returns>
    public async Task<int> PrepareAsync(IQueryable<Account> people, MessageTemplate template, MessageText text, CancellationToken cancellationToken)
    {
        var accounts = await people.AsNoTracking().Where(a => a.State == AccountState.Open).ToListAsync(cancellationToken);
        await vault.WarmAsync(accounts.Select(a => a.Id), cancellationToken);
        foreach (var account in accounts)
        {
            db.OutgoingMessages.Add(post.Words(account.Id, await vault.OpenAsync(account.Email, cancellationToken), template, text));
        }

        return accounts.Count;
    }
}

internal sealed class IssueMaterialHandler(AccountsDbContext db, AccountsPolicy policy, Mailing mailing) : ICommandHandler<IssueMaterial, SentView>
{
    private const int LongestSubject = 200;
    private const int LongestText = 20_000;

    public async Task<Result<SentView>> Handle(IssueMaterial command, CancellationToken cancellationToken)
    {
        if (command.Subject.Trim().Length is 0 or > LongestSubject || command.Text.Trim().Length is 0 or > LongestText)
        {
            return new FieldRequired(command.Subject.Trim().Length is 0 or > LongestSubject ? "subject" : "text", "A subject of one line, and a text.");
        }

        if (policy.Messages.ContentGuard && (ContentGuard.AsksForSecrets(command.Subject) || ContentGuard.AsksForSecrets(command.Text)))
        {
            return new FieldRequired("text", "Nobody is asked for a password or a card.");
        }

        if (!await db.Materials.AnyAsync(m => m.Id == command.MaterialId, cancellationToken))
        {
            return new MaterialNotFound();
        }

        var subscribers = db.Accounts.Where(a => db.MaterialSubscriptions.Any(s => s.MaterialId == command.MaterialId && s.AccountId == a.Id));
        var text = new MessageText(command.Subject.Trim(), $"{command.Text.Trim()}\n\nYou subscribed to this. Sign in to end it: see unsubscribeFromMaterial.", null);
        var sent = await mailing.PrepareAsync(subscribers, MessageTemplate.Material, text, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new SentView(sent);
    }
}

internal sealed class AnnounceMaintenanceHandler(AccountsDbContext db, Mailing mailing, TimeProvider clock) : ICommandHandler<AnnounceMaintenance, SentView>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public async Task<Result<SentView>> Handle(AnnounceMaintenance command, CancellationToken cancellationToken)
    {
        if (command.StartsAt < clock.GetUtcNow().UtcDateTime || command.EndsAt <= command.StartsAt || command.EndsAt - command.StartsAt > Longest)
        {
            return new FieldRequired("endsAt", "It begins in the future and ends within a week.");
        }

        var text = new MessageText("The service will be under repair", $"From {Words(command.StartsAt)} until {Words(command.EndsAt)} (UTC) the service may not answer.", null);
        var sent = await mailing.PrepareAsync(db.Accounts, MessageTemplate.Maintenance, text, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new SentView(sent);
    }

    private static string Words(DateTime at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

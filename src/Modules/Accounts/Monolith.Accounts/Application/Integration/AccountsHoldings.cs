using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Usage;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Integration;

/// <summary>What Accounts holds of a person, and a copy of it.</summary>
internal sealed class AccountsHoldings(AccountsDbContext db, AccountsPolicy policy, PersonReading reading, Origins origins, UsageReading usage, IVault vault) : IPersonalDataHolder
{
    private const string Module = "accounts";

    public async Task<IReadOnlyList<Holding>> HoldingsAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == subjectId, cancellationToken);
        var sessions = await db.Sessions.CountAsync(s => s.AccountId == subjectId, cancellationToken);
        var messages = await db.OutgoingMessages.CountAsync(m => m.SubjectId == subjectId, cancellationToken);
        var retained = await db.RetainedFields.Where(f => f.AccountId == subjectId).Select(f => f.KeptUntilAt).ToListAsync(cancellationToken);
        var fields = account is null ? [] : await FieldsAsync(account, cancellationToken);
        var contact = account?.EmergencyContact is null ? [] : await ContactAsync(account, cancellationToken);
        Holding[] all =
        [
            new(Module, DataClass.Identity, "account", account is null ? 0 : 1, account?.EraseAt) { Fields = fields },
            new(Module, DataClass.Identity, "emergencyContact", account?.EmergencyContact is null ? 0 : 1, account?.EraseAt) { Fields = contact },
            new(Module, DataClass.Usage, "sessions", sessions, null) { Source = FieldSource.Observed },
            new(Module, DataClass.Identity, "messages", messages, account?.EraseAt) { Source = FieldSource.Platform },
            new(Module, DataClass.Usage, "usage log", await db.UsageEntries.CountAsync(e => e.AccountId == subjectId, cancellationToken), null) { Source = FieldSource.Observed },
            new(Module, DataClass.Identity, "passkeys", await db.Passkeys.CountAsync(p => p.AccountId == subjectId, cancellationToken), account?.EraseAt) { Source = FieldSource.Submitted },
            new(Module, DataClass.Identity, "subscriptions", await db.MaterialSubscriptions.CountAsync(s => s.AccountId == subjectId, cancellationToken), account?.EraseAt) { Source = FieldSource.Submitted },
            new(Module, DataClass.Identity, "partner links", await db.PartnerLinks.CountAsync(l => l.AccountId == subjectId, cancellationToken), account?.EraseAt) { Source = FieldSource.Submitted },
            new(Module, DataClass.Identity, "copy of deleted fields", retained.Count, retained.Count == 0 ? null : retained.Max()) { Source = FieldSource.Submitted },
        ];
        return [.. all.Where(holding => holding.Count > 0)];
    }

    // Where others have an address, an employee's code or number may stand, which is a detail of its own.
    private async Task<IReadOnlyList<HeldField>> FieldsAsync(Account account, CancellationToken cancellationToken)
    {
        var known = await origins.OfAsync(account, cancellationToken);
        var address = account.Kind is AccountKind.Client && policy.Registration.Fields.Any(f => f.Name == "officialEmail") ? "officialEmail" : "email";
        var hasAddress = (await vault.OpenAsync(account.Email, cancellationToken)).Contains('@', StringComparison.Ordinal);
        var names = (await vault.OpenAsync(account.Details, cancellationToken)).Keys.Select(name => (Name: name, Known: name))
            .Concat(hasAddress ? [(address, "email")] : []);
        return [.. names.Select(one => Field(one.Name, known.GetValueOrDefault(one.Known)))];
    }

    private async Task<IReadOnlyList<HeldField>> ContactAsync(Account account, CancellationToken cancellationToken)
    {
        var origin = (await origins.OfAsync(account, cancellationToken)).GetValueOrDefault(Origins.EmergencyContact);
        var relation = (await vault.OpenAsync(account.EmergencyContact!, cancellationToken)).Relation;
        return [.. (relation is null ? (string[])["name", "phone"] : ["name", "phone", "relation"]).Select(name => Field(name, origin))];
    }

    private static HeldField Field(string name, FieldOrigin? origin) => new(name, origin?.Source, origin?.PolicyVersion, origin?.RecordedAt);

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<object>>> CopyAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == subjectId, cancellationToken);
        if (account is null)
        {
            return new Dictionary<string, IReadOnlyList<object>>();
        }

        List<object> sessions = [];
        foreach (var session in await db.Sessions.AsNoTracking().Where(s => s.AccountId == subjectId).OrderBy(s => s.Id).ToListAsync(cancellationToken))
        {
            var agent = session.UserAgent is { } stored ? await vault.OpenAsync(stored, cancellationToken) : null;
            sessions.Add(new { session.StartedAt, session.UsedAt, session.EndsAt, session.EndedAt, UserAgent = agent });
        }

        List<object> messages = [];
        foreach (var message in await db.OutgoingMessages.AsNoTracking().Where(m => m.SubjectId == subjectId).OrderBy(m => m.Id).ToListAsync(cancellationToken))
        {
            messages.Add(new { message.Template, message.Channel, message.CreatedAt, message.SentAt, To = await vault.OpenAsync(message.To, cancellationToken) });
        }

        List<object> passkeys = [];
        foreach (var passkey in await db.Passkeys.AsNoTracking().Where(p => p.AccountId == subjectId).OrderBy(p => p.Id).ToListAsync(cancellationToken))
        {
            passkeys.Add(new { Name = await vault.OpenAsync(passkey.Name, cancellationToken), passkey.AddedAt, passkey.UsedAt });
        }

        return new Dictionary<string, IReadOnlyList<object>>
        {
            ["passkeys"] = passkeys,
            ["account"] = [await reading.ForOwnerAsync(account, sessions.Count, cancellationToken)],
            ["sources"] = [.. await FieldsAsync(account, cancellationToken)],
            ["sessions"] = sessions,
            ["usage log"] = await UsesAsync(subjectId, cancellationToken),
            ["messages"] = messages,
            ["subscriptions"] = await db.MaterialSubscriptions.Where(s => s.AccountId == subjectId)
                .Join(db.Materials, s => s.MaterialId, m => m.Id, (s, m) => (object)new { m.Name, s.SubscribedAt }).ToListAsync(cancellationToken),
            ["partner links"] = await LinksAsync(subjectId, cancellationToken),
        };
    }

    private async Task<IReadOnlyList<object>> UsesAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        List<object> uses = [];
        foreach (var entry in await db.UsageEntries.AsNoTracking().Where(e => e.AccountId == subjectId).OrderBy(e => e.Id).ToListAsync(cancellationToken))
        {
            uses.Add((object?)await usage.ViewAsync(entry, cancellationToken) ?? new { entry.OccurredAt });
        }

        return uses;
    }

    private async Task<IReadOnlyList<object>> LinksAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        List<object> links = [];
        foreach (var link in await db.PartnerLinks.AsNoTracking().Where(l => l.AccountId == subjectId).OrderBy(l => l.Id).ToListAsync(cancellationToken))
        {
            links.Add(new { link.Partner, Subject = await vault.OpenAsync(link.Subject, cancellationToken), link.LinkedAt, link.UsedAt });
        }

        return links;
    }
}

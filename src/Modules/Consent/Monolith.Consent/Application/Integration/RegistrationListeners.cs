using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Integration;

/// <summary>Registering is accepting (TH-3, CA-15.2): records the versions the client accepted, and the affirmation of age.</summary>
internal sealed class ClientRegisteredListener(ConsentDbContext db) : IListener<ClientRegistered>
{
    public async Task HandleAsync(ClientRegistered told, CancellationToken cancellationToken)
    {
        await AcceptedAtRegistration.AddAsync(db, told.AccountId, told.AcceptedVersionIds, told.AffirmedAdult, told.RegisteredAt, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>As for clients.</summary>
internal sealed class TherapistRegisteredListener(ConsentDbContext db) : IListener<TherapistRegistered>
{
    public async Task HandleAsync(TherapistRegistered told, CancellationToken cancellationToken)
    {
        await AcceptedAtRegistration.AddAsync(db, told.AccountId, told.AcceptedVersionIds, affirmedAdult: false, told.RegisteredAt, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}

internal static class AcceptedAtRegistration
{
    public static async Task AddAsync(
        ConsentDbContext db, Guid accountId, IReadOnlyList<Guid> versionIds, bool affirmedAdult, DateTime registeredAt, CancellationToken cancellationToken)
    {
        var known = await db.Versions.Where(v => versionIds.Contains(v.Id)).Select(v => v.Id).ToListAsync(cancellationToken);
        var accepted = await db.Acceptances.Where(a => a.AccountId == accountId).Select(a => a.VersionId).ToListAsync(cancellationToken);
        db.Acceptances.AddRange(known.Except(accepted).Select(id => new PolicyAcceptance(accountId, id, AcceptanceKind.Registration, affirmedAdult, registeredAt)));
    }
}

using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Emergencies;

/// <summary>
/// Whom to call, while the access you opened lasts (R52). Each look is an entry of the audit, and of the client's <c>accessLog</c>. Refused with NEED_TO_KNOW, also when the access is over, is not yours or never was.
/// </summary>
/// <param name="Access">What <c>openEmergencyAccess</c> answered.</param>
[Query("emergencyContact"), Allow(Role.Support, Role.PrivacyOfficer)]
internal sealed record EmergencyContactOf([property: ID("EmergencyAccess")] Guid Access) : IQuery<EmergencyPersonView>;

/// <summary>As much of a client as an emergency needs.</summary>
/// <param name="Contact">Whom to call; null when the client named nobody.</param>
/// <param name="Name">The client's name, where the scope has it.</param>
/// <param name="Phone">The client's number, where the scope has it.</param>
/// <param name="EndsAt">Until when it can be seen.</param>
internal sealed record EmergencyPersonView(EmergencyContactView? Contact, string? Name, string? Phone, DateTime EndsAt);

/// <summary>What was opened in emergencies, latest first; for those who watch over it. At most 100.</summary>
[Query, Allow(Role.PrivacyOfficer, Role.Administrator, Role.Auditor)]
internal sealed record EmergencyAccesses : IQuery<EmergencyAccessView[]>;

internal sealed class EmergencyContactOfHandler(AccountsDbContext db, IAccessGate gate, IVault vault) : IQueryHandler<EmergencyContactOf, EmergencyPersonView>
{
    public async Task<Result<EmergencyPersonView>> Handle(EmergencyContactOf query, CancellationToken cancellationToken)
    {
        var access = await db.EmergencyAccesses.AsNoTracking().SingleOrDefaultAsync(a => a.Id == query.Access, cancellationToken);
        if (access is null)
        {
            return new NeedToKnow();
        }

        var look = new AccessRequest(access.SubjectId, DataClass.Identity, AccessMode.Read, Purpose.LegalObligation, access.Id);
        if (await gate.AskAsync(look, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var client = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == access.SubjectId, cancellationToken);
        var contact = client.EmergencyContact is { } stored ? await vault.OpenAsync(stored, cancellationToken) : null;
        var details = access.Scope is EmergencyScope.PersonAndContact ? await vault.OpenAsync(client.Details, cancellationToken) : null;
        return new EmergencyPersonView(
            contact is null ? null : new EmergencyContactView(contact.Name, contact.Phone, contact.Relation),
            details?.GetValueOrDefault("name") ?? details?.GetValueOrDefault("nickname"),
            details?.GetValueOrDefault("phone"),
            access.EndsAt);
    }
}

internal sealed class EmergencyAccessesHandler(AccountsDbContext db, IAccessGate gate, IVault vault, ICurrentUser user) : IQueryHandler<EmergencyAccesses, EmergencyAccessView[]>
{
    private const int Most = 100;

    public async Task<Result<EmergencyAccessView[]>> Handle(EmergencyAccesses query, CancellationToken cancellationToken)
    {
        List<EmergencyAccessView> views = [];
        foreach (var access in await db.EmergencyAccesses.AsNoTracking().OrderByDescending(a => a.OpenedAt).Take(Most).ToListAsync(cancellationToken))
        {
            var look = new AccessRequest(access.SubjectId, DataClass.Identity, AccessMode.Read, Purpose.CaseHandling, access.Id);
            var maySee = user.Role is Role.PrivacyOfficer && await gate.AskAsync(look, cancellationToken) is null;
            views.Add(EmergencyAccessView.Of(access, maySee ? (await vault.TryOpenAsync(access.Words, cancellationToken)).Value : null));
        }

        return views.ToArray();
    }
}

/// <summary>Whoever broke the glass sees through it, at what it was opened for, until it closes (R52).</summary>
internal sealed class EmergencyGrant(AccountsDbContext db, TimeProvider clock) : IAccessGrant
{
    public async ValueTask<string?> GrantAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken)
    {
        if (request is not { DataClass: DataClass.Identity, Mode: AccessMode.Read, Purpose: Purpose.LegalObligation, ObjectId: { } accessId })
        {
            return null;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        return await db.EmergencyAccesses.AnyAsync(a => a.Id == accessId && a.SubjectId == request.SubjectId && a.OpenedById == user.Id && a.EndsAt > now, cancellationToken)
            ? "break-glass" : null;
    }
}

using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Persons;

/// <summary>Clients as the caller may see them; those the gate keeps from the caller are left out.</summary>
/// <param name="Ids">Their accounts.</param>
[AllowSignedIn]
internal sealed record ClientsByIds(IReadOnlyList<Guid> Ids) : IQuery<Dictionary<Guid, ClientView>>;

/// <summary>
/// A client, as much of them as the caller needs (CA-4.2). A field is null where the caller's role has no need of it; a matched therapist sees the
/// fields that the policy profile names (<c>matchedClient.shown</c>).
/// </summary>
/// <param name="Id">The client's account.</param>
/// <param name="Name">The name; where the profile says so, the nickname.</param>
/// <param name="Age">In years.</param>
/// <param name="YearOfBirth">Where the service asks for it.</param>
/// <param name="Gender">In the client's own word.</param>
/// <param name="Phone">The number.</param>
/// <param name="OfficialContact">The address at the employer that pays for the service.</param>
internal sealed record ClientView(Guid Id, string? Name, int? Age, int? YearOfBirth, string? Gender, string? Phone, string? OfficialContact);

internal sealed class ClientsByIdsHandler(
    AccountsDbContext db, AccountsPolicy policy, TherapistSight sight, PolicyProfile profile, IAccessGate gate, IVault vault, ICurrentUser user, TimeProvider clock)
    : IQueryHandler<ClientsByIds, Dictionary<Guid, ClientView>>
{
    public async Task<Result<Dictionary<Guid, ClientView>>> Handle(ClientsByIds query, CancellationToken cancellationToken)
    {
        Dictionary<Guid, ClientView> seen = [];
        var ids = query.Ids.Distinct().ToList();
        var clients = await db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id) && a.Kind == AccountKind.Client).ToListAsync(cancellationToken);
        await vault.WarmAsync(clients.Select(c => c.Id), cancellationToken);
        foreach (var client in clients)
        {
            if (await gate.AskAsync(new AccessRequest(client.Id, DataClass.Identity, AccessMode.Read, Purpose.ServiceDelivery, client.Id), cancellationToken) is null)
            {
                seen[client.Id] = await ViewAsync(client, cancellationToken);
            }
        }

        return seen;
    }

    private async Task<ClientView> ViewAsync(Account client, CancellationToken cancellationToken)
    {
        var details = await vault.OpenAsync(client.Details, cancellationToken);
        var isOwner = client.Id == user.Id;
        return new ClientView(
            client.Id,
            Name(details, isOwner),
            Sees("age") ? AgeGate.AgeIn(details, AgeGate.Today(profile, clock)) : null,
            Sees("yearOfBirth") ? PersonReading.Number(details, "yearOfBirth") : null,
            Sees("gender") ? details.GetValueOrDefault("gender") : null,
            isOwner || user.Role is Role.Support ? details.GetValueOrDefault("phone") : null,
            Sees("officialContact") ? await OfficialContactAsync(client, cancellationToken) : null);

        bool Sees(string field) => isOwner || (user.Role is Role.Therapist && sight.Shows(field));
    }

    private string? Name(Dictionary<string, string> details, bool isOwner) => policy.Identity.Display switch
    {
        _ when isOwner => FullName(details),
        IdentityDisplay.Nickname => user.Role is not Role.Therapist || sight.Shows("nickname") ? details.GetValueOrDefault("nickname") : null,
        _ => user.Role is not Role.Therapist || sight.Shows("name") ? FullName(details) : null,
    };

    private async Task<string?> OfficialContactAsync(Account client, CancellationToken cancellationToken) =>
        policy.Registration.Fields.Any(f => f.Name == "officialEmail") ? await vault.OpenAsync(client.Email, cancellationToken) : null;

    private static string? FullName(Dictionary<string, string> details) => details.GetValueOrDefault("name")
        ?? (details.ContainsKey("firstName") ? $"{details["firstName"]} {details.GetValueOrDefault("lastName")}".TrimEnd() : null);
}

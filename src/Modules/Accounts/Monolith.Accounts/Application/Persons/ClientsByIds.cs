using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Persons;

/// <summary>Clients as the caller may see them; those the gate keeps from the caller are left out.</summary>
/// <param name="Ids">Their accounts.</param>
[AllowSignedIn]
internal sealed record ClientsByIds(IReadOnlyList<Guid> Ids) : IQuery<Dictionary<Guid, ClientView>>;

/// <summary>A client, as much of them as the caller needs (CA-4.2). A field is null where the caller's role has no need of it.</summary>
/// <param name="Id">The client's account.</param>
/// <param name="Name">The name; where the profile says so, the nickname.</param>
/// <param name="Age">In years.</param>
/// <param name="Gender">In the client's own word.</param>
/// <param name="Phone">The number.</param>
internal sealed record ClientView(Guid Id, string? Name, int? Age, string? Gender, string? Phone);

internal sealed class ClientsByIdsHandler(AccountsDbContext db, AccountsPolicy policy, IAccessGate gate, IVault vault, ICurrentUser user)
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
                seen[client.Id] = View(client, await vault.OpenAsync(client.Details, cancellationToken));
            }
        }

        return seen;
    }

    private ClientView View(Account client, Dictionary<string, string> details)
    {
        var isOwner = client.Id == user.Id;
        var isClose = isOwner || user.Role is Role.Therapist;
        var name = policy.Identity.Display is IdentityDisplay.Nickname && !isOwner ? details.GetValueOrDefault("nickname") : FullName(details);
        return new ClientView(
            client.Id,
            name,
            isClose ? PersonReading.Number(details, "age") : null,
            isClose ? details.GetValueOrDefault("gender") : null,
            isOwner || user.Role is Role.Support ? details.GetValueOrDefault("phone") : null);
    }

    private static string? FullName(Dictionary<string, string> details) => details.GetValueOrDefault("name")
        ?? (details.ContainsKey("firstName") ? $"{details["firstName"]} {details.GetValueOrDefault("lastName")}".TrimEnd() : null);
}

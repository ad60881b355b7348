using MediatR;
using Monolith.Accounts.Application.Persons;
using Monolith.BuildingBlocks.Graph;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Graph;

/// <summary>Accounts in the graph.</summary>
[ObjectType<AccountView>]
internal static class AccountNode
{
    /// <summary>The account, or null where the caller may not look.</summary>
    [NodeResolver]
    public static async Task<AccountView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new AccountById(id), cancellationToken)).OrNull();

    /// <summary>The versions of the accepted documents that bind the account; only for the owner. Where a change waits for the owner's approval, the one before (HU-57).</summary>
    public static async Task<IReadOnlyList<PolicyInForceView>?> PolicyInForce([Parent] AccountView account, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new PolicyInForce(account.Id), cancellationToken)).OrNull();
}

/// <summary>Clients in the graph.</summary>
[ObjectType<ClientView>]
internal static class ClientNode
{
    /// <summary>The clients the caller may see, in one round.</summary>
    [NodeResolver]
    public static async Task<IReadOnlyDictionary<Guid, ClientView>> ByIds(IReadOnlyList<Guid> ids, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new ClientsByIds(ids), cancellationToken)).OrError();
}

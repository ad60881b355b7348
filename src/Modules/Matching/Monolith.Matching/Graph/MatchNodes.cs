using MediatR;
using Monolith.BuildingBlocks.Graph;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Relay;
using Monolith.Matching.Application.Matches;

namespace Monolith.Matching.Graph;

/// <summary>A match in the graph.</summary>
[ObjectType<MatchView>]
internal static class MatchNode
{
    /// <summary>A match of the caller.</summary>
    [NodeResolver]
    public static async Task<MatchView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new MatchById(id), cancellationToken)).OrNull();

    /// <summary>The client.</summary>
    [GraphQLType("Client")]
    public static NodeRef Client([Parent] MatchView match) => new("Client", match.ClientId);

    /// <summary>The therapist.</summary>
    [GraphQLType("Therapist")]
    public static NodeRef Therapist([Parent] MatchView match) => new("Therapist", match.TherapistId);
}

/// <summary>A match request in the graph.</summary>
[ObjectType<MatchRequestView>]
internal static class MatchRequestNode
{
    /// <summary>A match request of the caller.</summary>
    [NodeResolver]
    public static async Task<MatchRequestView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new MatchRequestById(id), cancellationToken)).OrNull();
}

/// <summary>Edges of a proposal.</summary>
[ObjectType<ProposalView>]
internal static class ProposalEdges
{
    /// <summary>The proposed therapist.</summary>
    [GraphQLType("Therapist")]
    public static NodeRef Therapist([Parent] ProposalView proposal) => new("Therapist", proposal.TherapistId);
}

/// <summary>Edges of what a therapist sees of a client.</summary>
[ObjectType<MatchedClientView>]
internal static class MatchedClientEdges
{
    /// <summary>The client, as far as the caller may know.</summary>
    [GraphQLType("Client")]
    public static NodeRef Client([Parent] MatchedClientView matched) => new("Client", matched.ClientId);
}

using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Contracts;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Persons;

/// <summary>The versions of the accepted documents that bind the caller.</summary>
[AllowSignedIn]
internal sealed record PolicyInForce(Guid AccountId) : IQuery<IReadOnlyList<PolicyInForceView>>;

/// <summary>The version of a document that binds an account (HU-57).</summary>
/// <param name="VersionId">The version.</param>
/// <param name="Document">The document.</param>
/// <param name="Number">The version's number.</param>
internal sealed record PolicyInForceView([property: ID("PolicyVersion")] Guid VersionId, DocumentKind Document, int Number);

internal sealed class PolicyInForceHandler(IPolicyFacts documents, ICurrentUser user) : IQueryHandler<PolicyInForce, IReadOnlyList<PolicyInForceView>>
{
    public async Task<Result<IReadOnlyList<PolicyInForceView>>> Handle(PolicyInForce query, CancellationToken cancellationToken)
    {
        if (query.AccountId != user.Id)
        {
            return new NeedToKnow();
        }

        var inForce = await documents.InForceAsync(user.Id, cancellationToken);
        return inForce.Select(v => new PolicyInForceView(v.VersionId, v.Kind, v.Number)).ToList();
    }
}

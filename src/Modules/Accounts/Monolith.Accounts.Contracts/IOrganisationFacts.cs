namespace Monolith.Accounts.Contracts;

/// <summary>What other modules may know of the organisation a client belongs to: which one. Never its other people, and nothing of what it is.</summary>
public interface IOrganisationFacts
{
    /// <summary>The membership of an open account; null for people on their own, and where organisations are not customers.</summary>
    Task<OrganisationMembership?> MembershipOfAsync(Guid accountId, CancellationToken cancellationToken);
}

/// <summary>That a client belongs to an organisation that is a customer (HU-22).</summary>
/// <param name="OrganisationId">Which.</param>
/// <param name="IsManager">Whether the client acts for it.</param>
public sealed record OrganisationMembership(Guid OrganisationId, bool IsManager);

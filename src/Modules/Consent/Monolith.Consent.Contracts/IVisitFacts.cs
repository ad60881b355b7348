namespace Monolith.Consent.Contracts;

/// <summary>Whose visits a vendor may be told of (O7-4.12, O7-4.13). Whoever records a visit asks.</summary>
public interface IVisitFacts
{
    /// <summary>The id under which a visit of this person is told now: the account, or the row of a visitor's choices; null when nobody may be told.</summary>
    /// <param name="accountId">Who is signed in; null for a visitor.</param>
    /// <param name="visitor">The token of a visitor's choices.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    Task<Guid?> FollowedAsAsync(Guid? accountId, string? visitor, CancellationToken cancellationToken);
}

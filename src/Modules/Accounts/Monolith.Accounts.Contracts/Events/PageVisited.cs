namespace Monolith.Accounts.Contracts.Events;

/// <summary>Somebody whose visits a vendor may be told of was here. Which page it was is told to nobody: its name may say what they suffer from.</summary>
/// <param name="VisitId">The visit.</param>
/// <param name="PersonId">The account, or the row of a visitor's choices.</param>
/// <param name="IsAccount">Whether it is an account.</param>
/// <param name="VisitedAt">When, UTC.</param>
public sealed record PageVisited(Guid VisitId, Guid PersonId, bool IsAccount, DateTime VisitedAt);

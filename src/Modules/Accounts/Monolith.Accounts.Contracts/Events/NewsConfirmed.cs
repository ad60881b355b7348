namespace Monolith.Accounts.Contracts.Events;

/// <summary>Somebody without an account proved an address and wants news there (AP-35).</summary>
/// <param name="SubscriberId">Under which id they are known; no account has it.</param>
/// <param name="ConfirmedAt">When, UTC.</param>
public sealed record NewsConfirmed(Guid SubscriberId, DateTime ConfirmedAt);

namespace Monolith.Accounts.Contracts;

/// <summary>What other modules may know of an account: what it is and whether it is open. Never who the person is.</summary>
public interface IAccountFacts
{
    /// <summary>The account, or null when there is none (any more).</summary>
    Task<AccountFacts?> FindAsync(Guid accountId, CancellationToken cancellationToken);

    /// <summary>The account that uses this e-mail address, or null; for requests entered on somebody's behalf.</summary>
    Task<AccountFacts?> FindByEmailAsync(string email, CancellationToken cancellationToken);
}

/// <summary>Facts of an account.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Kind">Client, therapist or staff.</param>
/// <param name="State">Whether it is open.</param>
/// <param name="RegisteredAt">When it was made, UTC.</param>
/// <param name="ClosedAt">When it was closed, UTC.</param>
public sealed record AccountFacts(Guid AccountId, AccountKind Kind, AccountState State, DateTime RegisteredAt, DateTime? ClosedAt);

/// <summary>What an account is.</summary>
public enum AccountKind
{
    /// <summary>Receives the service.</summary>
    Client,

    /// <summary>Gives sessions.</summary>
    Therapist,

    /// <summary>Works for the provider.</summary>
    Staff,
}

/// <summary>Whether an account can be used.</summary>
public enum AccountState
{
    /// <summary>Made; the e-mail address is not confirmed yet.</summary>
    Unverified,

    /// <summary>In use.</summary>
    Open,

    /// <summary>Cut off by the provider.</summary>
    Suspended,

    /// <summary>Closed by its owner; the retention clock runs (CA-8.2).</summary>
    Closed,
}

namespace Monolith.Accounts.Domain;

/// <summary>Tries at something that can be guessed, counted for all instances on one database (R33).</summary>
internal sealed class SharedTry
{
    /// <summary>SHA-256 of what is tried: an account, a device, an address.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>How many.</summary>
    public required int Tries { get; init; }

    /// <summary>When the count starts again.</summary>
    public required DateTime EndsAt { get; init; }
}

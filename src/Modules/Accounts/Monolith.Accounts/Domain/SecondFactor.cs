using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Domain;

/// <summary>A program that shows one-time codes, known to an account (R36, RFC 6238). It counts once its owner has shown a code of it.</summary>
internal sealed class SecondFactor : Entity, IPersonal
{
    /// <summary>Whose; unique.</summary>
    public required Guid AccountId { get; init; }

    /// <inheritdoc/>
    public Guid SubjectId => AccountId;

    /// <summary>The secret both sides hold, in base32.</summary>
    public required Sealed<string> Secret { get; init; }

    /// <summary>When a first code proved it; null before.</summary>
    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>The step of the last code taken: no code of it or before it is taken again.</summary>
    public long LastStep { get; private set; }

    /// <summary>Takes a code once; two at once meet in the row's version.</summary>
    /// <param name="secret">The opened secret.</param>
    /// <param name="code">As typed.</param>
    /// <param name="now">When.</param>
    public bool Takes(string secret, string code, DateTime now)
    {
        if (OneTimeCode.StepOf(secret, code, now) is not { } step || step <= LastStep)
        {
            return false;
        }

        LastStep = step;
        return true;
    }

    /// <summary>From now on it is asked for.</summary>
    public void Confirm(DateTime now) => ConfirmedAt = now;
}

/// <summary>A code for the day the program is lost; stored as a hash, taken once (R36).</summary>
internal sealed class RecoveryCode : Entity
{
    /// <summary>How many an account gets.</summary>
    public const int Count = 10;

    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of the code, which has 130 random bits.</summary>
    public required byte[] CodeHash { get; init; }
}

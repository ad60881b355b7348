using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Accounts.Domain;

/// <summary>
/// An account of somebody under age. The row ends when they come of age. Frozen means that nothing is done for them but what
/// the law and their own rights ask for, until a parent consents; leaving means that the account is to be erased.
/// </summary>
internal sealed class Minor : Entity
{
    /// <summary>Whose; unique.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The parent's consent that carries it; null without one.</summary>
    public Guid? ConsentId { get; private set; }

    /// <summary>How it stands.</summary>
    public MinorState State { get; private set; }

    /// <summary>When the person comes of age.</summary>
    public required DateTime AdultAt { get; init; }

    /// <summary>When the account is erased at the latest; null while nothing says so.</summary>
    public DateTime? EraseAt { get; private set; }

    /// <summary>Whose parent consented before they registered.</summary>
    public static Minor WithConsent(Guid accountId, Guid consentId, DateTime adultAt) => new() { AccountId = accountId, ConsentId = consentId, AdultAt = adultAt };

    /// <summary>Who was found to be under age.</summary>
    public static Minor Found(Guid accountId, DateTime adultAt) => new() { AccountId = accountId, AdultAt = adultAt };

    /// <summary>A parent consents to an account that exists.</summary>
    public Result<Minor> Carry(Guid consentId)
    {
        if (State is not MinorState.Frozen)
        {
            return new IllegalState("Only a frozen account waits for a parent.");
        }

        (ConsentId, State, EraseAt) = (consentId, MinorState.Consented, null);
        return this;
    }

    /// <summary>Nobody consents (any more): waits for a parent, and is erased when none comes.</summary>
    public void Freeze(DateTime eraseAt) => (ConsentId, State, EraseAt) = (null, MinorState.Frozen, eraseAt);

    /// <summary>Is to be erased, and nothing stops it.</summary>
    public void Leave(DateTime eraseAt) => (ConsentId, State, EraseAt) = (null, MinorState.Leaving, EraseAt < eraseAt ? EraseAt : eraseAt);

    /// <summary>The erasure was ordered.</summary>
    public void Ordered() => EraseAt = null;
}

/// <summary>How an account of somebody under age stands.</summary>
internal enum MinorState
{
    /// <summary>A parent consented, and the consent was checked.</summary>
    Consented,

    /// <summary>Waits for a parent.</summary>
    Frozen,

    /// <summary>Is being erased.</summary>
    Leaving,
}

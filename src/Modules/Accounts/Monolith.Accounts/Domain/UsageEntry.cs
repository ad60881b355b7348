using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Accounts.Domain;

/// <summary>One use of the platform, with the facts that the profile names and no other. Visitors are nobody: their facts are sealed for the platform.</summary>
internal sealed class UsageEntry : Entity
{
    /// <summary>Whose use; null for a visitor.</summary>
    public required Guid? AccountId { get; init; }

    /// <summary>What kind of entry.</summary>
    public required UsageKind Kind { get; init; }

    /// <summary>What was used: an operation's or page's name.</summary>
    public required string Area { get; init; }

    /// <summary>When.</summary>
    public required DateTime OccurredAt { get; init; }

    /// <summary>When it is erased, fixed when it happened.</summary>
    public required DateTime EndsAt { get; init; }

    /// <summary>The facts, name to value; ciphertext.</summary>
    public byte[] Facts { get; private set; } = [];

    /// <summary>The facts as they were sealed.</summary>
    public UsageEntry With(byte[] facts)
    {
        Facts = facts;
        return this;
    }

    /// <summary>Tells of the visit of somebody whose visits a vendor may be told of (O7-4.12).</summary>
    public void Follow(Guid personId, bool isAccount) => Raise(new PageVisited(Id, personId, isAccount, OccurredAt));
}

/// <summary>What an entry of the usage log is about.</summary>
internal enum UsageKind
{
    /// <summary>An ordinary use.</summary>
    Visit,

    /// <summary>Something that strengthens security, such as a refused sign-in; kept longer (O7-5.4).</summary>
    Security,
}

/// <summary>How much an area was used on a day, of which kind of people; no ids, so that it outlives its people (O7-3.7).</summary>
internal sealed class UsageDay : Entity
{
    /// <summary>Midnight UTC of the day.</summary>
    public required DateTime DayAt { get; init; }

    /// <summary>What was used.</summary>
    public required string Area { get; init; }

    /// <summary>Whom this row counts: EVERYBODY, or a gender or age band.</summary>
    public required string People { get; init; }

    /// <summary>How many uses.</summary>
    public required int Visits { get; init; }

    /// <summary>By how many accounts; visitors are not told apart.</summary>
    public required int Accounts { get; init; }
}

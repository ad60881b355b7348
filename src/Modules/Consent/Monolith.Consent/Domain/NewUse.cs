using Monolith.BuildingBlocks.Persistence;
using Monolith.Consent.Contracts.Events;

namespace Monolith.Consent.Domain;

/// <summary>A use that the register did not name when the data was collected. It begins after a window in which people can object (HU-46, C-17).</summary>
internal sealed class NewUse : Entity
{
    private NewUse()
    {
    }

    /// <summary>Proposes it and tells everybody.</summary>
    public NewUse(string key, string description, IReadOnlyList<string> categories, Guid proposedBy, DateTime proposedAt, DateTime windowEndsAt)
    {
        (Key, Description, Categories) = (key, description, string.Join(',', categories));
        (ProposedBy, ProposedAt, WindowEndsAt) = (proposedBy, proposedAt, windowEndsAt);
        Raise(new NewUseProposed(Id, WindowEndsAt));
    }

    /// <summary>Its name in rules and records.</summary>
    public string Key { get; private init; } = "";

    /// <summary>What is done, in words for the people concerned.</summary>
    public string Description { get; private init; } = "";

    /// <summary>The classes of data it uses, joined with commas.</summary>
    public string Categories { get; private init; } = "";

    /// <summary>The member of staff who proposed it.</summary>
    public Guid ProposedBy { get; private init; }

    /// <summary>When, UTC.</summary>
    public DateTime ProposedAt { get; private init; }

    /// <summary>Before this it is open to nobody, UTC.</summary>
    public DateTime WindowEndsAt { get; private init; }

    /// <summary>Whether it has begun.</summary>
    public bool HasBegun(DateTime now) => now >= WindowEndsAt;
}

using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Accounts.Domain;

/// <summary>How many clients gave which gender when they registered; no ids (HU-44).</summary>
internal sealed class RegistrationCount : Entity
{
    private RegistrationCount()
    {
    }

    /// <summary>Which.</summary>
    public GenderGroup Group { get; private init; }

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>When it last changed, UTC.</summary>
    public DateTime CountedAt { get; private set; }

    /// <summary>A group nobody was counted in yet.</summary>
    public static RegistrationCount Of(GenderGroup group) => new() { Group = group };

    /// <summary>Another count, which others hear of.</summary>
    public void Set(int count, DateTime now)
    {
        (Count, CountedAt) = (count, now);
        Raise(new RegistrationsCounted(Group, count, now));
    }
}

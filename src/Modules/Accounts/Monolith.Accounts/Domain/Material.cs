using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Accounts.Domain;

/// <summary>Something that is sent from time to time to those who subscribed to it (HU-8).</summary>
internal sealed class Material : Entity
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>Since when it can be subscribed to.</summary>
    public required DateTime OfferedAt { get; init; }
}

/// <summary>That a client wants a material.</summary>
internal sealed class MaterialSubscription : Entity
{
    /// <summary>What.</summary>
    public required Guid MaterialId { get; init; }

    /// <summary>Who.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Since when.</summary>
    public required DateTime SubscribedAt { get; init; }
}

/// <summary>There is no such material, or it was not subscribed to.</summary>
internal sealed record MaterialNotFound() : Refusal("There is no such material.", "materialId");

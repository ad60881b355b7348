namespace Monolith.BuildingBlocks.Messaging;

/// <summary>Knows about whom nothing is deleted now, not even what was delivered (R95); answered by whoever keeps the holds.</summary>
public interface IHeldPeople
{
    /// <summary>Their accounts. There are few.</summary>
    Task<IReadOnlyList<Guid>> HeldAsync(CancellationToken cancellationToken);
}

using System.ComponentModel.DataAnnotations.Schema;

namespace Monolith.BuildingBlocks.Persistence;

/// <summary>A thing with an identity and a version; its events leave with the transaction that saves it.</summary>
public abstract class Entity
{
    private List<object>? raised;

    /// <summary>The id, time-ordered and random.</summary>
    public Guid Id { get; protected init; } = Guid.CreateVersion7();

    /// <summary>Counts the saved changes; two who change the same version cannot both win (R19).</summary>
    public int Version { get; internal set; }

    /// <summary>Events to tell once this is saved.</summary>
    [NotMapped]
    internal IReadOnlyList<object> Raised => raised ?? [];

    /// <summary>Tells other modules: the event goes into the outbox of the same transaction.</summary>
    protected void Raise(object told) => (raised ??= []).Add(told);

    internal IReadOnlyList<object> TakeRaised()
    {
        var taken = Raised;
        raised = null;
        return taken;
    }
}

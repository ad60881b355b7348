#pragma warning disable EF1001 // The public way to hear of a loaded entity, IMaterializationInterceptor, makes two delegates for each property of each row.
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Internal;
using Microsoft.EntityFrameworkCore.Metadata;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.BuildingBlocks.Persistence;

/// <summary>A thing with an identity and a version; its events leave with the transaction that saves it.</summary>
public abstract class Entity : IInjectableService
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

    void IInjectableService.Injected(DbContext context, object entity, QueryTrackingBehavior? queryTrackingBehavior, ITypeBase structuralType)
    {
        if (this is IPersonal personal)
        {
            SealedPlacement.Place(personal, structuralType);
        }
    }

    bool IInjectableService.Detaching(DbContext context, object entity) => false;

    void IInjectableService.Attaching(DbContext context, IEntityType entityType, object? existingService)
    {
    }
}

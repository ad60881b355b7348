using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;
using Monolith.Testing;

namespace Monolith.BuildingBlocks.Tests.Parcels;

/// <summary>A module small enough to show each building block at work.</summary>
internal sealed class Parcel(Guid subjectId, string label) : Entity, IPersonal
{
    public Guid SubjectId { get; private set; } = subjectId;

    public string Label { get; private set; } = label;

    public Sealed<string> Content { get; private set; } = Sealed.Of("");

    public DateTime SentAt { get; private set; }

    public static Parcel Send(Guid subjectId, string label, string content, DateTime now)
    {
        var parcel = new Parcel(subjectId, label) { Content = Sealed.Of(content), SentAt = now };
        parcel.Raise(new ParcelSent(parcel.Id, subjectId));
        return parcel;
    }

    public void Relabel(string label) => Label = label;
}

internal sealed record ParcelSent(Guid ParcelId, Guid SenderId);

internal sealed record LabelTaken() : Refusal("This label is taken.", "label");

internal sealed record ParcelView(Guid Id, string Label, DateTime SentAt);

[Mutation, Allow(Role.Client), Idempotent, OwnData(DataClass.Communication, AccessMode.Write, Purpose.ServiceDelivery)]
internal sealed record SendParcel(string Label, string Content) : ICommand<ParcelView>;

internal sealed class SendParcelHandler(ParcelDbContext db, ICurrentUser user, TimeProvider clock) : ICommandHandler<SendParcel, ParcelView>
{
    public async Task<Result<ParcelView>> Handle(SendParcel command, CancellationToken cancellationToken)
    {
        var parcel = Parcel.Send(user.Id, command.Label, command.Content, clock.GetUtcNow().UtcDateTime);
        db.Parcels.Add(parcel);
        await db.SaveChangesAsync(cancellationToken);
        return new ParcelView(parcel.Id, parcel.Label, parcel.SentAt);
    }
}

[Query, Allow(Role.Client), OwnData(DataClass.Communication, AccessMode.Read, Purpose.ServiceDelivery)]
internal sealed record ContentOfParcel(Guid ParcelId) : IQuery<string>;

internal sealed class ContentOfParcelHandler(ParcelDbContext db, IVault vault) : IQueryHandler<ContentOfParcel, string>
{
    public async Task<Result<string>> Handle(ContentOfParcel query, CancellationToken cancellationToken)
    {
        var parcel = await db.Parcels.AsNoTracking().SingleAsync(p => p.Id == query.ParcelId, cancellationToken);
        return await vault.OpenAsync(parcel.Content, cancellationToken);
    }
}

internal sealed class CountParcels(ParcelDbContext db) : IListener<ParcelSent>
{
    public static int Broken { get; set; }

    public async Task HandleAsync(ParcelSent told, CancellationToken cancellationToken)
    {
        if (Broken > 0)
        {
            Broken--;
            throw new InvalidOperationException("not now");
        }

        db.Counts.Add(new ParcelCount(told.SenderId));
        await db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class ParcelCount(Guid senderId) : Entity
{
    public Guid SenderId { get; private set; } = senderId;
}

internal sealed class ParcelDbContext(DbContextOptions<ParcelDbContext> options) : ModuleDbContext(options)
{
    public DbSet<Parcel> Parcels => Set<Parcel>();

    public DbSet<ParcelCount> Counts => Set<ParcelCount>();

    protected override string Schema => "parcels";
}

internal sealed class ParcelConfiguration : IEntityTypeConfiguration<Parcel>
{
    public void Configure(EntityTypeBuilder<Parcel> builder)
    {
        builder.HasIndex(p => p.Label).IsUnique();
        builder.Property(p => p.Content).IsSealed(DataClass.Communication);
    }
}

internal sealed class ParcelCountConfiguration : IEntityTypeConfiguration<ParcelCount>
{
    public void Configure(EntityTypeBuilder<ParcelCount> builder) => builder.HasKey(c => c.Id);
}

/// <summary>The module, with the database of the test.</summary>
public sealed class ParcelFixture : ModuleFixture, IHeldPeople
{
    /// <summary>About whom nothing is deleted.</summary>
    internal List<Guid> Held { get; } = [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<Guid>> HeldAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Guid>>([.. Held]);

    /// <inheritdoc/>
    protected override void Register(IServiceCollection collection) => collection.AddSingleton<IHeldPeople>(this).AddModule<ParcelDbContext>("parcels", module => module
        .Listens<ParcelSent, CountParcels>()
        .Conflict("parcels_parcel.label", () => new LabelTaken())
        .Conflict("ux_parcel_label", () => new LabelTaken()));
}

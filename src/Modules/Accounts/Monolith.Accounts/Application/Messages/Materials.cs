using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Messages;

/// <summary>Lets clients subscribe to a material: a guide, a bulletin (HU-8). Refused with FIELD_REQUIRED.</summary>
/// <param name="Name">1 to 200 characters.</param>
[Mutation(Payload = "material"), Allow(Role.Administrator), Idempotent]
internal sealed record OfferMaterial(string Name) : ICommand<MaterialView>;

/// <summary>Wants a material from now on; once is enough. Refused with MATERIAL_NOT_FOUND.</summary>
/// <param name="MaterialId">One of <c>materials</c>.</param>
[Mutation(Payload = "material"), Allow(Role.Client), Idempotent, OwnData(DataClass.Identity, AccessMode.Write, Purpose.AccountManagement)]
internal sealed record SubscribeToMaterial([property: ID] Guid MaterialId) : ICommand<MaterialView>;

/// <summary>Wants a material no more. Refused with MATERIAL_NOT_FOUND.</summary>
/// <param name="MaterialId">One of <c>materials</c>.</param>
[Mutation(Payload = "material"), Allow(Role.Client), Idempotent, OwnData(DataClass.Identity, AccessMode.Write, Purpose.AccountManagement)]
internal sealed record UnsubscribeFromMaterial([property: ID] Guid MaterialId) : ICommand<MaterialView>;

/// <summary>What can be subscribed to, by name; a client sees what they subscribed to.</summary>
[Query, AllowAnyone]
internal sealed record Materials : IQuery<MaterialView[]>;

/// <summary>Something that is sent to those who want it.</summary>
/// <param name="MaterialId">For <c>subscribeToMaterial</c>.</param>
/// <param name="Name">What it is called.</param>
/// <param name="IsSubscribed">Whether the caller wants it.</param>
internal sealed record MaterialView([property: ID] Guid MaterialId, string Name, bool IsSubscribed);

internal sealed class OfferMaterialHandler(AccountsDbContext db, TimeProvider clock) : ICommandHandler<OfferMaterial, MaterialView>
{
    private const int LongestName = 200;

    public async Task<Result<MaterialView>> Handle(OfferMaterial command, CancellationToken cancellationToken)
    {
        if (command.Name.Trim().Length is 0 or > LongestName)
        {
            return new FieldRequired("name", $"1 to {LongestName} characters.");
        }

        var material = new Material { Name = command.Name.Trim(), OfferedAt = clock.GetUtcNow().UtcDateTime };
        db.Materials.Add(material);
        await db.SaveChangesAsync(cancellationToken);
        return new MaterialView(material.Id, material.Name, false);
    }
}

internal sealed class SubscribeToMaterialHandler(AccountsDbContext db, ICurrentUser user, TimeProvider clock) : ICommandHandler<SubscribeToMaterial, MaterialView>
{
    public async Task<Result<MaterialView>> Handle(SubscribeToMaterial command, CancellationToken cancellationToken)
    {
        var material = await db.Materials.AsNoTracking().SingleOrDefaultAsync(m => m.Id == command.MaterialId, cancellationToken);
        if (material is null)
        {
            return new MaterialNotFound();
        }

        if (!await db.MaterialSubscriptions.AnyAsync(s => s.MaterialId == material.Id && s.AccountId == user.Id, cancellationToken))
        {
            db.MaterialSubscriptions.Add(new MaterialSubscription { MaterialId = material.Id, AccountId = user.Id, SubscribedAt = clock.GetUtcNow().UtcDateTime });
            await db.SaveChangesAsync(cancellationToken);
        }

        return new MaterialView(material.Id, material.Name, true);
    }
}

internal sealed class UnsubscribeFromMaterialHandler(AccountsDbContext db, ICurrentUser user) : ICommandHandler<UnsubscribeFromMaterial, MaterialView>
{
    public async Task<Result<MaterialView>> Handle(UnsubscribeFromMaterial command, CancellationToken cancellationToken)
    {
        var material = await db.Materials.AsNoTracking().SingleOrDefaultAsync(m => m.Id == command.MaterialId, cancellationToken);
        var subscription = await db.MaterialSubscriptions.SingleOrDefaultAsync(s => s.MaterialId == command.MaterialId && s.AccountId == user.Id, cancellationToken);
        if (material is null || subscription is null)
        {
            return new MaterialNotFound();
        }

        db.MaterialSubscriptions.Remove(subscription);
        await db.SaveChangesAsync(cancellationToken);
        return new MaterialView(material.Id, material.Name, false);
    }
}

internal sealed class MaterialsHandler(AccountsDbContext db, ICurrentUser user) : IQueryHandler<Materials, MaterialView[]>
{
    public async Task<Result<MaterialView[]>> Handle(Materials query, CancellationToken cancellationToken)
    {
        var wanted = await db.MaterialSubscriptions.Where(s => s.AccountId == user.Id).Select(s => s.MaterialId).ToListAsync(cancellationToken);
        var all = await db.Materials.AsNoTracking().OrderBy(m => m.Name).ToListAsync(cancellationToken);
        return all.Select(m => new MaterialView(m.Id, m.Name, wanted.Contains(m.Id))).ToArray();
    }
}

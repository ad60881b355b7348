using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Integrators;

/// <summary>
/// Gives a key another secret; the present one works until the overlap is over, and one before it no longer.
/// Refused with INTEGRATOR_KEY_NOT_FOUND, FIELD_REQUIRED, REAUTH_REQUIRED.
/// </summary>
/// <param name="KeyId">The key.</param>
/// <param name="Days">How long the key works from now: 1 to 365.</param>
/// <param name="OverlapHours">How long both secrets work: 0 to 72.</param>
[Mutation(Payload = "integratorKey"), Allow(Role.Administrator), FreshProof]
internal sealed record RotateIntegratorKey([property: ID] Guid KeyId, int Days, int OverlapHours) : ICommand<IntegratorKeySecretView>;

/// <summary>Revokes a key: none of its secrets works any more. Refused with INTEGRATOR_KEY_NOT_FOUND.</summary>
/// <param name="KeyId">The key.</param>
[Mutation(Payload = "integratorKey"), Allow(Role.Administrator)]
internal sealed record RevokeIntegratorKey([property: ID] Guid KeyId) : ICommand<IntegratorKeyView>;

internal sealed class RotateIntegratorKeyHandler(AccountsDbContext db, TimeProvider clock) : ICommandHandler<RotateIntegratorKey, IntegratorKeySecretView>
{
    private const int MostOverlap = 72;

    public async Task<Result<IntegratorKeySecretView>> Handle(RotateIntegratorKey command, CancellationToken cancellationToken)
    {
        if ((IntegratorKeyLife.Check(command.Days) ?? (command.OverlapHours is < 0 or > MostOverlap ? new FieldRequired("overlapHours", $"Both secrets work for 0 to {MostOverlap} hours.") : null)) is { } refusal)
        {
            return refusal;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var key = await db.IntegratorKeys.SingleOrDefaultAsync(k => k.Id == command.KeyId, cancellationToken);
        if (key?.Works(now) is not true)
        {
            return new IntegratorKeyNotFound();
        }

        var secret = IntegratorKeyLife.MakeSecret();
        key.Rotate(SecretToken.Hash(secret), now.AddHours(command.OverlapHours), now.AddDays(command.Days));
        await db.SaveChangesAsync(cancellationToken);
        return new IntegratorKeySecretView(IntegratorKeyView.Of(key), secret);
    }
}

internal sealed class RevokeIntegratorKeyHandler(AccountsDbContext db, SessionCache cache, TimeProvider clock) : ICommandHandler<RevokeIntegratorKey, IntegratorKeyView>
{
    public async Task<Result<IntegratorKeyView>> Handle(RevokeIntegratorKey command, CancellationToken cancellationToken)
    {
        var key = await db.IntegratorKeys.SingleOrDefaultAsync(k => k.Id == command.KeyId, cancellationToken);
        if (key is null)
        {
            return new IntegratorKeyNotFound();
        }

        key.Revoke(clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellationToken);
        cache.End(key.Id);
        return IntegratorKeyView.Of(key);
    }
}

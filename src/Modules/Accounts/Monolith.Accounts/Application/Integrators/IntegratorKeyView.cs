using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks.Access;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Integrators;

/// <summary>A key of an integrator, without its secret.</summary>
/// <param name="KeyId">For <c>rotateIntegratorKey</c>, <c>revokeIntegratorKey</c>, <c>integratorKeyCalls</c>.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Role">As what it acts.</param>
/// <param name="Operations">What it may call.</param>
/// <param name="Addresses">Networks it may be used from; empty = from anywhere.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="EndsAt">Until when it works.</param>
/// <param name="FormerEndsAt">Until when the secret before the last rotation works.</param>
/// <param name="RevokedAt">When it was revoked.</param>
internal sealed record IntegratorKeyView(
    [property: ID] Guid KeyId, string Name, Role Role, IReadOnlyList<string> Operations, IReadOnlyList<string> Addresses, DateTime MadeAt, DateTime EndsAt, DateTime? FormerEndsAt, DateTime? RevokedAt)
{
    internal static IntegratorKeyView Of(IntegratorKey key) =>
        new(key.Id, key.Name, key.Role, key.Operations, key.Addresses, key.MadeAt, key.EndsAt, key.FormerEndsAt, key.RevokedAt);
}

/// <summary>A key with a secret that is shown this once. Send it as <c>Authorization: Bearer</c>.</summary>
/// <param name="Key">The key.</param>
/// <param name="Secret">Its secret.</param>
internal sealed record IntegratorKeySecretView(IntegratorKeyView Key, string Secret);

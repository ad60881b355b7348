using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Domain;

/// <summary>One sign-in: opaque tokens, stored as hashes only (R38).</summary>
internal sealed class AccountSession : Entity, IPersonal
{
    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <inheritdoc/>
    public Guid SubjectId => AccountId;

    /// <summary>The device it runs on.</summary>
    public required Guid DeviceId { get; init; }

    /// <summary>SHA-256 of the access token.</summary>
    public byte[] AccessHash { get; private set; } = [];

    /// <summary>SHA-256 of the refresh token.</summary>
    public byte[] RefreshHash { get; private set; } = [];

    /// <summary>What the caller said it was, for the owner's list.</summary>
    public Sealed<string>? UserAgent { get; init; }

    /// <summary>When proof was given.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>When proof was last given; null = when it started (R40).</summary>
    public DateTime? ProvenAt { get; private set; }

    /// <summary>When a code of the second factor was last shown in it; null = never.</summary>
    public DateTime? FactorShownAt { get; private set; }

    /// <summary>When its tokens were last issued.</summary>
    public DateTime UsedAt { get; private set; }

    /// <summary>Until when the access token works.</summary>
    public DateTime AccessEndsAt { get; private set; }

    /// <summary>The latest end, however much it is used.</summary>
    public required DateTime EndsAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Fresh tokens; the old ones work no more.</summary>
    public void Issue(byte[] accessHash, byte[] refreshHash, DateTime now, TimeSpan accessLife)
    {
        (AccessHash, RefreshHash, UsedAt) = (accessHash, refreshHash, now);
        AccessEndsAt = now + accessLife < EndsAt ? now + accessLife : EndsAt;
    }

    /// <summary>Proof was given again.</summary>
    public void Prove(DateTime now) => ProvenAt = now;

    /// <summary>The second factor was shown.</summary>
    public void ShowFactor(DateTime now) => FactorShownAt = now;

    /// <summary>No token of it works any more.</summary>
    public void End(DateTime now) => EndedAt ??= now;
}

/// <summary>A refresh token that was exchanged; whoever shows it again holds a copy, and the session ends.</summary>
internal sealed class SpentToken
{
    /// <summary>SHA-256 of the token.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Its session.</summary>
    public required Guid SessionId { get; init; }
}

/// <summary>A device its owner signed in from: it is not locked out when others guess the password (R33).</summary>
internal sealed class KnownDevice : Entity
{
    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of the token the device keeps.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>When it was first used.</summary>
    public required DateTime SeenAt { get; init; }
}

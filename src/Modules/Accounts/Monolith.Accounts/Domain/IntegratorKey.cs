using System.Net;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Accounts.Domain;

/// <summary>What a program of an integrator signs in with (R54): a role, cut down to named operations, for a time. Stored as a hash only.</summary>
internal sealed class IntegratorKey : Entity
{
    private IntegratorKey()
    {
    }

    /// <summary>What it is for, in the words of who made it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>As what it acts.</summary>
    public Role Role { get; private set; }

    /// <summary>Fields of <c>Query</c> and <c>Mutation</c> it may call; nothing else.</summary>
    public List<string> Operations { get; private set; } = [];

    /// <summary>Networks it may be used from, such as 203.0.113.0/24; empty = from anywhere.</summary>
    public List<string> Addresses { get; private set; } = [];

    /// <summary>SHA-256 of the secret.</summary>
    public byte[] SecretHash { get; private set; } = [];

    /// <summary>SHA-256 of the secret before, which works until <see cref="FormerEndsAt"/>.</summary>
    public byte[]? FormerHash { get; private set; }

    /// <summary>The end of the overlap after a rotation.</summary>
    public DateTime? FormerEndsAt { get; private set; }

    /// <summary>The administrator who answers for it.</summary>
    public Guid MadeBy { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTime MadeAt { get; private set; }

    /// <summary>Until when it works.</summary>
    public DateTime EndsAt { get; private set; }

    /// <summary>When it was revoked; null while it may work.</summary>
    public DateTime? RevokedAt { get; private set; }

    /// <summary>A key with its first secret.</summary>
    public static IntegratorKey Of(string name, Role role, IEnumerable<string> operations, byte[] secretHash, Guid madeBy, DateTime now, DateTime endsAt) =>
        new() { Name = name, Role = role, Operations = [.. operations], SecretHash = secretHash, MadeBy = madeBy, MadeAt = now, EndsAt = endsAt };

    /// <summary>From these networks only.</summary>
    public IntegratorKey From(IEnumerable<string> addresses)
    {
        Addresses = [.. addresses];
        return this;
    }

    /// <summary>Whether it may be used from this address.</summary>
    public bool IsAllowedFrom(string? address) =>
        Addresses.Count == 0
        || (IPAddress.TryParse(address, out var from) && Addresses.Exists(a => IPNetwork.TryParse(a, out var network) && network.Contains(from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from)));

    /// <summary>Another secret; the one before works a while longer, never longer than it would have.</summary>
    public void Rotate(byte[] secretHash, DateTime formerEndsAt, DateTime endsAt)
    {
        (FormerHash, FormerEndsAt) = (SecretHash, formerEndsAt < EndsAt ? formerEndsAt : EndsAt);
        (SecretHash, EndsAt) = (secretHash, endsAt);
    }

    /// <summary>No secret of it works any more.</summary>
    public void Revoke(DateTime now) => RevokedAt ??= now;

    /// <summary>Whether it can be used.</summary>
    public bool Works(DateTime now) => RevokedAt is null && now < EndsAt;

    /// <summary>Whether the secret with this hash, one of the two, works now.</summary>
    public bool Takes(byte[] hash, DateTime now) => Works(now) && (SecretHash.AsSpan().SequenceEqual(hash) || now < FormerEndsAt);
}

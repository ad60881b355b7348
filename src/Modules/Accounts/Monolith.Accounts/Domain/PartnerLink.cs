using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Domain;

/// <summary>A person of a partner and the one account that is theirs. Made by its owner, who is signed in, and by nobody else.</summary>
internal sealed class PartnerLink : Entity, IPersonal
{
    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <inheritdoc/>
    public Guid SubjectId => AccountId;

    /// <summary>The partner's key; one link of an account with each.</summary>
    public required string Partner { get; init; }

    /// <summary>Keyed fingerprint of issuer and subject; unique.</summary>
    public required byte[] SubjectIndex { get; init; }

    /// <summary>The partner's name for the person.</summary>
    public required Sealed<string> Subject { get; init; }

    /// <summary>When its owner agreed to it.</summary>
    public required DateTime LinkedAt { get; init; }

    /// <summary>When it last signed its owner in.</summary>
    public DateTime? UsedAt { get; private set; }

    /// <summary>It signed its owner in.</summary>
    public void Use(DateTime now) => UsedAt = now;
}

/// <summary>A partner's token that was used: each is good for one act.</summary>
internal sealed class SpentPartnerToken
{
    /// <summary>SHA-256 of what was signed.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>When the token is over anyway.</summary>
    public required DateTime EndsAt { get; init; }
}

/// <summary>The token is not the partner's, not for this service, not of now, or was used before; the log says which.</summary>
internal sealed record PartnerTokenRefused() : Refusal("This token is not taken. Get another one from the partner.", "token");

/// <summary>The partner's keys cannot be had just now.</summary>
internal sealed record PartnerUnavailable() : Refusal("The partner cannot be reached. Sign in with your password, or try again in some minutes.", "partner");

/// <summary>The token is good, and no account is linked with its holder.</summary>
internal sealed record PartnerNotLinked() : Refusal("No account is linked with this. Sign in with your password first: see linkPartner.", "token");

/// <summary>Another account is linked with the token's holder.</summary>
internal sealed record PartnerSubjectTaken() : Refusal("Another account is linked with this.", "token");

/// <summary>There is no such link of yours.</summary>
internal sealed record PartnerLinkNotFound() : Refusal("There is no such link of yours.", "linkId");

namespace Monolith.Consent.Contracts;

/// <summary>Whether a person's data may be used now for something beyond the service they came for. Whoever does such a thing asks first, each time.</summary>
public interface IUseFacts
{
    /// <summary>Decides one use for one person, by the register of purposes, its balancing tests, consents and objections.</summary>
    Task<UseDecision> DecideAsync(Guid accountId, ConsentPurpose use, CancellationToken cancellationToken);
}

/// <summary>What the rules say to a use.</summary>
public enum UseDecision
{
    /// <summary>It may happen.</summary>
    Allowed,

    /// <summary>The register has no such purpose, its balancing test is missing, or its window for objections is open (NO_LEGAL_BASIS).</summary>
    NoLegalBasis,

    /// <summary>It rests on a consent that was never given (CONSENT_REQUIRED).</summary>
    ConsentRequired,

    /// <summary>The person took the consent back, or opted out (CONSENT_WITHDRAWN).</summary>
    Withdrawn,
}

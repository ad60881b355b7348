namespace Monolith.Consent.Contracts;

/// <summary>What other modules may know of the published documents.</summary>
public interface IPolicyFacts
{
    /// <summary>The versions in force that a new account has to accept.</summary>
    Task<IReadOnlyList<DocumentVersion>> ToAcceptAsync(CancellationToken cancellationToken);

    /// <summary>The versions that bind the account: where a change waits for its approval, the one before (HU-57).</summary>
    Task<IReadOnlyList<DocumentVersion>> InForceAsync(Guid accountId, CancellationToken cancellationToken);
}

/// <summary>A version in force.</summary>
/// <param name="VersionId">The version.</param>
/// <param name="Kind">The document.</param>
/// <param name="Number">Counts from 1 for each document.</param>
public sealed record DocumentVersion(Guid VersionId, DocumentKind Kind, int Number);

/// <summary>The documents a profile may publish (C-01).</summary>
public enum DocumentKind
{
    /// <summary>The privacy policy.</summary>
    Privacy,

    /// <summary>Terms of service.</summary>
    Terms,

    /// <summary>Rules for users (CA-6.2).</summary>
    Rules,

    /// <summary>Regulations (CA-6.2).</summary>
    Regulations,

    /// <summary>The user agreement (CA-6.2).</summary>
    UserAgreement,

    /// <summary>The cookie policy.</summary>
    Cookies,

    /// <summary>How to stay anonymous (O7).</summary>
    StayingAnonymous,
}

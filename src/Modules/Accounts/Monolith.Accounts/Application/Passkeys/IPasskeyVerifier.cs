using Monolith.Accounts.Domain;

namespace Monolith.Accounts.Application.Passkeys;

/// <summary>The ceremonies of WebAuthn (level 3, sections 7.1 and 7.2): makes challenges and verifies what devices answer. Keeps nothing.</summary>
internal interface IPasskeyVerifier
{
    /// <summary>Whether the host knows the addresses of its front ends; without them there are no passkeys.</summary>
    bool IsOn { get; }

    /// <summary>For <c>navigator.credentials.create()</c>: options, and what the answer is verified with.</summary>
    Task<Challenge> AskForNewAsync(Account account, string email, CancellationToken cancellationToken);

    /// <summary>For <c>navigator.credentials.get()</c>; without an account any passkey of this service answers.</summary>
    Task<Challenge> AskForOneAsync(Account? account, CancellationToken cancellationToken);

    /// <summary>The new passkey, or null when anything about the answer is wrong.</summary>
    Task<PasskeyCredential?> VerifyNewAsync(string state, string answer, CancellationToken cancellationToken);

    /// <summary>Whose passkey answered, and what the device said of it now; null when anything about the answer is wrong.</summary>
    Task<(Account Account, PasskeyCredential Credential)?> VerifyAsync(string state, string answer, CancellationToken cancellationToken);
}

/// <summary>A challenge.</summary>
/// <param name="Options">JSON for the browser.</param>
/// <param name="State">What the answer is verified with; it has the challenge in it.</param>
internal sealed record Challenge(string Options, string State);

/// <summary>Where the front ends are: passkeys belong to one domain and answer at these addresses only.</summary>
/// <param name="Domain">The relying party's id; null = there are no passkeys.</param>
/// <param name="Origins">Such as <c>https://app.example.org</c>.</param>
internal sealed record PasskeySite(string? Domain, IReadOnlyList<string> Origins)
{
    /// <summary>The first address names the domain; the others are it or below it.</summary>
    public static PasskeySite Of(IReadOnlyList<Uri> sites) => new(sites.Count == 0 ? null : sites[0].Host, [.. sites.Select(s => s.GetLeftPart(UriPartial.Authority))]);
}

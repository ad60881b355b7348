namespace Monolith.Consent.Contracts;

/// <summary>What a cookie of the platform's own may keep. Whoever sets or reads one asks, each time.</summary>
public interface ICookieFacts
{
    /// <summary>What the profile has a cookie for; nothing else can be kept, whatever is chosen.</summary>
    CookieContent Possible { get; }

    /// <summary>What a cookie may keep now, by the choices of an account, or of a visitor where the account chose nothing.</summary>
    /// <param name="accountId">Who is signed in; null for a visitor.</param>
    /// <param name="visitor">The token of the visitor's choices.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    Task<CookieContent> AllowedAsync(Guid? accountId, string? visitor, CancellationToken cancellationToken);
}

/// <summary>What a cookie of preferences can keep (O7-1.20).</summary>
[Flags]
public enum CookieContent
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The language.</summary>
    Language = 1,

    /// <summary>The name that is filled in at the next sign-in.</summary>
    UserName = 2,

    /// <summary>How things are shown.</summary>
    Customisation = 4,
}

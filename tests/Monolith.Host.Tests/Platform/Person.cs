namespace Monolith.Host.Tests.Platform;

/// <summary>Somebody who uses the platform, and the session they have.</summary>
internal sealed record Person(string Name, string Email)
{
    public const string Password = "Harbour-Lantern-72-quiet";

    public string? Token { get; set; }

    public string Phone { get; init; } = "+919000000001";

    /// <summary>A client's account, or a therapist's profile.</summary>
    public string Id { get; set; } = "";
}

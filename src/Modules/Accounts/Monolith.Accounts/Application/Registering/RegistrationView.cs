namespace Monolith.Accounts.Application.Registering;

/// <summary>The answer to every accepted registration, the same for all of them.</summary>
/// <param name="Message">What to do next.</param>
internal sealed record RegistrationView(string Message)
{
    /// <summary>The one answer.</summary>
    internal static RegistrationView Sent { get; } = new("We sent a message to this address. Follow what it says to open the account.");
}

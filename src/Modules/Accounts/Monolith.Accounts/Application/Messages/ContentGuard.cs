using System.Text.RegularExpressions;
using Monolith.Accounts.Domain;

namespace Monolith.Accounts.Application.Messages;

/// <summary>No message asks for what a thief would ask for: passwords and cards (AP-142, A-36). One that does is not made.</summary>
internal static partial class ContentGuard
{
    /// <summary>The message, when it asks for nothing of the kind.</summary>
    /// <exception cref="InvalidOperationException">It asks for a password or a card.</exception>
    public static MessageText Checked(MessageText text) =>
        AsksForSecrets(text.Subject) || AsksForSecrets(text.Body) ? throw new InvalidOperationException("A message asks for a password or a card.") : text;

    /// <summary>Whether words ask for a password or a card.</summary>
    public static bool AsksForSecrets(string words) => Asks().IsMatch(words);

    [GeneratedRegex(@"\b(send|reply|answer|tell|give|enter|type|write|confirm)\b[^.\n]{0,60}\b(password|passphrase|card|cvv|pin)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Asks();
}

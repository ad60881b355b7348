using System.Globalization;
using System.Text;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Accounts.Application.Credentials;

/// <summary>
/// What a strong password is (CA-5.5, A-16, R29): long enough, mixed unless it is a long phrase, not guessable, not the person's own or the
/// service's words. Any character is accepted, 128 and more of them, and none is cut off.
/// </summary>
internal sealed class PasswordRule(AccountsPolicy policy, PolicyProfile profile)
{
    /// <summary>From this length on a phrase need not mix classes of characters.</summary>
    public const int PhraseLength = 20;
    private const int MostBytes = 1024;
    private const int LeastScore = 3;
    private const int ScoredLength = 64;
    private static readonly IReadOnlySet<string> Common = CommonWords();
    private static readonly Zxcvbn.Zxcvbn Guesser = new();

    /// <summary>The refusal, or null for a strong password.</summary>
    /// <param name="password">As typed; null when it was not sent.</param>
    /// <param name="own">The person's own words: address, name.</param>
    /// <param name="field">The input field that holds the password.</param>
    public Refusal? Check(string? password, IEnumerable<string?> own, string field = "password")
    {
        if (string.IsNullOrEmpty(password))
        {
            return new FieldRequired(field, "Choose a password.");
        }

        var normal = PasswordHashing.Normal(password);
        var length = new StringInfo(normal).LengthInTextElements;
        if (length < policy.Password.MinLength)
        {
            return new WeakPassword($"The password needs at least {policy.Password.MinLength} characters.", field);
        }

        if (Encoding.UTF8.GetByteCount(normal) > MostBytes)
        {
            return new WeakPassword($"The password may have at most {MostBytes} bytes.", field);
        }

        if (length < PhraseLength && Classes(normal) < policy.Password.Classes)
        {
            return new WeakPassword($"Mix {policy.Password.Classes} of these: small letters, capitals, digits, other characters; or use {PhraseLength} characters or more.", field);
        }

        return policy.Password.DenyCommon && IsGuessable(normal, own) ? new WeakPassword("This password is too easy to guess: it is common, a pattern, or made of your own words or the service's.", field) : null;
    }

    private static int Classes(string password) =>
        (password.Any(char.IsLower) ? 1 : 0) + (password.Any(char.IsUpper) ? 1 : 0) + (password.Any(char.IsDigit) ? 1 : 0)
        + (password.Any(c => !char.IsLetterOrDigit(c) || (char.IsLetter(c) && !char.IsLower(c) && !char.IsUpper(c))) ? 1 : 0);

    private static HashSet<string> CommonWords()
    {
        using var list = new StreamReader(typeof(PasswordRule).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        return [.. list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    private static IEnumerable<string> Words(IEnumerable<string?> texts) =>
        texts.OfType<string>().SelectMany(t => t.ToLowerInvariant().Split(['@', '.', ' ', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length >= 3);

    // Small letters, the usual substitutions undone, and everything else left out: "P4ssw0rd!!1" is "password".
    private static string Letters(string password) =>
        string.Concat(password.ToLowerInvariant().Select(c => c switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', _ => c }).Where(char.IsLetter));

    private static string Plain(string password) => string.Concat(password.ToLowerInvariant().Where(char.IsLetter));

    private bool IsGuessable(string password, IEnumerable<string?> own)
    {
        HashSet<string> words = [.. Words(own), .. Words([profile.Platform.Provider.LegalName, profile.Key])];
        if (IsMadeOf(Letters(password), words) || IsMadeOf(Plain(password), words) || password.Distinct().Count() < 5)
        {
            return true;
        }

        var scored = password.Length > ScoredLength ? password[..ScoredLength] : password;
        return Guesser.EvaluatePassword(scored, words).Score < LeastScore;
    }

    // Nothing but known words, one after another, with at most three letters beside them.
    private static bool IsMadeOf(string letters, HashSet<string> own)
    {
        var known = own.Concat(Common).Where(word => word.Length >= 4 && letters.Contains(word, StringComparison.Ordinal)).OrderByDescending(word => word.Length);
        var rest = known.Aggregate(letters, (text, word) => text.Replace(word, "", StringComparison.Ordinal));
        return rest.Length < letters.Length && rest.Length <= 3 && letters.Length < PhraseLength;
    }
}

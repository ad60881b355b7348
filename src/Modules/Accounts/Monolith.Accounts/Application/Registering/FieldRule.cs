using System.Globalization;
using System.Text.RegularExpressions;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;

namespace Monolith.Accounts.Application.Registering;

/// <summary>One field of the profile's register that has no input of its own.</summary>
/// <param name="Name">Its name in the register.</param>
/// <param name="Value">Its value.</param>
internal sealed record FieldValue(string Name, string Value);

/// <summary>Which personal fields are collected, and in which form (A-01 to A-03). What is not listed is refused, not dropped.</summary>
internal static partial class FieldRule
{
    private const int LongestValue = 500;
    private static readonly HashSet<string> Phones = ["phone", "phones", "mobile"];

    /// <summary>Brings the sent fields together, without those that were left out.</summary>
    /// <returns>Name to value, or the refusal for a field that was sent twice.</returns>
    public static Result<Dictionary<string, string>> Collect(IEnumerable<(string Name, string? Value)> own, IReadOnlyList<FieldValue>? further)
    {
        Dictionary<string, string> sent = new(StringComparer.Ordinal);
        foreach (var (name, value) in own.Concat((further ?? []).Select(f => (f.Name, (string?)f.Value))))
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                continue;
            }

            if (!sent.TryAdd(name, value.Trim()))
            {
                return new FieldRequired(name, "Send this field once.");
            }
        }

        return sent;
    }

    /// <summary>The refusal for sent fields, or null when they may be stored.</summary>
    public static Refusal? Check(RegistrationPolicy policy, IReadOnlyDictionary<string, string> sent)
    {
        var listed = policy.Fields.Select(f => f.Name).ToHashSet();
        if (policy.Strict && sent.Keys.FirstOrDefault(name => !listed.Contains(name)) is { } unlisted)
        {
            return new FieldNotCollected(unlisted);
        }

        return sent.Select(field => CheckForm(field.Key, field.Value)).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>The refusal for missing fields, or null when all that is required was sent.</summary>
    public static Refusal? CheckComplete(RegistrationPolicy policy, IReadOnlyDictionary<string, string> sent, IReadOnlyCollection<string>? spared = null)
    {
        if (policy.Fields.FirstOrDefault(f => f.Required && !sent.ContainsKey(f.Name) && spared?.Contains(f.Name) is not true) is { } missing)
        {
            return new FieldRequired(missing.Name, "This service asks for it.");
        }

        return policy.AnyOf.FirstOrDefault(group => !group.Any(sent.ContainsKey)) is { } none
            ? new FieldRequired(none[0], $"Give at least one of these: {string.Join(", ", none)}.")
            : null;
    }

    /// <summary>Whether the text has the form of an e-mail address that can be written to.</summary>
    public static bool IsEmail(string? text) => text is { Length: >= 3 and <= 254 } && Email().IsMatch(text);

    private static Refusal? CheckForm(string name, string value)
    {
        if (value.Length > LongestValue || value.Any(c => char.IsControl(c) && c is not '\n'))
        {
            return new FieldRequired(name, $"At most {LongestValue} characters, none of them control characters.");
        }

        if (Phones.Contains(name) && !(name is "phones" ? value.Split(',', StringSplitOptions.TrimEntries) : [value]).All(number => Phone().IsMatch(number)))
        {
            return new FieldRequired(name, "Write the number with its country code, such as +91 98765 43210.");
        }

        return name is "age" && !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? new FieldRequired(name, "A whole number of years.") : null;
    }

    [GeneratedRegex(@"^\+?[0-9][0-9 ()./-]{5,24}$")]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[^\s@<>()\[\],;:\\""]+@[^\s@<>()\[\],;:\\""]+\.[^\s@<>()\[\],;:\\"".]{2,}$")]
    private static partial Regex Email();
}

using System.Globalization;
using System.Text;

namespace Monolith.Billing.Domain;

/// <summary>Finds numbers of payment cards in text (R28): 13 to 19 digits of any script, with separators or without, that pass the Luhn check.</summary>
internal static class CardNumbers
{
    private const int Shortest = 13;
    private const int Longest = 19;

    /// <summary>Whether the text holds one.</summary>
    public static bool IsIn(string? text)
    {
        List<int> run = [];
        var apart = 0;
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber)
            {
                run.Add((int)Rune.GetNumericValue(rune));
                apart = 0;
                if (EndsWithCard(run))
                {
                    return true;
                }
            }
            else if (Rune.IsLetter(rune) || ++apart > 2)
            {
                run.Clear();
            }
        }

        return false;
    }

    private static bool EndsWithCard(List<int> run)
    {
        for (var length = Shortest; length <= Math.Min(Longest, run.Count); length++)
        {
            if (PassesLuhn(run, run.Count - length))
            {
                return true;
            }
        }

        return false;
    }

    private static bool PassesLuhn(List<int> run, int from)
    {
        var (sum, any) = (0, false);
        for (var i = run.Count - 1; i >= from; i--)
        {
            var digit = (run.Count - 1 - i) % 2 == 0 ? run[i] : run[i] * 2;
            sum += digit > 9 ? digit - 9 : digit;
            any |= run[i] != 0;
        }

        return any && sum % 10 == 0;
    }
}

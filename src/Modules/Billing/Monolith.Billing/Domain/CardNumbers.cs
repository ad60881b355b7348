using System.Globalization;
using System.Text;

namespace Monolith.Billing.Domain;

/// <summary>
/// Finds numbers of payment cards in text (R28): digits of any script, with separators or without, that have a length and a first digit
/// that issuers use and pass the Luhn check.
/// </summary>
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
            var from = run.Count - length;
            if (IsIssued(length, run[from], run[from + 1]) && PassesLuhn(run, from))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsIssued(int length, int first, int second) => length switch
    {
        13 => first == 4,
        14 => (first, second) is (3, 0 or 6 or 8 or 9),
        15 => (first, second) is (3, 4 or 7),
        16 => first is 2 or 3 or 4 or 5 or 6 or 8,
        19 => first is 4 or 5 or 6,
        _ => first is 5 or 6,
    };

    private static bool PassesLuhn(List<int> run, int from)
    {
        var sum = 0;
        for (var i = run.Count - 1; i >= from; i--)
        {
            var digit = (run.Count - 1 - i) % 2 == 0 ? run[i] : run[i] * 2;
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }
}

using System.Globalization;
using System.Xml;

namespace Monolith.GraphQL.Types;

/// <summary>The text forms of the scalars that are strings: null when a text has not the form.</summary>
internal static class TextForms
{
    private const string Currencies =
        " AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD " +
        "EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP " +
        "LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF " +
        "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF " +
        "YER ZAR ZMW ZWG ";

    private static readonly string[] InstantForms = ["yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz"];

    public static object? Uuid(string text) => Guid.TryParseExact(text, "D", out var id) ? id : null;

    public static object? Instant(string text) =>
        text.Length is >= 20 and <= 33 && text[10] is 'T'
        && DateTimeOffset.TryParseExact(text, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.UtcDateTime
            : null;

    public static string? InstantText(object value) => value switch
    {
        DateTime { Kind: DateTimeKind.Local } local => InstantText(local.ToUniversalTime()),
        DateTime at => at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        DateTimeOffset at => InstantText(at.UtcDateTime),
        _ => null,
    };

    public static object? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static object? ClockTime(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm:ss.FFFFFFF", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static object? Duration(string text)
    {
        var date = text.Split('T')[0];
        if (text.Length > 40 || date.Contains('Y', StringComparison.Ordinal) || date.Contains('M', StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            return null;
        }
    }

    public static object? Email(string text)
    {
        var at = text.LastIndexOf('@');
        var fits = at is > 0 and <= 64 && text.Length <= 254 && IsHost(text.AsSpan(at + 1));
        for (var i = 0; fits && i < at; i++)
        {
            var c = text[i];
            fits = char.IsLetterOrDigit(c) || (c == '.' && i > 0 && i + 1 < at && text[i - 1] != '.') || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal);
        }

        return fits ? text : null;
    }

    public static object? Phone(string text) =>
        text is ['+', >= '1' and <= '9', .. var rest] && rest.Length is >= 6 and <= 14 && rest.All(char.IsAsciiDigit) ? text : null;

    public static object? Currency(string text) =>
        text.Length == 3 && text.All(char.IsAsciiLetterUpper) && Currencies.Contains($" {text} ", StringComparison.Ordinal) ? text : null;

    public static object? Bytes(string text)
    {
        var bytes = new byte[text.Length];
        return text.Length % 4 == 0 && !text.Any(char.IsWhiteSpace) && Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static bool IsHost(ReadOnlySpan<char> host)
    {
        if (host.IndexOf('.') < 1)
        {
            return false;
        }

        foreach (var range in host.Split('.'))
        {
            var label = host[range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }

            foreach (var c in label)
            {
                if (!char.IsLetterOrDigit(c) && c != '-')
                {
                    return false;
                }
            }
        }

        return true;
    }
}

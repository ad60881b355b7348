namespace Monolith.Accounts.Application.Sessions;

/// <summary>Says what a call came from in words its owner recognises: "Firefox on Windows".</summary>
internal static class RoughDevice
{
    // In this order: most programs also claim to be those further down.
    private static readonly (string Mark, string Name)[] Programs =
    [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Version/", "Safari"), ("Safari/", "Safari"), ("curl/", "curl"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
    ];

    /// <summary>Program and system, without versions: they would tell apart what people do not. Null when neither is known.</summary>
    public static string? Of(string? userAgent) => (ProgramOf(userAgent), SystemOf(userAgent)) switch
    {
        (null, null) => null,
        ({ } program, null) => program,
        (null, { } system) => system,
        var (program, system) => $"{program} on {system}",
    };

    /// <summary>The program: a browser.</summary>
    public static string? ProgramOf(string? userAgent) => Marked(Programs, userAgent).Name;

    /// <summary>The first number of the program's version.</summary>
    public static string? VersionOf(string? userAgent)
    {
        if (userAgent is null || Marked(Programs, userAgent).Mark is not { } mark)
        {
            return null;
        }

        var rest = userAgent[(userAgent.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..];
        var digits = string.Concat(rest.TakeWhile(char.IsAsciiDigit));
        return digits.Length is 0 or > 6 ? null : digits;
    }

    /// <summary>The system it runs on.</summary>
    public static string? SystemOf(string? userAgent) => Marked(Systems, userAgent).Name;

    /// <summary>Whether it is a telephone or tablet.</summary>
    public static bool IsMobile(string? userAgent) => SystemOf(userAgent) is "iPhone" or "iPad" or "Android";

    private static (string? Mark, string? Name) Marked((string Mark, string Name)[] known, string? userAgent) =>
        userAgent is null ? default : known.FirstOrDefault(k => userAgent.Contains(k.Mark, StringComparison.Ordinal));
}

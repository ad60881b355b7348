namespace Monolith.Accounts.Application.Sessions;

/// <summary>Says what a session runs on in words its owner recognises: "Firefox on Windows". No versions: they would tell apart what people do not.</summary>
internal static class RoughDevice
{
    // In this order: most programs also claim to be those further down.
    private static readonly (string Mark, string Name)[] Programs =
    [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
    ];

    /// <summary>Program and system; null when neither is known.</summary>
    public static string? Of(string? userAgent) => (Named(Programs, userAgent), Named(Systems, userAgent)) switch
    {
        (null, null) => null,
        ({ } program, null) => program,
        (null, { } system) => system,
        var (program, system) => $"{program} on {system}",
    };

    private static string? Named((string Mark, string Name)[] known, string? userAgent) =>
        userAgent is null ? null : known.FirstOrDefault(k => userAgent.Contains(k.Mark, StringComparison.Ordinal)).Name;
}

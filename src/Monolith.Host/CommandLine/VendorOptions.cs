using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Host.CommandLine;

/// <summary>Reads where the vendors of analytics and advertising take events.</summary>
internal static class VendorOptions
{
    private static readonly string[] Kinds = ["ANALYTICS", "ADVERTISING"];

    /// <exception cref="StartRefusedException">An entry is no vendor of the profile, or no https address.</exception>
    public static Dictionary<string, Uri> Read((string Value, string Name) setting, PolicyProfile profile, bool testing)
    {
        string[] known =
        [
            .. profile.Settings.GetProperty("consent").GetProperty("processors").GetProperty("register").EnumerateArray()
                .Where(p => Kinds.Contains(p.GetProperty("kind").GetString())).Select(p => p.GetProperty("name").GetString()!),
        ];
        Dictionary<string, Uri> vendors = [];
        foreach (var entry in setting.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, address) = entry.Split('=', 2) is [var first, var second] ? (first, second) : (entry, "");
            if (!known.Contains(name))
            {
                throw new StartRefusedException($"{setting.Name}: the profile has no vendor of analytics or advertising '{name}'; it has {(known.Length == 0 ? "none" : string.Join(", ", known))}");
            }

            // The address may hold a key of the vendor's, so it is not repeated.
            vendors[name] = Uri.TryCreate(address, UriKind.Absolute, out var uri) && IsGood(uri, testing)
                ? uri
                : throw new StartRefusedException($"{setting.Name}: the address of '{name}' is not an https address");
        }

        return vendors;
    }

    // A receiver of a test is on this machine.
    private static bool IsGood(Uri uri, bool testing) =>
        uri.UserInfo.Length == 0 && (uri.Scheme == Uri.UriSchemeHttps || (testing && uri.IsLoopback && uri.Scheme == Uri.UriSchemeHttp));
}

using System.Globalization;
using System.Net;
using Monolith.Accounts;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Host.Profiles;
using Npgsql;

namespace Monolith.Host.CommandLine;

/// <summary>Checks what was asked for and turns it into <see cref="HostOptions"/>.</summary>
internal static class OptionReading
{
    /// <exception cref="StartRefusedException">One value is refused.</exception>
    /// <exception cref="ProfileRefusedException">The profile has faults.</exception>
    public static HostOptions Read(AskedFor asked) => Read(asked, asked.Flag(Settings.Testing), "data");

    /// <summary>As <see cref="Read(AskedFor)"/>, with the simulated clock on and a fresh temporary folder unless one is named.</summary>
    /// <exception cref="StartRefusedException">One value is refused.</exception>
    /// <exception cref="ProfileRefusedException">The profile has faults.</exception>
    public static HostOptions ReadDemo(AskedFor asked) => Read(asked, testing: true, Path.Combine(Path.GetTempPath(), $"monolith-demo-{Guid.CreateVersion7():N}"));

    private static HostOptions Read(AskedFor asked, bool testing, string folder)
    {
        var environment = asked.Variable("ASPNETCORE_ENVIRONMENT") ?? asked.Variable("DOTNET_ENVIRONMENT");
        if (testing && string.Equals(environment, Environments.Production, StringComparison.OrdinalIgnoreCase))
        {
            throw new StartRefusedException("--testing: is refused when the environment is Production");
        }

        var profile = Profile(asked.Text(Settings.Profile) ?? ("calmally", "--profile"));
        return new HostOptions
        {
            Urls = Urls(asked.Text(Settings.Urls) ?? ("http://127.0.0.1:8080", "--urls")),
            Database = asked.Text(Settings.Database) is { } database ? Connection(database) : null,
            Profile = profile,
            Vendors = asked.Text(Settings.Vendors) is { } vendors ? VendorOptions.Read(vendors, profile, testing) : new Dictionary<string, Uri>(),
            Smtp = asked.Text(Settings.Smtp) is { } smtp ? Relay(smtp) : null,
            Proxies = asked.Text(Settings.Proxies) is { } proxies ? Networks(proxies) : [],
            Stores = asked.Text(Settings.Stores) is { } stores ? Regions(stores) : new Dictionary<string, string>(),
            Sites = asked.Text(Settings.Sites) is { } sites ? FrontEnds(sites) : testing ? [new Uri("http://localhost")] : [],
            PartnersFile = asked.Text(Settings.Partners) is { } partners ? CheckedFile(partners, AccountsModule.CheckPartners) : null,
            PlacesFile = asked.Text(Settings.Places) is { } places ? CheckedFile(places, AccountsModule.CheckPlaces) : null,
            Testing = testing,
            UnsafeDurability = asked.Flag(Settings.UnsafeDurability),
            EnvironmentName = environment ?? (testing ? Environments.Development : Environments.Production),
            DataDirectory = WritableFolder(asked.Text(Settings.Data) ?? (folder, "--data")),
        };
    }

    private static string[] Urls((string Value, string Name) setting)
    {
        var urls = setting.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in urls.DefaultIfEmpty(""))
        {
            var good = Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "" };
            if (!good)
            {
                throw new StartRefusedException($"{setting.Name}: '{url}' is not an address such as http://127.0.0.1:8080");
            }
        }

        return urls;
    }

    private static string Connection((string Value, string Name) setting)
    {
        try
        {
            if (new NpgsqlConnectionStringBuilder(setting.Value) is { Host.Length: > 0, Database.Length: > 0 })
            {
                return setting.Value;
            }
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // Falls through: the reason would repeat the connection string, and with it a password.
        }

        throw new StartRefusedException($"{setting.Name}: is not a PostgreSQL connection string such as Host=db;Database=monolith;Username=monolith");
    }

    private static PolicyProfile Profile((string Value, string Name) setting)
    {
        var file = ProfileFiles.Find(setting.Value)
            ?? throw new StartRefusedException($"{setting.Name}: there is no profile '{setting.Value}'; there are {string.Join(", ", ProfileFiles.Keys)}");
        try
        {
            return ProfileFiles.Load(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{setting.Name}: '{setting.Value}' cannot be read", e);
        }
    }

    private static MailRelay Relay((string Value, string Name) setting)
    {
        var colon = setting.Value.LastIndexOf(':');
        if (colon > 0 && int.TryParse(setting.Value[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65535 && Uri.CheckHostName(setting.Value[..colon].Trim('[', ']')) != UriHostNameType.Unknown)
        {
            return new MailRelay(setting.Value[..colon], port);
        }

        throw new StartRefusedException($"{setting.Name}: '{setting.Value}' is not host:port");
    }

    private static List<IPNetwork> Networks((string Value, string Name) setting)
    {
        List<IPNetwork> networks = [];
        foreach (var text in setting.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            networks.Add(IPNetwork.TryParse(text, out var network) ? network : throw new StartRefusedException($"{setting.Name}: '{text}' is not a network such as 10.0.0.0/8"));
        }

        return networks;
    }

    private static Dictionary<string, string> Regions((string Value, string Name) setting)
    {
        Dictionary<string, string> regions = [];
        foreach (var text in setting.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (text.Split('=') is not [{ Length: > 0 } store, [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] region] || !regions.TryAdd(store, region))
            {
                throw new StartRefusedException($"{setting.Name}: '{text}' is not a store with its country, such as database=IN");
            }
        }

        return regions;
    }

    // A passkey belongs to a domain and answers at addresses of it or below it; over plain HTTP browsers make them on the own machine only.
    private static List<Uri> FrontEnds((string Value, string Name) setting)
    {
        List<Uri> sites = [];
        foreach (var text in setting.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var good = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { PathAndQuery: "/", UserInfo: "", HostNameType: UriHostNameType.Dns }
                && (uri.Scheme == "https" || uri is { Scheme: "http", Host: "localhost" });
            if (!good || (sites.Count > 0 && uri!.Host != sites[0].Host && !uri.Host.EndsWith("." + sites[0].Host, StringComparison.Ordinal)))
            {
                throw new StartRefusedException($"{setting.Name}: '{text}' is not an address such as https://example.org, or is not below the first one");
            }

            sites.Add(uri!);
        }

        return sites;
    }

    private static string CheckedFile((string Value, string Name) setting, Func<string, IReadOnlyList<ProfileFault>> check)
    {
        var faults = check(setting.Value);
        return faults.Count == 0 ? setting.Value : throw new StartRefusedException(
            string.Join('\n', faults.Select(f => $"{setting.Name}: {setting.Value}: {(f.Path.Length == 0 ? "" : f.Path + ": ")}{f.Rule}")));
    }

    private static string WritableFolder((string Value, string Name) setting)
    {
        try
        {
            var folder = Path.GetFullPath(setting.Value);
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(
                Path.Combine(folder, $".probe-{Environment.ProcessId}"), FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartRefusedException($"{setting.Name}: '{setting.Value}' is not a folder that can be written", e);
        }
    }
}

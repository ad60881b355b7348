using System.Net;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Host;

/// <summary>Everything a host is started with; already checked.</summary>
internal sealed record HostOptions
{
    /// <summary>Addresses to listen on; port 0 lets the system choose one.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>Full path of a folder that exists and can be written.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>A PostgreSQL connection string; null = SQLite in the data directory.</summary>
    public string? Database { get; init; }

    /// <summary>The policy profile, without a fault.</summary>
    public required PolicyProfile Profile { get; init; }

    /// <summary>Simulated clock and host operations for tests.</summary>
    public bool Testing { get; init; }

    /// <summary>Where mail is handed over; null = it stays in the outbox.</summary>
    public MailRelay? Smtp { get; init; }

    /// <summary>Where vendors of analytics and advertising take events, by their names in the register of processors; none is told without it.</summary>
    public IReadOnlyDictionary<string, Uri> Vendors { get; init; } = new Dictionary<string, Uri>();

    /// <summary>Networks of reverse proxies: what they say of the caller's address and scheme is believed.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Where each store lies, its name to a country code, as far as it was said.</summary>
    public IReadOnlyDictionary<string, string> Stores { get; init; } = new Dictionary<string, string>();

    /// <summary>Addresses of the front ends, the domain's own first: passkeys answer at these alone. Empty = there are no passkeys.</summary>
    public IReadOnlyList<Uri> Sites { get; init; } = [];

    /// <summary>Names the partners whose tokens sign people in, checked; null = nobody's do.</summary>
    public string? PartnersFile { get; init; }

    /// <summary>Says whose networks addresses are, and where, checked; null = nothing is derived.</summary>
    public string? PlacesFile { get; init; }

    /// <summary>Writes are acknowledged before they are on the disk. For tests and imports that can be repeated.</summary>
    public bool UnsafeDurability { get; init; }

    /// <summary>The ASP.NET Core environment.</summary>
    public string EnvironmentName { get; init; } = Environments.Production;

    /// <summary>After the signal to stop, how long requests are still taken while readiness already answers 503.</summary>
    public TimeSpan DrainDelay { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>A mail server that takes messages over SMTP.</summary>
internal sealed record MailRelay(string Host, int Port);

/// <summary>The host does not start; each line of the message says what is wrong, and where to change it.</summary>
internal sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);

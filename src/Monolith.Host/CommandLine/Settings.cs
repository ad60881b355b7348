using System.CommandLine;
using System.CommandLine.Parsing;

namespace Monolith.Host.CommandLine;

/// <summary>The options of the command line; each is an environment variable too.</summary>
internal static class Settings
{
    public static readonly Option<string?> Urls = Text("--urls", "http://127.0.0.1:8080", "Addresses to listen on, separated by semicolons");
    public static readonly Option<string?> Data = Text("--data", "data", "Folder for the database, keys and files");
    public static readonly Option<string?> Database = Text("--database", "SQLite in the data folder", "PostgreSQL connection string");
    public static readonly Option<string?> Profile = Text("--profile", "calmally", "Key of a policy profile, or path of a profile file");
    public static readonly Option<string?> Smtp = Text("--smtp", "mail stays in the outbox", "Mail server, as host:port");
    public static readonly Option<string?> Proxies = Text("--proxies", "none", "Networks of reverse proxies that are believed, such as 10.0.0.0/8, separated by commas");
    public static readonly Option<string?> Stores = Text("--stores", "at home where the profile has a home, else unsaid", "Where the stores lie, such as database=IN,data=IN,replica=SG");
    public static readonly Option<string?> Vendors = Text("--vendors", "none", "Where vendors of analytics and advertising take events, as NAME=https-address, separated by commas");
    public static readonly Option<string?> Sites = Text("--sites", "none, and no passkeys", "Addresses of front ends that passkeys answer at, such as https://example.org, separated by commas, the domain's own first");
    public static readonly Option<string?> Partners = Text("--partners", "none", "File that names the partners whose OpenID Connect tokens sign people in");
    public static readonly Option<string?> Places = Text("--places", "nothing is derived", "File that says whose networks addresses are, and where");
    public static readonly Option<bool> Testing = Flag("--testing", "Simulated clock and host operations for tests; refused in Production");
    public static readonly Option<bool> UnsafeDurability = Flag("--unsafe-durability", "Acknowledge writes before they are on the disk");

    public static IReadOnlyList<Option> All { get; } = [Urls, Data, Database, Profile, Smtp, Proxies, Vendors, Stores, Sites, Partners, Places, Testing, UnsafeDurability];

    /// <summary>The environment variable of an option: <c>--unsafe-durability</c> is <c>MONOLITH_UNSAFE_DURABILITY</c>.</summary>
    public static string VariableOf(Option option) => "MONOLITH_" + option.Name.TrimStart('-').Replace('-', '_').ToUpperInvariant();

    private static Option<string?> Text(string name, string otherwise, string description)
    {
        var option = new Option<string?>(name) { Recursive = true, AllowMultipleArgumentsPerToken = false };
        option.Description = $"{description} ({VariableOf(option)}; otherwise {otherwise})";
        return option;
    }

    private static Option<bool> Flag(string name, string description)
    {
        var option = new Option<bool>(name) { Recursive = true };
        option.Description = $"{description} ({VariableOf(option)})";
        return option;
    }
}

/// <summary>What was asked for, by option or else by environment variable, not yet checked.</summary>
internal sealed class AskedFor(ParseResult parsed, Func<string, string?> environment)
{
    /// <summary>The value and the name under which the user gave it; an empty variable counts as absent.</summary>
    public (string Value, string Name)? Text(Option<string?> option)
    {
        if (parsed.GetValue(option) is { } given)
        {
            return (given, option.Name);
        }

        var variable = Settings.VariableOf(option);
        return environment(variable) is { Length: > 0 } set ? (set, variable) : null;
    }

    /// <summary>Whether a flag is set.</summary>
    /// <exception cref="StartRefusedException">Its variable is neither true nor false.</exception>
    public bool Flag(Option<bool> option)
    {
        if (parsed.GetResult(option) is OptionResult { Implicit: false })
        {
            return parsed.GetValue(option);
        }

        var variable = Settings.VariableOf(option);
        return environment(variable)?.ToLowerInvariant() switch
        {
            "true" or "1" => true,
            null or "" or "false" or "0" => false,
            _ => throw new StartRefusedException($"{variable}: must be true or false"),
        };
    }

    /// <summary>An environment variable that is not ours.</summary>
    public string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;
}

using System.Diagnostics;

namespace Monolith.Testing;

/// <summary>The machine's own <c>initdb</c> and <c>postgres</c>, and how this user may run them.</summary>
internal sealed class PostgresBinaries
{
    private static readonly bool IsRoot = !OperatingSystem.IsWindows() && Environment.UserName == "root";
    private static readonly string? SetPriv = OnPath("setpriv");
    private readonly string _folder;

    private PostgresBinaries(string folder) => _folder = folder;

    public static string? WhyNot { get; } = Explain();

    /// <summary>PostgreSQL refuses to run as root; its own account does when there is one, and nobody's does otherwise.</summary>
    public static string? Account { get; } = IsRoot ? (HasAccount("postgres") ? "postgres" : "nobody") : null;

    public static PostgresBinaries Find() =>
        new(FindFolder() ?? throw new InvalidOperationException(WhyNot ?? "PostgreSQL is not installed."));

    /// <summary>What starts one of the programs: under the right account, and told by the kernel when this process dies.</summary>
    public ProcessStartInfo Command(string program, params ReadOnlySpan<string> arguments)
    {
        var executable = Path.Combine(_folder, program);
        List<string> line = [];
        if (SetPriv is not null)
        {
            line.AddRange([SetPriv, "--pdeathsig", "QUIT"]);
            line.AddRange(Account is { } account ? ["--reuid", account, "--regid", GroupOf(account), "--clear-groups"] : []);
        }

        line.AddRange([executable, .. arguments]);
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    public static void Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}: {error.GetAwaiter().GetResult()}");
        }
    }

    private static string? Explain() => (FindFolder(), IsRoot, SetPriv) switch
    {
        (null, _, _) => "PostgreSQL is not installed and TEST_POSTGRES is not set.",
        (_, true, null) => "PostgreSQL refuses to run as root and there is no setpriv to leave root with.",
        _ => null,
    };

    private static string? FindFolder()
    {
        const string Debian = "/usr/lib/postgresql";
        var packaged = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).Select(version => Path.Combine(version, "bin")).Where(IsComplete).OrderDescending(StringComparer.Ordinal).FirstOrDefault()
            : null;
        return packaged ?? (OnPath("initdb") is { } initdb && Path.GetDirectoryName(Target(initdb)) is { } folder && IsComplete(folder) ? folder : null);
    }

    private static bool IsComplete(string folder) =>
        File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(path => File.Exists(path) && File.Exists(Target(path)));

    // A link that leads nowhere exists, too.
    private static string Target(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static bool HasAccount(string name) => Accounts().Any(line => line[0] == name);

    private static string GroupOf(string name) => Accounts().First(line => line[0] == name)[3];

    private static IEnumerable<string[]> Accounts() => File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(line => line.Length > 3);
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Monolith.Testing;

namespace Monolith.Host.Tests.Platform;

/// <summary>A platform in a process of its own, which can be killed and started again on the same data.</summary>
internal sealed partial class RunningPlatform : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private readonly TestDatabase database;
    private readonly StringBuilder log = new();
    private readonly TaskCompletionSource<string> token = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? process;
    private HttpClient? http;

    private RunningPlatform(TestDatabase database) => this.database = database;

    public TestDatabase Database => database;

    public GraphClient Graph => new(http ?? throw new InvalidOperationException("The platform is not running."));

    /// <summary>Where it answers.</summary>
    public Uri Address => http?.BaseAddress ?? throw new InvalidOperationException("The platform is not running.");

    /// <summary>The token of the first administrator, which the console shows on a first start.</summary>
    public Task<string> ConsoleTokenAsync() => token.Task.WaitAsync(LongestStart, TestContext.Current.CancellationToken);

    /// <summary>Everything the process wrote so far.</summary>
    public string Log
    {
        get
        {
            lock (log)
            {
                return log.ToString();
            }
        }
    }

    public static async Task<RunningPlatform> StartAsync(string kind)
    {
        var platform = new RunningPlatform(await TestDatabase.CreateAsync(kind, TestContext.Current.CancellationToken));
        await platform.RestartAsync();
        return platform;
    }

    /// <summary>Starts the process on the data that is there.</summary>
    public async Task RestartAsync()
    {
        List<string> line = [Path.Combine(AppContext.BaseDirectory, "Monolith.Host.dll"), "serve", "--testing", "--urls", "http://127.0.0.1:0", "--data", database.DataDirectory];
        if (database.Kind == Databases.PostgreSql)
        {
            line.AddRange(["--database", database.ConnectionString]);
        }

        var start = new ProcessStartInfo("dotnet", line) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        start.Environment.Remove("DOTNET_ENVIRONMENT");
        process = new Process { StartInfo = start };
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, e) => Heard(e.Data, address);
        process.ErrorDataReceived += (_, e) => Heard(e.Data, address);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("The host ended: " + Log));
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        http = new HttpClient { BaseAddress = await address.Task.WaitAsync(LongestStart, TestContext.Current.CancellationToken), Timeout = LongestStart };
    }

    /// <summary>Ends the process as a power cut would: no handler runs.</summary>
    public async Task KillAsync()
    {
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        http?.Dispose();
        (process, http) = (null, null);
    }

    /// <summary>Asks the process to end, as a service manager does, and waits until it is gone.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using (var signal = Process.Start("kill", ["-TERM", process!.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await signal.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await database.DisposeAsync();
    }

    private void Heard(string? line, TaskCompletionSource<Uri> address)
    {
        if (line is null)
        {
            return;
        }

        lock (log)
        {
            log.AppendLine(line);
        }

        if (Token().Match(line) is { Success: true } shown)
        {
            token.TrySetResult(shown.Groups["token"].Value);
        }

        if (Ready().Match(line) is { Success: true } ready)
        {
            address.TrySetResult(new Uri(ready.Groups["address"].Value));
        }
    }

    [GeneratedRegex(@"is ready: (?<address>http://[^/ ]+)/graphql")]
    private static partial Regex Ready();

    [GeneratedRegex(@"createFirstAdministrator.*: (?<token>\S+)")]
    private static partial Regex Token();
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Monolith.Testing;

/// <summary>One running <c>postgres</c> in a directory of its own.</summary>
internal sealed class PostgresProcess : IDisposable
{
    private const int Attempts = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly PostgresBinaries _binaries;
    private readonly string _directory;
    private readonly Process _process;
    private int _stopped;
    private volatile string _log = string.Empty;

    private PostgresProcess(PostgresBinaries binaries, string directory, int port, bool durable)
    {
        _binaries = binaries;
        _directory = directory;
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=monolith;Database=postgres;Maximum Pool Size=40";
        _process = StartOnThreadThatStays(binaries.Command("postgres", Arguments(directory, port, durable)));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    public string ConnectionString { get; }

    public static async Task<PostgresProcess> StartAsync(bool durable, CancellationToken cancellationToken)
    {
        var binaries = PostgresBinaries.Find();
        for (var attempt = 1; ; attempt++)
        {
            var server = new PostgresProcess(binaries, MakeCluster(binaries), FreePort(), durable);
            if (await server.AnswersAsync(cancellationToken))
            {
                return server;
            }

            // Between finding the port free and taking it another process may have taken it.
            server.Dispose();
            if (attempt == Attempts)
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {server._log}");
            }
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        if (!_process.HasExited)
        {
            Quietly(() => PostgresBinaries.Run(_binaries.Command("pg_ctl", "stop", "-m", "immediate", "-D", _directory)));
        }

        Quietly(() => Directory.Delete(_directory, recursive: true));
    }

    private static string[] Arguments(string directory, int port, bool durable)
    {
        string[] settings =
        [
            $"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", "shared_buffers=64MB", "jit=off",
            .. durable ? Array.Empty<string>() : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
        ];
        return ["-D", directory, .. settings.SelectMany(setting => new[] { "-c", setting })];
    }

    private static string MakeCluster(PostgresBinaries binaries)
    {
        RemoveLeftovers();
        var directory = Path.Combine(Path.GetTempPath(), $"monolith-postgres-{Environment.ProcessId}-{Guid.CreateVersion7():N}");
        Directory.CreateDirectory(directory);
        if (PostgresBinaries.Account is { } account)
        {
            PostgresBinaries.Run(new ProcessStartInfo("chown", [account, directory]) { RedirectStandardError = true, RedirectStandardOutput = true });
        }

        PostgresBinaries.Run(binaries.Command("initdb", "-D", directory, "-U", "monolith", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"));
        return directory;
    }

    private static void RemoveLeftovers()
    {
        foreach (var leftover in Directory.GetDirectories(Path.GetTempPath(), "monolith-postgres-*"))
        {
            var owner = Path.GetFileName(leftover).Split('-')[2];
            if (!Directory.Exists($"/proc/{owner}") && Directory.Exists("/proc/self"))
            {
                Quietly(() => Directory.Delete(leftover, recursive: true));
            }
        }
    }

    // The kernel tells the server of its parent's death when the *thread* that started it ends, so that thread has to stay.
    private Process StartOnThreadThatStays(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>();
        var thread = new Thread(() =>
        {
            try
            {
                var process = Process.Start(start) ?? throw new InvalidOperationException("postgres did not start.");
                process.OutputDataReceived += (_, _) => { };
                process.ErrorDataReceived += (_, line) => _log = line.Data is { Length: > 0 } text ? text : _log;
                process.BeginOutputReadLine();
                process.BeginErrorReadLine();
                started.SetResult(process);
                process.WaitForExit();
            }
            catch (Exception failure) when (!started.Task.IsCompleted)
            {
                started.SetException(failure);
            }
        }) { IsBackground = true, Name = "postgres" };
        thread.Start();
        return started.Task.GetAwaiter().GetResult();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (!_process.HasExited && Stopwatch.GetElapsedTime(began) < Patience)
        {
            try
            {
                await using var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false;Timeout=5");
                await connection.OpenAsync(cancellationToken);
                return true;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(50, cancellationToken);
            }
        }

        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Quietly(Action act)
    {
        try
        {
            act();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // Nothing waits for this and the next start clears what is left.
        }
    }
}

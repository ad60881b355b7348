using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Monolith.Benchmarks;

/// <summary>A server in a process of its own, from its start to the end of the measurement.</summary>
internal sealed class ServedProcess : IDisposable
{
    private readonly Process process;

    private ServedProcess(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan FirstAnswer { get; private set; }

    /// <summary>CPU time used so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Memory in use, in MiB.</summary>
    public double Resident
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    /// <summary>Starts a program of this folder and asks until it answers.</summary>
    /// <param name="arguments">Makes the arguments from the address.</param>
    /// <param name="path">What is asked.</param>
    /// <param name="environment">The ASP.NET Core environment.</param>
    public static ServedProcess Start(Func<string, string[]> arguments, string path, string environment = "Production")
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", arguments($"http://127.0.0.1:{port}")) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;

        // Budgets are counted as always; this address may spend more than the load does.
        start.Environment["GraphQL__RateLimit__Limit"] = "2000000000";
        var begin = Stopwatch.GetTimestamp();
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        var lines = new System.Collections.Concurrent.ConcurrentQueue<string?>();
        process.ErrorDataReceived += (_, e) => lines.Enqueue(e.Data);
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var server = new ServedProcess(process, port);
        var run = new LoadRun(server, path, "{ __typename }", 1);
        while (!Answers(run))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList)} ended: {string.Join('\n', lines)}");
            }

            Thread.Sleep(2);
        }

        server.FirstAnswer = Stopwatch.GetElapsedTime(begin);
        return server;
    }

    /// <summary>Leaves the process these cores, with the threads it has and will have.</summary>
    public void Pin(string cores) => Pin(process.Id, cores);

    /// <summary>Leaves a process these cores.</summary>
    /// <exception cref="InvalidOperationException"><c>taskset</c> is missing or refuses.</exception>
    public static void Pin(int id, string cores)
    {
        string[] arguments = ["-a", "-c", "-p", cores, id.ToString(CultureInfo.InvariantCulture)];
        using var taskset = Process.Start(new ProcessStartInfo("taskset", arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("taskset does not start.");
        taskset.StandardOutput.ReadToEnd();
        taskset.WaitForExit();
        if (taskset.ExitCode != 0)
        {
            throw new InvalidOperationException($"taskset {string.Join(' ', arguments)} answered {taskset.ExitCode}.");
        }
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static bool Answers(LoadRun run)
    {
        try
        {
            run.Once();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

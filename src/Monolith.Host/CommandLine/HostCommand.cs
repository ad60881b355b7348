using System.CommandLine;
using Monolith.Accounts;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Host.Demo;

namespace Monolith.Host.CommandLine;

/// <summary>The command line: <c>serve</c>, which is also what happens without a command.</summary>
internal static class HostCommand
{
    /// <summary>A value, a profile or an address was refused: nothing was started.</summary>
    public const int Refused = 2;

    /// <returns>0 after an orderly stop, 2 when an option was refused, 1 when the host failed.</returns>
    public static async Task<int> RunAsync(
        string[] args, Func<string, string?> environment, TextWriter errors, CancellationToken cancellationToken)
    {
        var parsed = Root(environment, errors).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Refuse(errors, string.Join("; ", parsed.Errors.Select(e => e.Message.ReplaceLineEndings(" "))) + " (--help lists the options)");
        }

        try
        {
            // The host itself answers to SIGTERM; the default here would end the process after two seconds.
            var quiet = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(quiet, cancellationToken);
        }
        catch (Exception e) when (e is StartRefusedException or ProfileRefusedException)
        {
            return Refuse(errors, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await errors.WriteLineAsync($"monolith: failed with {e.GetType().FullName}\n{e.StackTrace}");
            return 1;
        }
    }

    /// <summary>What the arguments say, without doing it.</summary>
    internal static ParseResult Parse(string[] args) => Root(_ => null, TextWriter.Null).Parse(args);

    private static RootCommand Root(Func<string, string?> environment, TextWriter errors)
    {
        var root = new RootCommand("Monolith, the backend of an online counselling service.");
        foreach (var option in Settings.All)
        {
            root.Options.Add(option);
        }

        var serve = new Command("serve", "Starts the host (the default).");
        foreach (var command in new[] { root, serve })
        {
            command.SetAction((parsed, cancellationToken) => ServeAsync(OptionReading.Read(new AskedFor(parsed, environment)), errors, cancellationToken));
        }

        var demo = new Command("demo", "Plays the care journey over HTTP on a fresh folder with made-up people, then keeps serving.");
        demo.SetAction((parsed, cancellationToken) => DemoCommand.RunAsync(OptionReading.ReadDemo(new AskedFor(parsed, environment)), Console.Out, cancellationToken));
        var verify = new Command("verify-audit", "Checks the audit's chain and its signed checkpoints; exit code 3 when they are broken.");
        verify.SetAction((parsed, cancellationToken) => VerifyAudit.RunAsync(OptionReading.Read(new AskedFor(parsed, environment)), Console.Out, cancellationToken));
        root.Subcommands.Add(verify);
        var rotate = new Command("rotate-master-key", "Wraps all keys with another master key; the host must be stopped. Broken off, it goes on when it is run again.");
        rotate.SetAction((parsed, cancellationToken) => RotateMasterKey.RunAsync(OptionReading.Read(new AskedFor(parsed, environment)), Console.Out, cancellationToken));
        root.Subcommands.Add(rotate);
        root.Subcommands.Add(serve);
        root.Subcommands.Add(demo);
        return root;
    }

    private static async Task<int> ServeAsync(HostOptions options, TextWriter errors, CancellationToken cancellationToken)
    {
        await using var app = HostApplication.Build(options);
        await HostApplication.StartAsync(app, options, cancellationToken);
        await errors.WriteLineAsync($"Monolith ({options.Profile.Key}) is ready: {string.Join(" ", app.Urls.Select(u => u + "/graphql"))}");
        if (await AccountsModule.FirstAdministratorTokenAsync(app.Services, cancellationToken) is { } token)
        {
            await errors.WriteLineAsync($"There is no administrator yet. Within 15 minutes, createFirstAdministrator takes this token once: {token}");
        }

        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static int Refuse(TextWriter errors, string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            errors.WriteLine("monolith: " + line);
        }

        return Refused;
    }
}

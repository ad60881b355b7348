namespace Monolith.Host;

/// <summary>The one place where modules, building blocks and the graph are put together.</summary>
internal static class Composition
{
    /// <summary>Registers what the modules need; each reads its section of the profile.</summary>
    public static void AddMonolith(WebApplicationBuilder builder, HostOptions options)
    {
        builder.Services.AddSingleton(TimeProvider.System);
    }

    /// <summary>Maps the graph.</summary>
    public static void MapMonolith(WebApplication app, HostOptions options)
    {
    }

    /// <summary>
    /// Runs before the first request: every <see cref="IStartStep"/> in the order of registration, such as migrating the database
    /// and comparing the profile's key with the one the database was made under.
    /// </summary>
    /// <exception cref="StartRefusedException">A step refuses to start.</exception>
    public static async Task PrepareAsync(WebApplication app, HostOptions options, CancellationToken cancellationToken)
    {
        foreach (var step in app.Services.GetServices<IStartStep>())
        {
            await step.RunAsync(cancellationToken);
        }
    }
}

/// <summary>Something that must be done, or hold, before the host listens.</summary>
internal interface IStartStep
{
    /// <exception cref="StartRefusedException">The host must not start; the message says why in one line.</exception>
    Task RunAsync(CancellationToken cancellationToken);
}

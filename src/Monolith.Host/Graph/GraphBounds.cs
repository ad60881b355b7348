using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Transport;

namespace Monolith.Host.Graph;

/// <summary>The bounds of the graph: the library's defaults, what this platform adds, and what the operator changes in the section <c>GraphQL</c> of the configuration.</summary>
internal static class GraphBounds
{
    private const string Section = "GraphQL";
    private const string RateSection = "RateLimit";

    /// <exception cref="StartRefusedException">A setting cannot be read; the message names it.</exception>
    public static void Configure(RequestExecutorOptions executor, IConfiguration configuration, HostOptions options)
    {
        var section = configuration.GetSection(Section);
        var isProduction = options.EnvironmentName == Environments.Production;
        executor.AllowIntrospection = isProduction ? static context => CallerOf(context).Role is Role.Administrator : null;

        // Hundreds of made-up people come from one address on a host for tests.
        executor.RateLimit = options.Testing && !section.GetSection(RateSection).Exists() ? null : new RateLimitOptions { PartitionBy = BudgetOf };
        Read(section, executor);
        if (section["TrustedDocuments"] is { Length: > 0 } path)
        {
            executor.Persisted = executor.Persisted with { Trusted = Load(path) };
        }
        else if (executor.Persisted.OnlyTrusted)
        {
            throw new StartRefusedException("GraphQL__Persisted__OnlyTrusted: needs GraphQL__TrustedDocuments, a manifest or a folder of documents");
        }
    }

    /// <exception cref="StartRefusedException">A setting cannot be read; the message names it.</exception>
    public static void Configure(GraphQLServerOptions transport, IConfiguration configuration) => Read(configuration.GetSection(Section).GetSection("Http"), transport);

    /// <summary>Cursors that only the caller who got them can use, under a key that the vault keeps.</summary>
    public static ICursorCodec Cursors(IServiceProvider services)
    {
        var vault = services.GetRequiredService<IVault>();
        return new EncryptedCursors(() => vault.BlindIndex("graphql cursors", "1"), static context => CallerOf(context).Id.ToString("N"), clock: services.GetRequiredService<TimeProvider>());
    }

    internal static string BudgetOf(RequestContext context)
    {
        var caller = CallerOf(context);
        return caller.Id != Guid.Empty ? $"account {caller.Id:N}" : $"address {CallerNetwork.Of(caller.RemoteAddress)}";
    }

    private static RequestScope CallerOf(RequestContext context) => context.Services.GetRequiredService<RequestScope>();

    private static void Read(IConfigurationSection section, object into)
    {
        try
        {
            section.Bind(into);
        }
        catch (InvalidOperationException fault)
        {
            throw new StartRefusedException($"{section.Path.Replace(":", "__", StringComparison.Ordinal)}: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }

    private static TrustedDocuments Load(string path)
    {
        try
        {
            return TrustedDocuments.Load(path);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"GraphQL__TrustedDocuments: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }
}

using System.Reflection;
using Microsoft.Extensions.Options;
using Monolith.Accounts;
using Monolith.Billing;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Clock;
using Monolith.BuildingBlocks.Graph;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Storage;
using Monolith.Consent;
using Monolith.GraphQL;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Sdl;
using Monolith.GraphQL.Transport;
using Monolith.GraphQL.Types;
using Monolith.Grievance;
using Monolith.Host.Graph;
using Monolith.Host.Health;
using Monolith.Host.Page;
using Monolith.Host.Storage;
using Monolith.Matching;
using Monolith.Therapy;

namespace Monolith.Host;

/// <summary>The one place where modules, building blocks and the graph are put together.</summary>
internal static class Composition
{
    /// <summary>Registers what the modules need; each reads its section of the profile.</summary>
    public static void AddMonolith(WebApplicationBuilder builder, HostOptions options)
    {
        var services = builder.Services;
        var storage = StorageOf(options);
        services.AddSingleton<IStartStep>(p => ActivatorUtilities.CreateInstance<OneProcess>(p));
        services.AddSingleton<IStartStep>(p => ActivatorUtilities.CreateInstance<PrepareStorage>(p));
        services.AddSingleton<IStartStep>(p => ActivatorUtilities.CreateInstance<EraseAgain>(p));
        services.AddSingleton<FirstModel>().AddSingleton<IStartStep>(p => p.GetRequiredService<FirstModel>());
        services.AddSingleton<IReadinessCheck>(p => ActivatorUtilities.CreateInstance<StorageCheck>(p));
        services.AddBuildingBlocks(storage, options.Testing ? new SimulatedClock(TimeProvider.System) : TimeProvider.System);
        AddModules(services, options);
        services.AddBackgroundWork();
        services.AddSingleton<OpenConnections>().AddHostedService(p => p.GetRequiredService<OpenConnections>());
        if (storage.Kind is DatabaseKind.PostgreSql)
        {
            services.AddSingleton<SharedAnnouncements>().AddHostedService(p => p.GetRequiredService<SharedAnnouncements>());
            services.AddSingleton<IAnnouncements>(p => p.GetRequiredService<SharedAnnouncements>());
        }

        HostOperations.Add(services, options);
        services.AddGraphQLServer(provider => SchemaOf(options.Testing, GraphBounds.Cursors(provider)), executor =>
        {
            executor.OnError = static fault => fault is RejectedException rejected ? GraphQLError.WithCode(rejected.Message, rejected.Code) : null;
            GraphBounds.Configure(executor, builder.Configuration, options);
        });
    }

    /// <summary>Maps the graph.</summary>
    public static void MapMonolith(WebApplication app, HostOptions options)
    {
        app.MapGraphQL("/graphql", graph =>
        {
            GraphBounds.Configure(graph, app.Configuration);
            graph.OnRequest = static (http, request, _) => RequestEntry.EnterAsync(http, request.OperationName);
            graph.Streams.OnConnect = ConnectionEntry.ConnectAsync;
            graph.Streams.OnOpen = app.Services.GetRequiredService<OpenConnections>().Add;
            graph.Streams.OnRequest = ConnectionEntry.EnterAsync;
            graph.Streams.OnResult = ConnectionEntry.LeaveAsync;
            graph.Streams.EndsStream = ConnectionEntry.IsLast;
            graph.Page = GraphiQLPage.WriteAsync;
            graph.StatusFor = RequestEntry.StatusOf;
            var sdl = new Lazy<string>(() => SchemaPrinter.Print(SchemaOf(options.Testing)));
            graph.Sdl = app.Environment.IsProduction() ? null : _ => sdl.Value;
        });
    }

    /// <summary>The schema of this build.</summary>
    /// <param name="testing">Whether operations for tests are in it.</param>
    /// <param name="cursors">Hides the cursors of lists; null for a schema that is only looked at.</param>
    public static Schema SchemaOf(bool testing, ICursorCodec? cursors = null) => GraphBinding.Build([.. Modules, typeof(Composition).Assembly], testing, cursors);

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

    private static IReadOnlyList<Assembly> Modules { get; } =
    [
        typeof(AccountsModule).Assembly, typeof(MatchingModule).Assembly, typeof(TherapyModule).Assembly,
        typeof(BillingModule).Assembly, typeof(ConsentModule).Assembly, typeof(GrievanceModule).Assembly,
    ];

    // A host for tests hashes passwords with fewer rounds, so that hundreds of people register in seconds.
    private static void AddModules(IServiceCollection services, HostOptions options) => services
        .AddConsent(options.Vendors)
        .AddMatching()
        .AddTherapy()
        .AddBilling()
        .AddGrievance()
        .AddAccounts(
            options.Testing ? 10_000 : AccountsModule.PasswordRounds,
            options.Smtp is { } mail ? new Uri($"smtp://{mail.Host}:{mail.Port}") : null,
            sandbox: options.Testing,
            staffSecondFactor: !options.Testing,
            sites: options.Sites,
            partnersFile: options.PartnersFile,
            placesFile: options.PlacesFile);

    internal static StorageOptions StorageOf(HostOptions options)
    {
        var storage = options.Database is { } database
            ? StorageOptions.PostgreSql(database, options.DataDirectory)
            : StorageOptions.Sqlite(options.DataDirectory);
        return storage with
        {
            IsDurable = !options.UnsafeDurability,
            Regions = StoresAtHome.Of(options.Profile, options.Stores),
            MasterKey = Environment.GetEnvironmentVariable("MONOLITH_MASTER_KEY"), NextMasterKey = Environment.GetEnvironmentVariable("MONOLITH_NEXT_MASTER_KEY"),
        };
    }
}

/// <summary>Something that must be done, or hold, before the host listens.</summary>
internal interface IStartStep
{
    /// <exception cref="StartRefusedException">The host must not start; the message says why in one line.</exception>
    Task RunAsync(CancellationToken cancellationToken);
}

using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Storage;
using Monolith.BuildingBlocks.Vault;
using Xunit;

namespace Monolith.Testing;

/// <summary>
/// One module in its real container on a real database, with the test as its neighbour. Derive a public <c>BillingFixture</c>, register the
/// module and the neighbours' answers in <see cref="Register"/>, and use it as a class fixture (SQLite) or through <see cref="OnAsync"/>.
/// </summary>
public abstract class ModuleFixture : IAsyncLifetime
{
    private ServiceProvider? services;
    private TestDatabase? database;

    /// <summary>The clock of the module.</summary>
    public TestClock Clock { get; } = new();

    /// <summary>The second person, where Accounts is not there to ask one: says yes until a test says otherwise.</summary>
    public PlayedSecondPerson Second { get; } = new();

    /// <summary>The database: <see cref="Databases.Sqlite"/> unless <see cref="OnAsync"/> said otherwise.</summary>
    public string Kind { get; private set; } = Databases.Sqlite;

    /// <summary>The container, for what the methods below do not reach.</summary>
    public IServiceProvider Services => services ?? throw new InvalidOperationException("The fixture was not started.");

    /// <summary>The data directory.</summary>
    public string DataDirectory => database!.DataDirectory;

    /// <summary>How to reach the database directly.</summary>
    public string ConnectionString => database!.ConnectionString;

    /// <summary>A fixture on the named database, for theories over <see cref="Databases"/>.</summary>
    public static async Task<TFixture> OnAsync<TFixture>(string kind)
        where TFixture : ModuleFixture, new()
    {
        var fixture = new TFixture { Kind = kind };
        await fixture.InitializeAsync();
        return fixture;
    }

    /// <summary>A caller with a role; a new account when none is named. Their proof is never too old: whoever tests that says when it was given.</summary>
    public Caller As(Role role, Guid? accountId = null) => new(accountId ?? Guid.CreateVersion7(), role, Guid.CreateVersion7(), DateTime.MaxValue);

    /// <summary>Sends a message through the whole pipeline, as this caller (a visitor when null), in a request of its own.</summary>
    public async Task<Result<T>> Send<T>(IRequest<Result<T>> message, Caller? caller = null, string? idempotencyKey = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var request = scope.ServiceProvider.GetRequiredService<RequestScope>();
        (request.RequestId, request.IdempotencyKey) = (Guid.CreateVersion7().ToString("N"), idempotencyKey);
        if (caller is not null)
        {
            request.SignIn(caller);
        }

        try
        {
            return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(message, TestContext.Current.CancellationToken);
        }
        finally
        {
            await scope.ServiceProvider.GetRequiredService<IAuditTrail>().RecordAsync(request.TakePending(), CancellationToken.None);
        }
    }

    /// <summary>Reads through a context of the module.</summary>
    public async Task<T> Read<TContext, T>(Func<TContext, Task<T>> read)
        where TContext : ModuleDbContext
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<TContext>());
    }

    /// <summary>Works through a context of the module as the platform, for arrangements that have no use case.</summary>
    public async Task Write<TContext>(Func<TContext, Task> write)
        where TContext : ModuleDbContext
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform("Test");
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await write(context);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Works through a context of the module as the platform while something else is done: its rows are sealed and in their transaction before, and committed after.</summary>
    public async Task WriteBeside<TContext>(Func<TContext, Task> write, Func<Task> other)
        where TContext : ModuleDbContext
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform("Test");
        var (work, context) = (scope.ServiceProvider.GetRequiredService<UnitOfWork>(), scope.ServiceProvider.GetRequiredService<TContext>());
        work.EndsWithSave = false;
        await write(context);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        var doing = other();

        // On PostgreSQL it ends beside the write; on SQLite it has read by then, and waits for the one writer.
        await (Kind == Databases.PostgreSql ? doing : Task.WhenAny(doing, Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken)));
        await work.CommitAsync(TestContext.Current.CancellationToken);
        await doing;
    }

    /// <summary>Tells the module an event of a neighbour, as the relay would: once, in a transaction of its own.</summary>
    public async Task Tell(object told)
    {
        foreach (var listener in Services.GetServices<ListenerRegistration>().Where(l => l.Event == told.GetType()))
        {
            await using var scope = Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform(listener.Listener.Name);
            await listener.HandleAsync(scope.ServiceProvider, told, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Runs every job of the module once.</summary>
    public Task RunJobs() => Services.GetRequiredService<JobRunner>().RunAllAsync(TestContext.Current.CancellationToken);

    /// <summary>Delivers what the module told to its own listeners.</summary>
    public Task Drain() => Services.GetRequiredService<OutboxRelay>().DrainAsync(TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (services is not null)
        {
            return;
        }

        database = await TestDatabase.CreateAsync(Kind, CancellationToken.None);
        var storage = Kind == Databases.Sqlite
            ? StorageOptions.Sqlite(database.DataDirectory)
            : StorageOptions.PostgreSql(database.ConnectionString, database.DataDirectory);
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        collection.AddBuildingBlocks(storage, Clock);
        Register(collection);
        collection.TryAddSingleton<ISecondPerson>(Second);
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        await services.StartStorageAsync(CancellationToken.None);
        await ArrangeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (services is not null)
        {
            await services.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Adds the module, and the answers of its neighbours.</summary>
    protected abstract void Register(IServiceCollection collection);

    /// <summary>Runs once after the tables are there.</summary>
    protected virtual Task ArrangeAsync() => Task.CompletedTask;
}

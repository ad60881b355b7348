using System.Reflection;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Storage;

namespace Monolith.BuildingBlocks;

/// <summary>What one module registered, for those parts that look at all modules.</summary>
/// <param name="Name">The schema, in lower case.</param>
/// <param name="Assembly">The module's assembly.</param>
/// <param name="Context">Its database context.</param>
public sealed record ModuleRegistration(string Name, Assembly Assembly, Type Context)
{
    /// <summary>Refusals by constraint.</summary>
    public Dictionary<string, Func<Refusal>> Conflicts { get; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>An event type and the listener a module has for it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Listener">The listener.</param>
/// <param name="Module">The listening module.</param>
public sealed record ListenerRegistration(Type Event, Type Listener, ModuleRegistration Module)
{
    /// <summary>Hands a message to the listener.</summary>
    public required Func<IServiceProvider, object, CancellationToken, Task> HandleAsync { get; init; }
}

/// <summary>Registers a module: its context, its handlers (found in its assembly), and what it answers, hears, grants and does on time.</summary>
public sealed class ModuleBuilder
{
    private readonly ModuleRegistration module;

    internal ModuleBuilder(IServiceCollection services, ModuleRegistration module) => (Services, this.module) = (services, module);

    /// <summary>For the module's own ports and adapters.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Answers another module's question.</summary>
    public ModuleBuilder Answers<TQuestion, TAnswer>()
        where TQuestion : class
        where TAnswer : class, TQuestion
    {
        Services.AddScoped<TQuestion, TAnswer>();
        return this;
    }

    /// <summary>Listens to another module's event.</summary>
    public ModuleBuilder Listens<TEvent, TListener>()
        where TEvent : class
        where TListener : class, IListener<TEvent>
    {
        Services.AddScoped<TListener>();
        Services.AddSingleton(new ListenerRegistration(typeof(TEvent), typeof(TListener), module)
        {
            HandleAsync = (provider, told, ct) => provider.GetRequiredService<TListener>().HandleAsync((TEvent)told, ct),
        });
        return this;
    }

    /// <summary>Announces a query, marked <see cref="SubscriptionAttribute"/>, to people when an event of the module was told.</summary>
    /// <param name="query">The query about what happened.</param>
    /// <param name="people">Whose subscribers hear of it, if their right to ask the query still stands.</param>
    public ModuleBuilder Announces<TEvent, TQuery>(Func<TEvent, TQuery> query, Func<TEvent, IEnumerable<Guid>> people)
    {
        Services.AddSingleton(new AnnouncementRegistration(typeof(TEvent), (topics, told) =>
        {
            foreach (var person in people((TEvent)told))
            {
                topics.Publish(LocalAnnouncements.TopicOf(typeof(TQuery), person), query((TEvent)told));
            }
        }));
        return this;
    }

    /// <summary>Contributes a reason to grant access.</summary>
    public ModuleBuilder Grants<TGrant>()
        where TGrant : class, IAccessGrant
    {
        Services.AddScoped<IAccessGrant, TGrant>();
        return this;
    }

    /// <summary>Contributes a reason to refuse access.</summary>
    public ModuleBuilder Vetoes<TVeto>()
        where TVeto : class, IAccessVeto
    {
        Services.AddScoped<IAccessVeto, TVeto>();
        return this;
    }

    /// <summary>Holds personal data: takes part in copies and in the list of holdings.</summary>
    public ModuleBuilder Holds<THolder>()
        where THolder : class, IPersonalDataHolder
    {
        Services.AddScoped<IPersonalDataHolder, THolder>();
        return this;
    }

    /// <summary>Does something on time.</summary>
    public ModuleBuilder Runs<TJob>()
        where TJob : class, IScheduledJob
    {
        Services.AddScoped<IScheduledJob, TJob>();
        return this;
    }

    /// <summary>Says what a broken constraint means to the caller.</summary>
    /// <param name="constraint">The name on PostgreSQL or raised by a trigger; for a unique index on SQLite <c>table.column,table.column</c>.</param>
    /// <param name="refusal">Makes the refusal.</param>
    public ModuleBuilder Conflict(string constraint, Func<Refusal> refusal)
    {
        module.Conflicts[constraint] = refusal;
        return this;
    }
}

/// <summary>Adds modules to the container.</summary>
public static class ModuleRegistrationExtensions
{
    /// <summary>Adds a module with this name, context and parts.</summary>
    public static IServiceCollection AddModule<TContext>(this IServiceCollection services, string name, Action<ModuleBuilder> describe)
        where TContext : ModuleDbContext
    {
        var module = new ModuleRegistration(name, typeof(TContext).Assembly, typeof(TContext));
        services.AddSingleton(module);
        services.AddPooledDbContextFactory<TContext>(Configure, poolSize: 64);
        services.AddScoped(provider =>
        {
            var context = provider.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext();
            context.Bind(provider.GetRequiredService<UnitOfWork>());
            return context;
        });
        foreach (var type in module.Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsClass: true }))
        {
            foreach (var handler in type.GetInterfaces().Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)))
            {
                services.AddScoped(handler, type);
            }
        }

        describe(new ModuleBuilder(services, module));
        return services;
    }

    // A list is one parameter, so that its length does not make another statement.
    private static void Configure(IServiceProvider provider, DbContextOptionsBuilder options)
    {
        var storage = provider.GetRequiredService<StorageOptions>();
        if (storage.Kind is DatabaseKind.Sqlite)
        {
            options.UseSqlite(storage.ConnectionString, one => one.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).AddInterceptors(SqliteReaders.Instance, SqliteInterrupts.Instance);
        }
        else
        {
            options.UseNpgsql(storage.ConnectionString, one => one.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter));
        }
    }
}

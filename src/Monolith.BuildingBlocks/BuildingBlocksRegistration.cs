using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Storage;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Subscriptions;

namespace Monolith.BuildingBlocks;

/// <summary>Registers what every module shares.</summary>
public static class BuildingBlocksRegistration
{
    /// <summary>Adds the building blocks; call it once, before the modules.</summary>
    /// <param name="services">The container.</param>
    /// <param name="storage">Where everything is stored.</param>
    /// <param name="clock">The clock of the whole process.</param>
    public static IServiceCollection AddBuildingBlocks(this IServiceCollection services, StorageOptions storage, TimeProvider clock)
    {
        services.AddSingleton(storage).AddSingleton(clock);
        if (storage.Kind is DatabaseKind.Sqlite)
        {
            services.AddSingleton<SqliteWriter>();
        }

        services.AddSingleton<Migrations>().AddSingleton<DirectReads>().AddSingleton<OutboxSignal>().AddSingleton<OutboxRelay>().AddSingleton<JobRunner>();
        services.AddSingleton<IEventTopics>(new EventTopics()).AddSingleton<LocalAnnouncements>().AddSingleton<IAnnouncements>(p => p.GetRequiredService<LocalAnnouncements>());
        services.AddVault();
        services.TryAddSingleton(new AuditOptions(Path.Combine(storage.DataDirectory, "checkpoints.log")));
        services.AddSingleton<AuditTables>().AddSingleton<IAuditTrail, AuditTrail>().AddSingleton<AuditSealer>().AddSingleton<IAuditErasure, AuditErasure>();
        services.AddSingleton<OutsideCalls>().AddScoped<IScheduledJob, AuditSealing>().AddScoped<IScheduledJob, MessageClearing>();
        services.AddScoped<RequestScope>().AddScoped<ICurrentUser>(p => p.GetRequiredService<RequestScope>());
        services.AddScoped<UnitOfWork>().AddScoped<IAccessGate, AccessGate>();
        services.AddScoped<ServiceFactory>(p => p.GetService!).AddScoped<IMediator, Mediator>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuthoriseBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AccessBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(CommandBehaviour<,>));
        services.AddSingleton<AutoMapper.IConfigurationProvider>(p => new AutoMapper.MapperConfiguration(
            mapping =>
            {
                mapping.LicenseKey = p.GetService<IConfiguration>()?["AutoMapper:LicenseKey"];
                mapping.AddMaps(p.GetServices<ModuleRegistration>().Select(m => m.Assembly));
            },
            p.GetRequiredService<ILoggerFactory>()));
        return services;
    }

    /// <summary>Runs the relay and the jobs in the background; tests call them by hand instead.</summary>
    public static IServiceCollection AddBackgroundWork(this IServiceCollection services) =>
        services.AddSingleton<IHostedService>(p => p.GetRequiredService<OutboxRelay>())
            .AddSingleton<IHostedService>(p => p.GetRequiredService<JobRunner>());

    /// <summary>Opens the vault and brings every module's tables up to date. Call it once, before anything else touches the database.</summary>
    public static async Task StartStorageAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<IVault>().StartAsync(cancellationToken);
        var migrations = services.GetRequiredService<Migrations>();
        var blocks = typeof(BuildingBlocksRegistration).Assembly;
        await migrations.ApplyAsync("audit", blocks, "Audit/migrations/", cancellationToken);
        foreach (var module in services.GetServices<ModuleRegistration>())
        {
            await migrations.ApplyAsync(module.Name + ".messages", blocks, "Persistence/migrations/", cancellationToken);
            await migrations.ApplyAsync(module.Name, module.Assembly, "migrations/", cancellationToken);
        }
    }
}

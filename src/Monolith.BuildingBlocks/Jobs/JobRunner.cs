using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monolith.BuildingBlocks.Access;
using Quartz;

namespace Monolith.BuildingBlocks.Jobs;

/// <summary>
/// Runs each module's jobs on their schedule, one run of a job at a time. A failing job is logged and tried at its next turn; it never
/// stops the host (R16). Every instance runs every job: jobs are sweeps over stored instants, guarded by version tokens, so that two
/// instances do no harm to each other.
/// </summary>
public sealed class JobRunner(IServiceScopeFactory scopes, ILogger<JobRunner> log) : BackgroundService
{
    private StandaloneSchedulerFactory? factory;
    private IScheduler? scheduler;

    /// <summary>Runs every job once, now.</summary>
    /// <returns>The jobs' names in the order they ran.</returns>
    public async Task<IReadOnlyList<string>> RunAllAsync(CancellationToken cancellationToken)
    {
        var names = await JobTypesAsync();
        foreach (var name in names)
        {
            await RunAsync(name, cancellationToken);
        }

        return names;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ScheduleAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stopped before it had started.
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (scheduler is not null)
        {
            await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
            await factory!.DisposeAsync();
        }
    }

    private async Task ScheduleAsync(CancellationToken stoppingToken)
    {
        factory = QuartzSchedulerBuilder.Create(_ => { }).UseProperties(new Dictionary<string, string?>
        {
            ["quartz.scheduler.instanceName"] = $"monolith-{Guid.CreateVersion7():N}",
            ["quartz.threadPool.maxConcurrency"] = "2",
        }).Build();
        scheduler = await factory.GetScheduler(stoppingToken) ?? throw new InvalidOperationException("The scheduler was not built.");
        await using var scope = scopes.CreateAsyncScope();
        foreach (var job in scope.ServiceProvider.GetServices<IScheduledJob>())
        {
            var name = job.GetType().Name;
            var data = new JobDataMap { ["run"] = (Func<CancellationToken, Task>)(ct => RunAsync(name, ct)) };
            await scheduler.ScheduleJob(
                JobBuilder.Create<Turn>().WithIdentity(name).UsingJobData(data).Build(),
                TriggerBuilder.Create().WithSimpleSchedule(s => s.WithInterval(job.Every).RepeatForever()).StartAt(DateTimeOffset.UtcNow + job.Every).Build(),
                cancellationToken: stoppingToken);
        }

        await scheduler.Start(stoppingToken);
    }

    private async Task<string[]> JobTypesAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        return [.. scope.ServiceProvider.GetServices<IScheduledJob>().Select(j => j.GetType().Name)];
    }

    private async Task RunAsync(string name, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform(name);
        try
        {
            await scope.ServiceProvider.GetServices<IScheduledJob>().Single(j => j.GetType().Name == name).RunAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogError("The job {Job} failed: {Failure}", name, failure.GetType().Name);
        }
    }

    [DisallowConcurrentExecution]
    private sealed class Turn : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
            await ((Func<CancellationToken, Task>)context.MergedJobDataMap["run"]!)(cancellationToken);
    }
}

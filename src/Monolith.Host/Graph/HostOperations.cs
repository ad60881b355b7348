using MediatR;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Clock;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Subscriptions;
using Monolith.Host.Http;

namespace Monolith.Host.Graph;

/// <summary>The clock of a host started with <c>--testing</c>, after it was moved.</summary>
/// <param name="Now">The instant it shows, UTC.</param>
internal sealed record ClockView(DateTime Now);

/// <summary>What ran.</summary>
/// <param name="Jobs">The jobs in their order.</param>
/// <param name="DeliveredMessages">Events that reached their listeners meanwhile.</param>
internal sealed record DueWorkView(IReadOnlyList<string> Jobs, int DeliveredMessages);

/// <summary>What the simulated clock shows. Only on a host started with <c>--testing</c>.</summary>
/// <param name="Now">UTC.</param>
[Subscription("clockAdvanced", "The simulated clock, whenever it was moved. Only on a host started with `--testing`."), AllowAnyone, TestingOnly]
internal sealed record ClockAdvanced(DateTime Now) : IQuery<ClockView>;

/// <summary>Moves the simulated clock forward. Only on a host started with <c>--testing</c>.</summary>
/// <param name="By">How far, an ISO 8601 duration such as PT15M or P30D; it cannot go back.</param>
[Mutation(Payload = "clock"), AllowAnyone, TestingOnly]
internal sealed record AdvanceClock(TimeSpan By) : ICommand<ClockView>;

/// <summary>Runs every job once, and delivers every event, before it answers. Only on a host started with <c>--testing</c>.</summary>
[Mutation(Payload = "dueWork"), AllowAnyone, TestingOnly]
internal sealed record RunDueJobs : ICommand<DueWorkView>;

/// <summary>The step is negative; a clock that goes back would undo deadlines.</summary>
[TestingOnly]
internal sealed record ClockCannotGoBack() : Refusal("The clock only goes forward.", "by");

internal sealed class ClockAdvancedHandler : IQueryHandler<ClockAdvanced, ClockView>
{
    public Task<Result<ClockView>> Handle(ClockAdvanced query, CancellationToken cancellationToken) => Task.FromResult<Result<ClockView>>(new ClockView(query.Now));
}

internal sealed class AdvanceClockHandler(TimeProvider clock, IEventTopics topics) : ICommandHandler<AdvanceClock, ClockView>
{
    public Task<Result<ClockView>> Handle(AdvanceClock command, CancellationToken cancellationToken)
    {
        if (command.By < TimeSpan.Zero)
        {
            return Task.FromResult<Result<ClockView>>(new ClockCannotGoBack());
        }

        ((SimulatedClock)clock).Advance(command.By);
        var now = clock.GetUtcNow().UtcDateTime;
        topics.Publish(LocalAnnouncements.TopicOf(typeof(ClockAdvanced), Guid.Empty), new ClockAdvanced(now));
        return Task.FromResult<Result<ClockView>>(new ClockView(now));
    }
}

internal sealed class RunDueJobsHandler(JobRunner jobs, OutboxRelay relay) : ICommandHandler<RunDueJobs, DueWorkView>
{
    public async Task<Result<DueWorkView>> Handle(RunDueJobs command, CancellationToken cancellationToken)
    {
        var before = await relay.DrainAsync(cancellationToken);
        var names = await jobs.RunAllAsync(cancellationToken);
        return new DueWorkView(names, before + await relay.DrainAsync(cancellationToken));
    }
}

/// <summary>Registers the host's own operations.</summary>
internal static class HostOperations
{
    public static void Add(IServiceCollection services, HostOptions options)
    {
        services.AddHttpContextAccessor().AddSingleton<PreferenceCookie>();
        services.AddScoped<IRequestHandler<RememberPreferences, Result<RememberedPreferencesView>>, RememberPreferencesHandler>();
        services.AddScoped<IRequestHandler<RememberedPreferences, Result<RememberedPreferencesView>>, RememberedPreferencesHandler>();
        if (options.Testing)
        {
            services.AddScoped<IRequestHandler<ClockAdvanced, Result<ClockView>>, ClockAdvancedHandler>();
            services.AddScoped<IRequestHandler<AdvanceClock, Result<ClockView>>, AdvanceClockHandler>();
            services.AddScoped<IRequestHandler<RunDueJobs, Result<DueWorkView>>, RunDueJobsHandler>();
            services.AddScoped<IRequestHandler<StoredForm, Result<IReadOnlyList<StoredRowView>>>, StoredFormHandler>();
        }
    }
}

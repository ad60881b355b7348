using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Sharing;

/// <summary>A call to an outside processor, which holds kinds of data and never the data.</summary>
/// <param name="Processor">What the processor does, one of the profile's kinds.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Fields">The kinds of data it was given.</param>
/// <param name="At">When, by the clock of the host.</param>
internal sealed record OutsideCallView(string Processor, string Purpose, IReadOnlyList<string> Fields, DateTime At);

/// <summary>What was handed to outside processors, latest first, at most 1,000. Only on a host started with <c>--testing</c>.</summary>
/// <param name="Processor">Only calls to processors of this kind, such as PAYMENT or MESSAGING.</param>
[Query("processorCalls"), AllowAnyone, TestingOnly]
internal sealed record CallsToProcessors(string? Processor) : IQuery<IReadOnlyList<OutsideCallView>>;

internal sealed class CallsToProcessorsHandler(ConsentDbContext db, OutsideCalls calls) : IQueryHandler<CallsToProcessors, IReadOnlyList<OutsideCallView>>
{
    private const int Most = 1000;

    public async Task<Result<IReadOnlyList<OutsideCallView>>> Handle(CallsToProcessors query, CancellationToken cancellationToken)
    {
        var waiting = calls.Latest(query.Processor);
        var written = await db.ProcessorCalls.AsNoTracking().Where(c => query.Processor == null || c.Kind == query.Processor)
            .OrderByDescending(c => c.CalledAt).ThenByDescending(c => c.Id).Take(Most).ToListAsync(cancellationToken);
        var known = written.Select(c => c.Id).ToHashSet();
        OutsideCallView[] all =
        [
            .. waiting.Where(c => !known.Contains(c.Id)).Select(c => new OutsideCallView(c.Kind, c.Purpose, c.Fields, c.At))
                .Concat(written.Select(c => new OutsideCallView(c.Kind, c.Purpose, c.Fields.Split(','), c.CalledAt))).Take(Most),
        ];
        return all;
    }
}

/// <summary>Writes the calls that wait; they are kept as long as the evidence of consents.</summary>
internal sealed class WriteProcessorCalls(ConsentDbContext db, OutsideCalls calls, PolicyProfile profile) : IScheduledJob
{
    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var waiting = calls.Latest(null).Reverse().ToList();
        if (waiting.Count == 0)
        {
            return;
        }

        var kept = CalendarPeriod.TryParse(new PublishedSettings(profile).Text("accounts.retention.personal"), out var period) ? period : default;
        db.ProcessorCalls.AddRange(waiting.Select(c => new ProcessorCall(c.Id, c.Kind, c.Purpose, c.Fields, c.At, profile.Platform.Clock.Add(c.At, kept))));
        await db.SaveChangesAsync(cancellationToken);
        calls.Written(waiting.Count);
    }
}

/// <summary>Clears the calls whose period is over.</summary>
internal sealed class ProcessorCallSweep(ConsentDbContext db, TimeProvider clock) : IScheduledJob
{
    private const int AtOnce = 1000;

    public TimeSpan Every => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        db.ProcessorCalls.RemoveRange(await db.ProcessorCalls.Where(c => c.EndsAt <= now).OrderBy(c => c.EndsAt).Take(AtOnce).ToListAsync(cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
    }
}

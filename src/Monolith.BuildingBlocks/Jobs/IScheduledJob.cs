namespace Monolith.BuildingBlocks.Jobs;

/// <summary>
/// Work that time triggers. A job is a sweep: it looks for stored instants that have passed and acts on each once, so that a missed or
/// repeated run does no harm.
/// </summary>
public interface IScheduledJob
{
    /// <summary>How often it runs.</summary>
    TimeSpan Every { get; }

    /// <summary>Acts on everything that is due.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}

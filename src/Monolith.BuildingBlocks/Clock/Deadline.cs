namespace Monolith.BuildingBlocks.Clock;

/// <summary>An instant by which something must have happened, computed once at receipt, with the rule that set it.</summary>
/// <param name="DueAt">The instant, UTC.</param>
/// <param name="Rule">The clause or setting, such as <c>grievance.resolveWithin=P15D (CA-11.4)</c>.</param>
public sealed record Deadline(DateTime DueAt, string Rule);

/// <summary>A clock that tests and demonstrations move forward; it never goes back.</summary>
/// <param name="inner">The clock it starts from.</param>
public sealed class SimulatedClock(TimeProvider inner) : TimeProvider
{
    private long aheadTicks;

    /// <summary>How far ahead of the real clock it is.</summary>
    public TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref aheadTicks));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Ahead;

    /// <summary>Moves the clock forward.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public void Advance(TimeSpan step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, TimeSpan.Zero);
        Interlocked.Add(ref aheadTicks, step.Ticks);
    }
}

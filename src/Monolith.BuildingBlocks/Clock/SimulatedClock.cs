namespace Monolith.BuildingBlocks.Clock;

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

namespace Monolith.BuildingBlocks.Audit;

/// <summary>That something was handed to an outside processor: which kinds of data, never the data and never whose.</summary>
/// <param name="Kind">What the processor does, one of the profile's kinds such as <c>PAYMENT</c>.</param>
/// <param name="Purpose">One of <see cref="Access.Purpose"/>.</param>
/// <param name="Fields">The kinds of data it was given.</param>
/// <param name="At">When, UTC.</param>
public sealed record OutsideCall(string Kind, string Purpose, IReadOnlyList<string> Fields, DateTime At)
{
    /// <summary>Tells it from every other call.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();
}

/// <summary>Calls to outside processors that wait to be written; each adapter notes its own before it makes it.</summary>
public sealed class OutsideCalls(TimeProvider clock)
{
    /// <summary>How many may wait; beyond, calls are not noted.</summary>
    public const int Most = 100_000;

    private readonly Lock gate = new();
    private readonly List<OutsideCall> waiting = [];

    /// <summary>Notes a call.</summary>
    public void Note(string kind, string purpose, params IReadOnlyList<string> fields)
    {
        lock (gate)
        {
            if (waiting.Count < Most)
            {
                waiting.Add(new OutsideCall(kind, purpose, fields, clock.GetUtcNow().UtcDateTime));
            }
        }
    }

    /// <summary>Those of this kind, or all, that wait, latest first.</summary>
    public IReadOnlyList<OutsideCall> Latest(string? kind)
    {
        lock (gate)
        {
            return [.. waiting.Where(call => kind is null || call.Kind == kind).Reverse()];
        }
    }

    /// <summary>The first that wait were written.</summary>
    public void Written(int count)
    {
        lock (gate)
        {
            waiting.RemoveRange(0, count);
        }
    }
}

namespace Monolith.BuildingBlocks.Audit;

/// <summary>That something was handed to an outside processor: which kinds of data, never the data.</summary>
/// <param name="Kind">What the processor does, one of the profile's kinds such as <c>PAYMENT</c>.</param>
/// <param name="Purpose">One of <see cref="Access.Purpose"/>.</param>
/// <param name="Fields">The kinds of data it was given.</param>
/// <param name="At">When, UTC.</param>
public sealed record OutsideCall(string Kind, string Purpose, IReadOnlyList<string> Fields, DateTime At);

/// <summary>The latest calls of this process to outside processors; each adapter notes its own before it makes it.</summary>
public sealed class OutsideCalls(TimeProvider clock)
{
    /// <summary>How many are remembered.</summary>
    public const int Most = 1000;

    private readonly Queue<OutsideCall> latest = new();

    /// <summary>Notes a call.</summary>
    public void Note(string kind, string purpose, params IReadOnlyList<string> fields)
    {
        lock (latest)
        {
            if (latest.Count == Most)
            {
                latest.Dequeue();
            }

            latest.Enqueue(new OutsideCall(kind, purpose, fields, clock.GetUtcNow().UtcDateTime));
        }
    }

    /// <summary>The calls of this kind, or all, latest first.</summary>
    public IReadOnlyList<OutsideCall> Latest(string? kind)
    {
        lock (latest)
        {
            return [.. latest.Where(call => kind is null || call.Kind == kind).Reverse()];
        }
    }
}

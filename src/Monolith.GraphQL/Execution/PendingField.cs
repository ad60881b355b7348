using System.Collections.Immutable;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>
/// A place of the response that is not written yet: a field whose resolver has not answered, or a stub whose object is not loaded. Once it is known, its JSON
/// lies in the response's scratch buffer between <see cref="Segment.Start"/> and <see cref="Segment.End"/>.
/// </summary>
/// <param name="parent">The type the field belongs to.</param>
/// <param name="plan">The field; for an item of a list the list's field.</param>
/// <param name="source">The object the field belongs to, or the stub.</param>
/// <param name="type">The declared type of the value.</param>
/// <param name="place">The place of the object the field belongs to; for a stub its own.</param>
internal sealed class PendingField(ObjectType parent, FieldPlan plan, object source, GraphType type, ResponsePath place)
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private int _loads;
    private TaskCompletionSource? _signal;

    public ObjectType Parent => parent;

    public FieldPlan Plan => plan;

    public object Source => source;

    public GraphType Type => type;

    /// <summary>The object type of the stub; null for a field.</summary>
    public ObjectType? StubType { get; init; }

    public ResponsePath Place => place;

    public ResponsePath Path => StubType is null ? place.To(plan) : place;

    public ImmutableArray<object> PathArray => ResponsePath.ToArray(Path);

    public Task<object?>? Task { get; set; }

    public bool IsFinished { get; set; }

    /// <summary>Whether a parent became null meanwhile, so that nobody asks for the field any more.</summary>
    public bool IsDropped { get; set; }

    /// <summary>What was written; null while nothing is, and for a null.</summary>
    public Segment? Written { get; set; }

    /// <summary>Whether the resolver has answered or waits for a loader: then others may go on.</summary>
    public bool IsSettled => Task!.IsCompleted || Volatile.Read(ref _loads) > 0;

    public void BeginLoad()
    {
        Interlocked.Increment(ref _loads);
        Volatile.Read(ref _signal)?.TrySetResult();
    }

    public void EndLoad() => Interlocked.Decrement(ref _loads);

    public async ValueTask Settle(CancellationToken cancellationToken)
    {
        while (!IsSettled)
        {
            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _signal, signal);
            if (!IsSettled)
            {
                await WaitAsync(signal.Task, cancellationToken);
            }

            Volatile.Write(ref _signal, null);
        }
    }

    // A resolver that was told to stop still uses what belongs to the request, such as a connection to the database: it gets a moment to let go of it.
    private async Task WaitAsync(Task signal, CancellationToken cancellationToken)
    {
        try
        {
            await System.Threading.Tasks.Task.WhenAny(Task!, signal).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await System.Threading.Tasks.Task.WhenAny(Task!, System.Threading.Tasks.Task.Delay(Farewell, CancellationToken.None));
            throw;
        }
    }
}

/// <summary>A run of bytes in the scratch buffer, with the marks in it.</summary>
internal readonly record struct Segment(int Start, int End, int FirstMark, int EndMark);

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
    private TaskCompletionSource? _wake;

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
        if (Volatile.Read(ref _wake) is { } wake)
        {
            WakeElsewhere(wake);
        }
    }

    public void EndLoad() => Interlocked.Decrement(ref _loads);

    public ValueTask Settle(CancellationToken cancellationToken) => IsSettled ? default : new ValueTask(WaitAsync(cancellationToken));

    // One object to wait for, which the answer, a loader or the end of the request completes: most resolvers that wait come by here once.
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (!IsSettled)
        {
            var wake = new TaskCompletionSource();
            Volatile.Write(ref _wake, wake);
            Task!.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() => wake.TrySetResult());
            using (cancellationToken.UnsafeRegister(static wake => WakeElsewhere((TaskCompletionSource)wake!), wake))
            {
                if (!IsSettled)
                {
                    await wake.Task;
                }
            }

            Volatile.Write(ref _wake, null);
            if (cancellationToken.IsCancellationRequested && !IsSettled)
            {
                // A resolver that was told to stop still uses what belongs to the request, such as a connection to the database: it gets a moment to let go of it.
                await System.Threading.Tasks.Task.WhenAny(Task, System.Threading.Tasks.Task.Delay(Farewell, CancellationToken.None));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    // Not on the spot: who loads, and who cancels, has something else to do than to go on with the execution.
    private static void WakeElsewhere(TaskCompletionSource wake) =>
        ThreadPool.UnsafeQueueUserWorkItem(static wake => wake.TrySetResult(), wake, preferLocal: false);
}

/// <summary>A run of bytes in the scratch buffer, with the marks in it.</summary>
internal readonly record struct Segment(int Start, int End, int FirstMark, int EndMark);

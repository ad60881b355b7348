using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Annotations;

/// <summary>Methods that answer with a stream, or a task of one, as source streams.</summary>
internal static class EventSources
{
    public static bool IsSource(MethodInfo method) => ClrTypes.IsStream(ClrTypes.IsTask(method.ReturnType) ? method.ReturnType.GetGenericArguments()[0] : method.ReturnType);

    /// <summary>The event itself, as the value of the field.</summary>
    public static object? Event(object parent) => ReferenceEquals(parent, ResponseStream.NoValue) ? null : parent;

    public static Func<ResolverContext, ValueTask<IAsyncEnumerable<object?>>> Compile(MethodCallExpression call, ParameterExpression context)
    {
        var type = call.Type;
        var isTask = ClrTypes.IsTask(type);
        var stream = isTask ? type.GetGenericArguments()[0] : type;
        var item = stream.GetInterfaces().Append(stream).FirstOrDefault(ClrTypes.IsStream)?.GetGenericArguments()[0]
            ?? throw new NotSupportedException($"{call.Method.DeclaringType}.{call.Method.Name} must answer with an IAsyncEnumerable<T> or a task of one.");
        var name = !isTask ? nameof(OfStream) : type.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(OfTask) : nameof(OfValueTask);
        Expression body = Expression.Call(typeof(EventSources), name, isTask ? [stream, item] : [item], call);
        return Expression.Lambda<Func<ResolverContext, ValueTask<IAsyncEnumerable<object?>>>>(body, context).Compile();
    }

    private static ValueTask<IAsyncEnumerable<object?>> OfStream<T>(IAsyncEnumerable<T> stream) => new(Objects(stream));

    private static async ValueTask<IAsyncEnumerable<object?>> OfTask<TStream, T>(Task<TStream> stream)
        where TStream : IAsyncEnumerable<T> => Objects(await stream);

    private static async ValueTask<IAsyncEnumerable<object?>> OfValueTask<TStream, T>(ValueTask<TStream> stream)
        where TStream : IAsyncEnumerable<T> => Objects(await stream);

    private static IAsyncEnumerable<object?> Objects<T>(IAsyncEnumerable<T> stream) => stream as IAsyncEnumerable<object?> ?? new Boxed<T>(stream);

    // Streams of structs are no streams of objects for the runtime.
    private sealed class Boxed<T>(IAsyncEnumerable<T> stream) : IAsyncEnumerable<object?>, IAsyncDisposable
    {
        public IAsyncEnumerator<object?> GetAsyncEnumerator(CancellationToken cancellationToken = default) => Read(cancellationToken).GetAsyncEnumerator(cancellationToken);

        public ValueTask DisposeAsync()
        {
            (stream as IDisposable)?.Dispose();
            return stream is IAsyncDisposable source ? source.DisposeAsync() : ValueTask.CompletedTask;
        }

        private async IAsyncEnumerable<object?> Read([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var item in stream.WithCancellation(cancellationToken))
            {
                yield return item;
            }
        }
    }
}

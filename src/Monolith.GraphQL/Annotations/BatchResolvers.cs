using System.Linq.Expressions;
using System.Reflection;
using Monolith.GraphQL.DataLoader;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Annotations;

/// <summary>Methods that answer for all parents of a level at once.</summary>
internal static class BatchResolvers
{
    public static bool IsBatch(MethodInfo method) => ClrTypes.Attribute<BatchResolverAttribute>(method) is not null;

    public static void Compile(ClrTypes types, MethodInfo method, OutputField field)
    {
        var parents = method.GetParameters().FirstOrDefault(ResolverCompiler.IsParent);
        if (parents is null || !parents.ParameterType.IsGenericType || parents.ParameterType.GetGenericTypeDefinition() != typeof(IReadOnlyList<>))
        {
            throw Unfit(method, "must take its parents as [Parent] IReadOnlyList<T>");
        }

        if (method.GetParameters().FirstOrDefault(p => p.ParameterType == typeof(ResolverContext) || typeof(IDataLoader).IsAssignableFrom(p.ParameterType)) is { } strange)
        {
            throw Unfit(method, $"cannot take the parameter '{strange.Name}': it is called once for many fields, and nothing dispatches a loader while it waits");
        }

        var context = Expression.Parameter(typeof(BatchContext));
        var list = Expression.Call(typeof(BatchResolvers), nameof(Typed), parents.ParameterType.GetGenericArguments(), Expression.Property(context, nameof(BatchContext.Parents)));
        var places = new ResolverCompiler.Places(
            list, Expression.Property(context, nameof(BatchContext.Arguments)), Expression.Property(context, nameof(BatchContext.Request)), null);
        var call = ResolverCompiler.Call(types, method, field, places);
        var compiled = Expression.Lambda<Func<BatchContext, ValueTask<IReadOnlyList<object?>>>>(Listed(method, call), context).Compile();
        field.ResolveBatch = ClrTypes.Attribute<IDAttribute>(method)?.TypeName is { } encode
            ? async c => [.. (await compiled(c)).Select(value => NodeIdCodec.EncodeAll(encode, value))]
            : compiled;
    }

    private static MethodCallExpression Listed(MethodInfo method, Expression call)
    {
        var isTask = ClrTypes.IsTask(call.Type);
        var answer = isTask ? call.Type.GetGenericArguments()[0] : call.Type;
        var item = answer.GetInterfaces().Append(answer).FirstOrDefault(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))?.GetGenericArguments()[0]
            ?? throw Unfit(method, "must answer with an IReadOnlyList<T> of one value for each parent, or a task of one");
        var name = !isTask ? nameof(OfList) : call.Type.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(OfTask) : nameof(OfValueTask);
        return Expression.Call(typeof(BatchResolvers), name, isTask ? [answer, item] : [item], call);
    }

    private static T[] Typed<T>(IReadOnlyList<object> parents)
    {
        var typed = new T[parents.Count];
        for (var i = 0; i < typed.Length; i++)
        {
            typed[i] = (T)parents[i];
        }

        return typed;
    }

    private static ValueTask<IReadOnlyList<object?>> OfList<T>(IReadOnlyList<T> list) => new(Objects(list));

    private static async ValueTask<IReadOnlyList<object?>> OfTask<TList, T>(Task<TList> list)
        where TList : IReadOnlyList<T> => Objects(await list);

    private static async ValueTask<IReadOnlyList<object?>> OfValueTask<TList, T>(ValueTask<TList> list)
        where TList : IReadOnlyList<T> => Objects(await list);

    private static IReadOnlyList<object?> Objects<T>(IReadOnlyList<T> list) => list as IReadOnlyList<object?> ?? [.. list.Cast<object?>()];

    private static NotSupportedException Unfit(MethodInfo method, string why) => new($"{method.DeclaringType}.{method.Name} is a batch resolver and {why}.");
}

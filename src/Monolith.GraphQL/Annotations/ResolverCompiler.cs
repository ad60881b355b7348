using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monolith.GraphQL.DataLoader;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Annotations;

/// <summary>Compiles static methods into resolvers.</summary>
internal static class ResolverCompiler
{
    public static bool IsArgument(ClrTypes types, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(PageArguments) || IsParent(parameter) || ClrTypes.Attribute<ServiceAttribute>(parameter) is not null || IsOfRequest(type))
        {
            return false;
        }

        return types.IsScalar(type) || ValueConversion.ItemType(type) is not null || type.IsValueType || type.GetMethod("<Clone>$") is not null;
    }

    public static void Compile(ClrTypes types, MethodInfo method, OutputField field)
    {
        var context = Expression.Parameter(typeof(ResolverContext));
        var parent = Expression.Parameter(typeof(object));
        var values = Expression.Parameter(typeof(ArgumentValues));
        var pure = !IsAwaitable(method.ReturnType) && method.GetParameters().All(p =>
            IsParent(p) || p.ParameterType == typeof(PageArguments) || IsArgument(types, p));
        var call = Call(types, method, field, pure ? new Places(parent, values, null, null) : Places.Of(context));
        var encode = ClrTypes.Attribute<IDAttribute>(method)?.TypeName;
        if (pure)
        {
            var compiled = Expression.Lambda<Func<object, ArgumentValues, object?>>(Expression.Convert(call, typeof(object)), parent, values).Compile();
            field.PureWithArguments = encode is null ? compiled : (p, a) => NodeIdCodec.EncodeAll(encode, compiled(p, a));
            field.MayBeStub = OutputTypes.CanBeStub(method.ReturnType);
            return;
        }

        var waiting = Expression.Lambda<Func<ResolverContext, ValueTask<object?>>>(Boxed(call), context).Compile();
        field.Resolve = encode is null ? waiting : async c => NodeIdCodec.EncodeAll(encode, await waiting(c));
    }

    /// <summary>A method that answers with the events of a subscription.</summary>
    public static Func<ResolverContext, ValueTask<IAsyncEnumerable<object?>>> Stream(ClrTypes types, MethodInfo method, OutputField field)
    {
        var context = Expression.Parameter(typeof(ResolverContext));
        return EventSources.Compile(Call(types, method, field, Places.Of(context)), context);
    }

    public static NodeResolver Node(MethodInfo method)
    {
        var request = Expression.Parameter(typeof(RequestContext));
        var key = Expression.Parameter(typeof(object));
        var keyParameter = method.GetParameters().First(p => !IsOfRequest(p.ParameterType) && !IsService(p));
        var keyType = ValueConversion.ItemType(keyParameter.ParameterType) ?? keyParameter.ParameterType;
        var many = keyType != keyParameter.ParameterType;
        var arguments = method.GetParameters().Select(p => p == keyParameter
            ? Expression.Call(typeof(ValueConversion), nameof(ValueConversion.To), [p.ParameterType], key)
            : FromRequest(p.ParameterType, request));
        var fetch = Expression.Lambda<Func<RequestContext, object, ValueTask<object?>>>(Boxed(Expression.Call(method, arguments)), request, key).Compile();
        return many
            ? new NodeResolver(async (r, k) => Entries(await fetch(r, new[] { k }))?.GetValueOrDefault(k), NodeKeys.ParserFor(keyType))
            {
                Batch = async (r, keys) => Entries(await fetch(r, keys)) ?? [],
            }
            : new NodeResolver(fetch, NodeKeys.ParserFor(keyType));
    }

    public static MethodCallExpression Call(ClrTypes types, MethodInfo method, OutputField field, Places places)
    {
        return Expression.Call(method, method.GetParameters().Select(Value));

        Expression Value(ParameterInfo parameter)
        {
            var type = parameter.ParameterType;
            if (IsParent(parameter))
            {
                return Expression.Convert(places.Parent, type);
            }

            if (type == typeof(PageArguments))
            {
                return Expression.Call(typeof(PageArguments), nameof(PageArguments.Read), null, places.Arguments);
            }

            if (IsArgument(types, parameter))
            {
                var index = field.Arguments.IndexOf(ClrTypes.MemberName(parameter, parameter.Name!));
                return InputTypes.Read(places.Arguments, index, type, parameter.HasDefaultValue ? parameter.DefaultValue : null);
            }

            return type == typeof(ResolverContext) ? places.Context! : FromRequest(type, places.Request!);
        }
    }

    public static bool IsParent(ParameterInfo parameter) =>
        ClrTypes.Attribute<ParentAttribute>(parameter) is not null || ClrTypes.Attribute<EventMessageAttribute>(parameter) is not null;

    private static Expression FromRequest(Type type, Expression request)
    {
        if (type == typeof(RequestContext))
        {
            return request;
        }

        if (type == typeof(CancellationToken))
        {
            return Expression.Property(request, nameof(RequestContext.RequestAborted));
        }

        if (type == typeof(HttpContext))
        {
            return Expression.Property(request, nameof(RequestContext.HttpContext));
        }

        if (typeof(IDataLoader).IsAssignableFrom(type))
        {
            return Expression.Call(request, nameof(RequestContext.DataLoader), [type]);
        }

        var services = Expression.Property(request, nameof(RequestContext.Services));
        return type == typeof(IServiceProvider)
            ? services
            : Expression.Call(typeof(ServiceProviderServiceExtensions), nameof(ServiceProviderServiceExtensions.GetRequiredService), [type], services);
    }

    private static bool IsOfRequest(Type type) =>
        type == typeof(CancellationToken) || type == typeof(ResolverContext) || type == typeof(RequestContext) || type == typeof(HttpContext)
        || type == typeof(IServiceProvider) || typeof(IDataLoader).IsAssignableFrom(type);

    private static bool IsService(ParameterInfo parameter) =>
        ClrTypes.Attribute<ServiceAttribute>(parameter) is not null || (parameter.ParameterType.IsAbstract && ValueConversion.ItemType(parameter.ParameterType) is null);

    private static bool IsAwaitable(Type type) => ClrTypes.IsTask(type) || type == typeof(Task) || type == typeof(ValueTask);

    private static Expression Boxed(Expression call)
    {
        if (ClrTypes.IsTask(call.Type))
        {
            var name = call.Type.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(BoxTask) : nameof(BoxValueTask);
            return Expression.Call(typeof(ResolverCompiler), name, call.Type.GetGenericArguments(), call);
        }

        return Expression.New(typeof(ValueTask<object?>).GetConstructor([typeof(object)])!, Expression.Convert(call, typeof(object)));
    }

    private static ValueTask<object?> BoxTask<T>(Task<T> task) => task.IsCompletedSuccessfully ? new(task.GetAwaiter().GetResult()) : Wait(task);

    private static async ValueTask<object?> Wait<T>(Task<T> task) => await task;

    private static async ValueTask<object?> BoxValueTask<T>(ValueTask<T> task) => await task;

    private static Dictionary<object, object>? Entries(object? answer)
    {
        if (answer is not System.Collections.IDictionary entries)
        {
            return null;
        }

        var all = new Dictionary<object, object>(entries.Count);
        foreach (System.Collections.DictionaryEntry entry in entries)
        {
            if (entry.Value is { } value)
            {
                all.Add(entry.Key, value);
            }
        }

        return all;
    }

    /// <summary>Where a call finds what it is given; a pure field needs neither request nor context.</summary>
    public sealed record Places(Expression Parent, Expression Arguments, Expression? Request, Expression? Context)
    {
        public static Places Of(ParameterExpression context) => new(
            Expression.Property(context, nameof(ResolverContext.Parent)),
            Expression.Property(context, nameof(ResolverContext.Arguments)),
            Expression.Property(context, nameof(ResolverContext.Request)),
            context);
    }
}

using Microsoft.AspNetCore.Http;
using Monolith.GraphQL.DataLoader;
using Monolith.GraphQL.Transport;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>What all resolvers of one request share.</summary>
public sealed class RequestContext
{
    private readonly Lock _gate = new();
    private Dictionary<Type, object>? _loaders;
    private Dictionary<ObjectType, NodeLoader>? _nodeLoaders;
    private readonly IServiceProvider? _services;
    private RequestClock? _clock;
    private bool? _allowsIntrospection;

    internal RequestContext(Schema schema, IServiceProvider? services, string requestId)
    {
        Schema = schema;
        _services = services;
        RequestId = requestId;
    }

    /// <summary>The schema that is executed against.</summary>
    public Schema Schema { get; }

    /// <summary>The services of the request's scope; a call's scope is made when it is first asked for.</summary>
    public IServiceProvider Services => _services ?? HttpContext!.RequestServices;

    /// <summary>Names the request in the log and in masked errors.</summary>
    public string RequestId { get; }

    /// <summary>The HTTP call, or null where the request came another way.</summary>
    public HttpContext? HttpContext { get; internal init; }

    /// <summary>The socket or event stream that the operation came over, or null where it was an ordinary call.</summary>
    public GraphQLConnection? Connection { get; internal init; }

    /// <summary>Anything the host or resolvers want to remember during the request, for example the caller.</summary>
    public IDictionary<string, object?> ContextData
    {
        get => field ??= new Dictionary<string, object?>(StringComparer.Ordinal);
        internal init;
    }

    /// <summary>Cancelled when the caller has gone or the time is up.</summary>
    public CancellationToken RequestAborted => _clock?.Token ?? CancellationToken.None;

    /// <summary>Whether <c>__schema</c> and <c>__type</c> are answered, and errors propose names. Unless it is set, the executor's rule decides when it is first asked.</summary>
    public bool AllowsIntrospection
    {
        get => _allowsIntrospection ??= IntrospectionRule?.Invoke(this) ?? true;
        set => _allowsIntrospection = value;
    }

    /// <summary>What the operation costs; 0 until it is known, and where nobody asks.</summary>
    public long Cost { get; internal set; }

    /// <summary>The caller's budget as it stands; null where requests are not counted.</summary>
    public RateLimitState? RateLimit { get; internal set; }

    /// <summary>Whether the caller asked to be told the cost.</summary>
    public bool ReportsCost { get; set; }

    internal Func<RequestContext, bool>? IntrospectionRule { get; init; }

    internal ServerLimits? Limits { get; init; }

    internal RateBudget.Purse? Purse { get; set; }

    internal LoaderSchedule Loaders => field ??= new();

    /// <summary>The operation's variables; known when it is executed.</summary>
    internal VariableValues Variables { get; set; } = VariableValues.None;

    internal RequestClock Clock
    {
        set => _clock = value;
    }

    internal NodeLoader NodeLoaderFor(ObjectType type)
    {
        _nodeLoaders ??= [];
        if (!_nodeLoaders.TryGetValue(type, out var loader))
        {
            loader = new NodeLoader(this, type.NodeResolver!);
            _nodeLoaders.Add(type, loader);
        }

        return loader;
    }

    /// <summary>Forgets what was fetched, so that the next mutation of the document sees what the last one changed.</summary>
    internal void ForgetLoaded()
    {
        _loaders?.Clear();
        _nodeLoaders?.Clear();
    }

    /// <summary>The request's one data loader of a type, made from the services at first use.</summary>
    public T DataLoader<T>()
        where T : class => (T)DataLoader(typeof(T));

    internal object DataLoader(Type type)
    {
        lock (_gate)
        {
            _loaders ??= [];
            if (!_loaders.TryGetValue(type, out var loader))
            {
                loader = LoaderFactory.Create(type, this);
                _loaders.Add(type, loader);
            }

            return loader;
        }
    }
}

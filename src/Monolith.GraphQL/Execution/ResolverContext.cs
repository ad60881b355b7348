using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>What a resolver that may wait is given.</summary>
public sealed class ResolverContext
{
    private readonly FieldPlan _plan;
    private readonly ResponsePath _place;
    private readonly ErrorLog _errors;

    internal ResolverContext(RequestContext request, object parent, FieldPlan plan, ArgumentValues arguments, ResponsePath place, ErrorLog errors)
    {
        Request = request;
        Parent = parent;
        Arguments = arguments;
        _plan = plan;
        _place = place;
        _errors = errors;
    }

    /// <summary>The same call with other arguments.</summary>
    internal ResolverContext With(ArgumentValues arguments) => new(Request, Parent, _plan, arguments, _place, _errors);

    /// <summary>What all resolvers of the request share.</summary>
    public RequestContext Request { get; }

    /// <summary>The object the field belongs to; for a root field the root value, an empty object when there is none.</summary>
    public object Parent { get; }

    /// <summary>The field's definition.</summary>
    public OutputField Field => _plan.Field;

    /// <summary>The field as the document selects it; more than one where selections were merged.</summary>
    public IReadOnlyList<FieldNode> FieldNodes => _plan.Nodes;

    /// <summary>The coerced arguments.</summary>
    public ArgumentValues Arguments { get; }

    /// <summary>The services of the request's scope.</summary>
    public IServiceProvider Services => Request.Services;

    /// <summary>The HTTP call, or null where the request came another way.</summary>
    public HttpContext? HttpContext => Request.HttpContext;

    /// <summary>Anything the host or resolvers want to remember during the request.</summary>
    public IDictionary<string, object?> ContextData => Request.ContextData;

    /// <summary>Cancelled when the caller has gone or the time is up.</summary>
    public CancellationToken RequestAborted => Request.RequestAborted;

    /// <summary>The key of the field in the response.</summary>
    public string ResponseName => FieldNodes[0].ResponseName;

    /// <summary>The response path: strings and integers.</summary>
    public ImmutableArray<object> Path => ResponsePath.ToArray(_place.To(_plan));

    /// <summary>The parent as a CLR type.</summary>
    /// <exception cref="InvalidCastException">The parent is of another type: a fault in the schema's code.</exception>
    public T ParentAs<T>() => (T)Parent;

    /// <summary>An argument as a CLR type; the type's default when absent or null.</summary>
    public T Argument<T>(string name) => Arguments.Get<T>(name);

    /// <summary>An argument as coerced; null when absent.</summary>
    public object? RawArgument(string name) => Arguments.Raw(name);

    /// <summary>The request's one data loader of a type.</summary>
    public T DataLoader<T>()
        where T : class => Request.DataLoader<T>();

    /// <summary>Adds an error to the response without making the field null. Path and locations are filled in when it has none.</summary>
    public void ReportError(GraphQLError error) => _errors.Add(error, _plan, Path);
}

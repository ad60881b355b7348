using Microsoft.AspNetCore.Http;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>What a field that resolves a whole level at once is given.</summary>
public sealed class BatchContext
{
    private readonly IReadOnlyList<PendingField> _fields;
    private readonly ErrorLog _errors;

    internal BatchContext(RequestContext request, ArgumentValues arguments, IReadOnlyList<object> parents, IReadOnlyList<PendingField> fields, ErrorLog errors)
    {
        _fields = fields;
        _errors = errors;
        Request = request;
        Arguments = arguments;
        Parents = parents;
    }

    /// <summary>What all resolvers of the request share.</summary>
    public RequestContext Request { get; }

    /// <summary>The field's definition.</summary>
    public OutputField Field => _fields[0].Plan.Field;

    /// <summary>The coerced arguments, which all parents share.</summary>
    public ArgumentValues Arguments { get; }

    /// <summary>The parents, or what <see cref="OutputField.Keep"/> kept of them, in the order of the response.</summary>
    public IReadOnlyList<object> Parents { get; }

    /// <summary>The services of the request's scope.</summary>
    public IServiceProvider Services => Request.Services;

    /// <summary>The HTTP call, or null where the request came another way.</summary>
    public HttpContext? HttpContext => Request.HttpContext;

    /// <summary>Cancelled when the caller has gone or the time is up.</summary>
    public CancellationToken RequestAborted => Request.RequestAborted;

    /// <summary>What a resolver of one of the parents alone would be given.</summary>
    internal ResolverContext For(int index) => new(Request, Parents[index], _fields[index].Plan, Arguments, _fields[index].Place, _errors);
}

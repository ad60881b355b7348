using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Transport;
using Monolith.GraphQL.Types;
using Monolith.GraphQL.Validation;

namespace Monolith.GraphQL.Execution;

/// <summary>
/// Executes requests against a schema (specification, section 6): document by hash, operation, variables, plan, answer. One executor serves all requests of a
/// schema, from any thread.
/// </summary>
/// <param name="schema">The schema.</param>
/// <param name="options">Limits; not to be changed afterwards.</param>
/// <param name="logger">Gets exceptions that the caller may not see. Messages name type, field and request, never a value.</param>
public sealed partial class RequestExecutor(Schema schema, RequestExecutorOptions? options = null, ILogger<RequestExecutor>? logger = null)
{
    private readonly RequestExecutorOptions _options = options ?? new RequestExecutorOptions();
    private readonly DocumentSource _documents = new(schema, options ?? new RequestExecutorOptions());
    private readonly Admission _admission = new(options ?? new RequestExecutorOptions());
    private readonly ILogger _logger = logger ?? NullLogger<RequestExecutor>.Instance;

    /// <summary>The schema.</summary>
    public Schema Schema => schema;

    /// <summary>What the executor and its transports limit.</summary>
    internal ServerLimits Limits { get; } = new(options ?? new RequestExecutorOptions());

    /// <summary>A context for a request.</summary>
    public RequestContext CreateContext(IServiceProvider services, string requestId, HttpContext? httpContext = null) =>
        new(schema, services, requestId) { HttpContext = httpContext, IntrospectionRule = _options.AllowIntrospection, Limits = Limits };

    internal RequestContext CreateContext(HttpContext http, string requestId) =>
        new(schema, null, requestId) { HttpContext = http, IntrospectionRule = _options.AllowIntrospection, Limits = Limits };

    internal RequestContext CreateContext(IServiceProvider services, string requestId, GraphQLConnection connection) =>
        new(schema, services, requestId) { HttpContext = connection.HttpContext, Connection = connection, IntrospectionRule = _options.AllowIntrospection, Limits = Limits };

    /// <summary>
    /// Executes a request. All that is wrong with it, and what its resolvers throw, is in the result. A root value is the parent of root fields.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async ValueTask<ExecutionResult> ExecuteAsync(GraphQLRequest request, RequestContext context, CancellationToken cancellationToken, object? rootValue = null)
    {
        if (Begin(request, context, out var prepared, out var variables) is { } refused)
        {
            return refused;
        }

        return prepared.Node.Operation is OperationType.Subscription && !request.IsEvent
            ? _admission.Refuse(context, [GraphQLError.WithCode("Subscriptions are not answered over this transport.", "OPERATION_NOT_SUPPORTED")])
            : await ExecuteInTime(prepared, variables, context, rootValue ?? new object(), cancellationToken, isIncremental: request.AcceptsIncremental);
    }

    /// <summary>What comes before an execution of any kind: document, operation, permissions, variables. An answer is a refusal.</summary>
    private ExecutionResult? Begin(GraphQLRequest request, RequestContext context, out PreparedOperation prepared, out VariableValues variables)
    {
        variables = VariableValues.None;
        if (!request.IsEvent && _admission.Enter(context) is { } spent)
        {
            prepared = null!; // Nobody reads it beside a refusal.
            return spent;
        }

        prepared = Prepare(request, context, out var refusals)!;
        if (prepared is null)
        {
            return _admission.Refuse(context, refusals);
        }

        if (request.QueriesOnly && prepared.Node.Operation is OperationType.Mutation)
        {
            return _admission.Refuse(context, [GraphQLError.WithCode("Mutations may not be asked by GET.", "METHOD_NOT_ALLOWED")], ResultKind.WrongMethod);
        }

        if (prepared.UsesIntrospection && !context.AllowsIntrospection)
        {
            return _admission.Refuse(context, [GraphQLError.WithCode("Introspection is not offered here.", "INTROSPECTION_OFF")]);
        }

        List<GraphQLError> errors = [];
        variables = VariableCoercion.Coerce(prepared.Variables, request.Variables, errors, _options);
        if (errors.Count == 0 && _options.OnOperation?.Invoke(context, prepared.Node) is { } refusal)
        {
            errors.Add(refusal);
        }

        return errors.Count > 0 ? _admission.Refuse(context, errors) : null;
    }

    /// <summary>The answer to a request that its transport refuses to have executed; it is counted like one that the executor refuses.</summary>
    internal ExecutionResult Refuse(RequestContext context, GraphQLError error) => _admission.Enter(context) ?? _admission.Refuse(context, [error]);

    private PreparedOperation? Prepare(GraphQLRequest request, RequestContext context, out IReadOnlyList<GraphQLError> errors)
    {
        if (_documents.Find(request, context, out errors) is not { } document)
        {
            return null;
        }

        var chosen = document.Choose(request.OperationName, out var error);
        errors = error is null ? [] : [error];
        return chosen;
    }

    private async ValueTask<ExecutionResult> ExecuteInTime(
        PreparedOperation operation, VariableValues variables, RequestContext context, object rootValue, CancellationToken cancellationToken, bool isAdmitted = false, bool isIncremental = false)
    {
        OperationPlan plan;
        try
        {
            plan = operation.PlanFor(variables, _options.MaxFields, isIncremental && operation.IsIncremental);
            if (!isAdmitted && _admission.Admit(plan, variables, context) is { } refused)
            {
                return refused;
            }
        }
        catch (GraphQLException fault)
        {
            return _admission.Refuse(context, [fault.Error]);
        }

        var clock = new RequestClock(_options.Timeout, _options.TimeProvider, cancellationToken);
        context.Clock = clock;
        context.Variables = variables;
        ExecutionResult? result = null;
        try
        {
            return result = await Execute(plan, operation.Node.Operation, variables, context, rootValue, clock);
        }
        catch (ResponseTooLargeException)
        {
            return Stopped($"The answer is over the limit of {_options.MaxResponseBytes} bytes.", "RESPONSE_TOO_LARGE");
        }
        catch (Exception fault) when (clock.IsUp || cancellationToken.IsCancellationRequested)
        {
            return clock.IsUp ? TimedOut() : throw new OperationCanceledException("The caller has gone.", fault, cancellationToken);
        }
        finally
        {
            if (result?.Later is null)
            {
                clock.Dispose();
            }
        }
    }

    private async ValueTask<ExecutionResult> Execute(
        OperationPlan plan, OperationType kind, VariableValues variables, RequestContext context, object rootValue, RequestClock clock)
    {
        var errors = new ErrorLog(context, _logger, _options.MaxErrors, _options.OnError);
        var root = new RootExecution(context, variables, errors, _options);
        var writer = kind is OperationType.Mutation ? await root.OneAfterTheOther(plan.Root, rootValue) : await root.LevelByLevel(plan.Root, rootValue);
        if (errors.Errors.Count > 0)
        {
            ResponseText.WriteErrors(writer, errors.Errors);
        }

        if (_admission.Extensions(context) is { Count: > 0 } extensions)
        {
            ResponseText.WriteExtensions(writer, extensions);
        }

        var later = plan.IsIncremental ? await Promise(root.Tape, writer, variables, context, clock) : null;
        writer.EndObject();
        writer.CheckLimit();
        return new ExecutionResult(writer, ResultKind.Executed, errors.Errors) { Later = later };
    }

    private ExecutionResult TimedOut() => Stopped($"The request took longer than the limit of {_options.Timeout.TotalSeconds:0.#} s and was stopped.", "TIMEOUT");

    private static ExecutionResult Stopped(string message, string code)
    {
        var error = GraphQLError.WithCode(message, code);
        var writer = new ResultWriter(256);
        writer.StartObject();
        writer.PropertyName("data");
        writer.WriteNull();
        ResponseText.WriteErrors(writer, [error]);
        writer.EndObject();
        return new ExecutionResult(writer, ResultKind.Executed, [error]);
    }
}

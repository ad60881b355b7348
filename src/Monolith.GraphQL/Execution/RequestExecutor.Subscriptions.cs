using System.Collections.Immutable;
using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Execution;

/// <content>Subscriptions (specification, section 6.2.3).</content>
public sealed partial class RequestExecutor
{
    /// <summary>
    /// Executes a query or mutation, or opens the response stream of a subscription. All that is wrong before the first event is in the result, as errors
    /// without data. The context serves the making of the source stream; each event is executed with a context of its own.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async ValueTask<OperationStart> StartAsync(GraphQLRequest request, RequestContext context, CancellationToken cancellationToken)
    {
        if (Begin(request, context, out var prepared, out var variables) is { } refused)
        {
            return new OperationStart(refused, null);
        }

        return prepared.Node.Operation is OperationType.Subscription
            ? await Open(prepared, variables, context, cancellationToken)
            : new OperationStart(await ExecuteInTime(prepared, variables, context, new object(), cancellationToken, isIncremental: request.AcceptsIncremental), null);
    }

    internal ValueTask<ExecutionResult> ExecuteEventAsync(
        PreparedOperation operation, VariableValues variables, RequestContext context, object? value, CancellationToken cancellationToken) =>
        ExecuteInTime(operation, variables, context, value ?? ResponseStream.NoValue, cancellationToken, isAdmitted: true);

    internal ExecutionResult SourceFailed(Exception fault, PreparedOperation operation, VariableValues variables, RequestContext context)
    {
        var errors = new ErrorLog(context, _logger, _options.MaxErrors, _options.OnError);
        var plan = operation.PlanFor(variables, _options.MaxFields).Root;
        errors.Add(fault, plan.Type, plan.Fields[0], []);
        return ResponseText.Refused(errors.Errors);
    }

    /// <summary>
    /// CreateSourceEventStream: the one root field's arguments, then its stream. Failing is a request error. The cost of an event is spent here, once: the
    /// caller decides how often to subscribe, not how often something happens.
    /// </summary>
    private async ValueTask<OperationStart> Open(PreparedOperation operation, VariableValues variables, RequestContext context, CancellationToken cancellationToken)
    {
        using var clock = new RequestClock(_options.Timeout, _options.TimeProvider, cancellationToken);
        context.Clock = clock;
        context.Variables = variables;
        var errors = new ErrorLog(context, _logger, _options.MaxErrors, _options.OnError);
        try
        {
            var plan = operation.PlanFor(variables, _options.MaxFields);
            if (_admission.Admit(plan, variables, context) is { } refused)
            {
                return new OperationStart(refused, null);
            }

            var root = plan.Root;
            if (root.Fields is not [{ Field.Subscribe: { } subscribe } field])
            {
                return Refused(GraphQLError.WithCode("The field has no events.", "OPERATION_NOT_SUPPORTED"));
            }

            try
            {
                var resolver = new ResolverContext(context, new object(), field, field.Arguments.Coerce(variables), ResponsePath.Root, errors);
                var source = await subscribe(resolver);
                return new OperationStart(null, new ResponseStream(this, operation, variables, source));
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !context.RequestAborted.IsCancellationRequested)
            {
                errors.Add(fault, root.Type, field, ImmutableArray.Create<object>(field.ResponseName));
                return new OperationStart(ResponseText.Refused(errors.Errors), null);
            }
        }
        catch (GraphQLException fault)
        {
            return Refused(fault.Error);
        }
        catch (OperationCanceledException) when (clock.IsUp)
        {
            return new OperationStart(TimedOut(), null);
        }
    }

    private static OperationStart Refused(GraphQLError error) => new(ResponseText.Refused([error]), null);
}

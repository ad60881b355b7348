using Monolith.GraphQL.Execution.Incremental;

namespace Monolith.GraphQL.Execution;

/// <content>What follows the first result (@defer and @stream).</content>
public sealed partial class RequestExecutor
{
    /// <summary>Whether the schema knows @defer or @stream.</summary>
    internal bool OffersIncremental { get; } = schema.Directives.Contains("defer") || schema.Directives.Contains("stream");

    private async ValueTask<LaterResults?> Promise(ResponseTape tape, ResultWriter first, VariableValues variables, RequestContext context, RequestClock clock)
    {
        await Wave.Drop(tape.Parts, tape.Surviving);
        if (tape.Surviving.Count == 0)
        {
            return null;
        }

        var delivery = new IncrementalDelivery(context, variables, _options, () => new ErrorLog(context, _logger, _options.MaxErrors, _options.OnError), clock);
        return delivery.Begin(first, tape.Surviving) ? new LaterResults(delivery) : null;
    }
}

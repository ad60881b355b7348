using System.Globalization;

namespace Monolith.GraphQL.Execution;

/// <summary>Decides by cost whether an operation is executed, and keeps the callers' budgets.</summary>
internal sealed class Admission(RequestExecutorOptions options)
{
    private readonly RateBudget? _budget = options.RateLimit is null ? null : new RateBudget(options.RateLimit, options.TimeProvider);
    private readonly bool _always = options.Cost.MaxCost < int.MaxValue || options.RateLimit is not null || options.Cost.Report is CostReport.Always;

    /// <summary>The refusal of a caller who has nothing left, before anything is read; null: go on.</summary>
    public ExecutionResult? Enter(RequestContext context) => _budget is null || _budget.TryEnter(context) ? null : RateLimited(context);

    /// <summary>The answer to a request that is not executed; it costs the least there is.</summary>
    public ExecutionResult Refuse(RequestContext context, IReadOnlyList<GraphQLError> errors, ResultKind kind = ResultKind.Refused)
    {
        _budget?.TrySpend(context, 0);
        return ResponseText.Refused(errors, kind);
    }

    /// <summary>The refusal of an operation that is over a limit of cost; null: execute it.</summary>
    /// <exception cref="GraphQLException">The cost cannot be told.</exception>
    public ExecutionResult? Admit(OperationPlan plan, VariableValues variables, RequestContext context)
    {
        if (!_always && !context.ReportsCost)
        {
            return null;
        }

        context.Cost = plan.Cost(options.Cost).Of(variables);
        if (context.Cost > options.Cost.MaxCost)
        {
            return Refuse(context, [OperationCost.TooMuch(context.Cost, options.Cost.MaxCost)]);
        }

        return _budget is null || _budget.TrySpend(context, context.Cost) ? null : RateLimited(context);
    }

    /// <summary>The extensions of an answer: the host's, and the cost when it is told.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions(RequestContext context)
    {
        var others = options.OnExtensions?.Invoke(context);
        var reports = options.Cost.Report switch { CostReport.Always => true, CostReport.WhenAsked => context.ReportsCost, _ => false };
        return reports ? OperationCost.Report(context, options.Cost.MaxCost, others) : others;
    }

    private static ExecutionResult RateLimited(RequestContext context)
    {
        var state = context.RateLimit!.Value;
        var seconds = (int)Math.Ceiling(state.RetryAfter.TotalSeconds);
        return ResponseText.Refused([new GraphQLError(
            string.Create(CultureInfo.InvariantCulture, $"This is over your limit of {state.Limit} points. Try again in {seconds} s."),
            extensions: new Dictionary<string, object?>(4)
            {
                ["code"] = "RATE_LIMITED",
                ["retryAfter"] = seconds,
                ["remaining"] = state.Remaining,
                ["resetAt"] = state.ResetAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            })], ResultKind.RateLimited);
    }
}

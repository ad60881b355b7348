using System.Globalization;
using Microsoft.AspNetCore.Http;
using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Transport;

/// <summary>The caller's budget in the response's headers, as numbers of points and seconds.</summary>
internal static class BudgetHeaders
{
    public static void Write(HttpResponse response, RequestContext context, ResultKind kind)
    {
        if (context.RateLimit is not { } state)
        {
            return;
        }

        var seconds = ((int)Math.Ceiling(state.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        response.Headers["RateLimit-Limit"] = state.Limit.ToString(CultureInfo.InvariantCulture);
        response.Headers["RateLimit-Remaining"] = state.Remaining.ToString(CultureInfo.InvariantCulture);
        response.Headers["RateLimit-Reset"] = seconds;
        if (kind is ResultKind.RateLimited)
        {
            response.Headers.RetryAfter = seconds;
        }
    }
}

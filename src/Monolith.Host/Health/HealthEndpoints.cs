namespace Monolith.Host.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can serve. Neither says why not; the log does.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new Answer("live")));
        routes.MapGet("/health/ready", async (Readiness readiness, CancellationToken cancellationToken) =>
            await readiness.IsReadyAsync(cancellationToken)
                ? Results.Json(new Answer("ready"))
                : Results.Json(new Answer("not ready"), statusCode: StatusCodes.Status503ServiceUnavailable));
    }

    private sealed record Answer(string Status);
}

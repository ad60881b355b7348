using Microsoft.AspNetCore.Diagnostics;

namespace Monolith.Host.Http;

/// <summary>What a caller sees of a bug: a request id. The log has the types of the exceptions and where they were thrown.</summary>
internal static class UnexpectedFault
{
    public static ExceptionHandlerOptions Handling { get; } = new()
    {
        ExceptionHandler = WriteAsync,
        StatusCodeSelector = fault => fault is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
    };

    private static async Task WriteAsync(HttpContext context)
    {
        var fault = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (fault is BadHttpRequestException)
        {
            return;
        }

        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(UnexpectedFault));
        log.LogError(fault, "Unexpected fault in request {RequestId}", context.TraceIdentifier);
        await context.Response.WriteAsJsonAsync(
            new
            {
                errors = new[]
                {
                    new { message = "Unexpected fault.", extensions = new { code = "INTERNAL", requestId = context.TraceIdentifier } },
                },
            },
            context.RequestAborted);
    }
}

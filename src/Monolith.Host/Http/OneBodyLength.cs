using Microsoft.Extensions.Primitives;

namespace Monolith.Host.Http;

/// <summary>
/// Refuses a request that gives its body two lengths, Transfer-Encoding and Content-Length: two servers could read it as different requests. The server keeps the
/// one it ignores under another name.
/// </summary>
internal sealed class OneBodyLength(RequestDelegate next)
{
    private const string Ignored = "X-Content-Length";

    public Task InvokeAsync(HttpContext http)
    {
        if (StringValues.IsNullOrEmpty(http.Request.Headers.TransferEncoding) || !http.Request.Headers.ContainsKey(Ignored))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        http.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }
}

using System.Net;

namespace Monolith.Host.Http;

/// <summary>
/// Where the profile says so, a call from elsewhere than this machine that came without TLS is refused before anything is read of it, and nothing is
/// redirected: what was sent in clear was seen already. Probes of the health are answered.
/// </summary>
internal sealed class TlsOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.IsHttps || IsHere(http.Connection.RemoteIpAddress) || http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        http.Response.Headers.Connection = "close";
        return http.Response.WriteAsJsonAsync(
            new { errors = new[] { new { message = "Use https.", extensions = new { code = "TLS_REQUIRED" } } } }, http.RequestAborted);
    }

    private static bool IsHere(IPAddress? address) => address is null || IPAddress.IsLoopback(address);
}

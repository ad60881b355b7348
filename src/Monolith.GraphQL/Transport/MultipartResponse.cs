using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Transport;

/// <summary>Sends several results of one operation as the parts of one response (incremental delivery over HTTP, draft of the working group).</summary>
internal static class MultipartResponse
{
    public static async Task SendAsync(HttpContext http, int status, ExecutionResult first, LaterResults later)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.StatusCode = status;
        http.Response.ContentType = "multipart/mixed; boundary=\"-\"";
        await WritePart(http, first);
        await foreach (var next in later.WithCancellation(http.RequestAborted))
        {
            using (next)
            {
                await WritePart(http, next);
            }
        }

        await http.Response.Body.WriteAsync("\r\n-----\r\n"u8.ToArray(), http.RequestAborted);
    }

    private static async Task WritePart(HttpContext http, ExecutionResult result)
    {
        await http.Response.Body.WriteAsync("\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"u8.ToArray(), http.RequestAborted);
        await http.Response.Body.WriteAsync(result.Json, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}

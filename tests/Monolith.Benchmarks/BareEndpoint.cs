using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monolith.Benchmarks;

/// <summary>Kestrel and nothing else: answers <c>/0</c>, <c>/1</c>, … with the bytes of the file of that name.</summary>
internal static class BareEndpoint
{
    public static async Task ServeAsync(string url, string folder)
    {
        var answers = Directory.GetFiles(folder).ToDictionary(f => "/" + Path.GetFileName(f), File.ReadAllBytes);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        app.Run(http =>
        {
            var answer = answers[http.Request.Path.Value!];
            http.Response.ContentType = "application/graphql-response+json; charset=utf-8";
            http.Response.Headers.ContentLength = answer.Length;
            return http.Response.Body.WriteAsync(answer, http.RequestAborted).AsTask();
        });
        await app.RunAsync();
    }

    /// <summary>Writes the answers into a folder that <see cref="ServeAsync"/> reads.</summary>
    public static void Write(string folder, IReadOnlyList<byte[]> answers)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < answers.Count; i++)
        {
            File.WriteAllBytes(Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture)), answers[i]);
        }
    }
}

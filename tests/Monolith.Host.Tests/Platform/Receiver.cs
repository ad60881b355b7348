using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monolith.Host.Tests.Platform;

/// <summary>A company outside that takes what is posted to it, in this process.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Body)> taken = new();
    private readonly WebApplication app;

    private Receiver(WebApplication app)
    {
        this.app = app;
        app.MapPost("/{**path}", async (HttpContext http) =>
        {
            Assert.NotNull(http.Request.ContentLength);
            using var reader = new StreamReader(http.Request.Body);
            taken.Enqueue((http.Request.Path.Value!, await reader.ReadToEndAsync(http.RequestAborted)));
            http.Response.StatusCode = Status;
            http.Response.Headers.Location = "/elsewhere";
        });
    }

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 204;

    public static async Task<Receiver> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        await receiver.app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public Uri At(string path) => new(new Uri(app.Urls.Single()), path);

    /// <summary>Everything that was posted since this was last asked, each with its path.</summary>
    public IReadOnlyList<(string Path, string Body)> TakeAll()
    {
        List<(string Path, string Body)> all = [];
        while (taken.TryDequeue(out var one))
        {
            all.Add(one);
        }

        return all;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

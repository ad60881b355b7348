using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.GraphQL.Transport;

namespace Monolith.GraphQL.Tests.Sample;

/// <summary>The library over HTTP, in process or, for the outside checks, on a port.</summary>
public static class SampleHost
{
    public static WebApplication Build(string? url = null, Action<GraphQLServerOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton(new Shelves()).AddGraphQLServer(_ => SampleServer.BuildSchema());
        if (url is null)
        {
            builder.WebHost.UseTestServer();
        }
        else
        {
            builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, url);
        }

        var app = builder.Build();
        app.MapGraphQL("/graphql", options =>
        {
            options.Page = static http => http.Response.WriteAsync("page");
            configure?.Invoke(options);
        });
        return app;
    }

    /// <summary>Run by hand, with the address in SAMPLE_URL, to put the outside checks at it: <c>dotnet run -- -explicit only -method '*Serves_until_stopped'</c>.</summary>
    public sealed class ByHand
    {
        [Fact(Explicit = true)]
        public async Task Serves_until_stopped()
        {
            await using var app = Build(Environment.GetEnvironmentVariable("SAMPLE_URL") ?? "http://127.0.0.1:5099");
            await app.RunAsync();
        }
    }
}

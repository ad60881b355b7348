using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Subscriptions;
using Monolith.GraphQL.Transport;

namespace Monolith.GraphQL.Tests.Sample;

/// <summary>The library over HTTP, in process.</summary>
public static class SampleHost
{
    public static WebApplication Build(Action<GraphQLServerOptions>? configure = null, Action<RequestExecutorOptions>? executor = null, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton(new Shelves()).AddSingleton<IEventTopics>(new EventTopics()).AddGraphQLServer(_ => SampleServer.BuildSchema(), executor);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.WebHost.UseTestServer();
        var app = builder.Build();
        app.MapGraphQL("/graphql", options =>
        {
            options.Page = static http => http.Response.WriteAsync("page");
            configure?.Invoke(options);
        });
        return app;
    }
}

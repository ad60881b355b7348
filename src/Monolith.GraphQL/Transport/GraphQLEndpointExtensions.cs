using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Transport.EventStreams;
using Monolith.GraphQL.Transport.Sockets;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Transport;

/// <summary>Puts the server into an ASP.NET Core application.</summary>
public static class GraphQLEndpointExtensions
{
    /// <summary>Registers a <see cref="RequestExecutor"/> for a schema that is built at first use.</summary>
    public static IServiceCollection AddGraphQLServer(this IServiceCollection services, Func<IServiceProvider, Schema> schema, Action<RequestExecutorOptions>? configure = null) =>
        services.AddSingleton(provider =>
        {
            var options = new RequestExecutorOptions();
            configure?.Invoke(options);
            return new RequestExecutor(schema(provider), options, provider.GetRequiredService<ILogger<RequestExecutor>>());
        });

    /// <summary>
    /// Maps the endpoint: POST and GET as GraphQL over HTTP has them, WebSockets (graphql-transport-ws), event streams (graphql-sse), the page
    /// for browsers, 405 for other methods. Uses the registered
    /// <see cref="RequestExecutor"/>, which is made here, so that a faulty schema stops the start.
    /// </summary>
    /// <exception cref="SchemaException">The schema is invalid.</exception>
    public static IEndpointConventionBuilder MapGraphQL(this IEndpointRouteBuilder endpoints, string pattern = "/graphql", Action<GraphQLServerOptions>? configure = null)
    {
        var options = new GraphQLServerOptions();
        configure?.Invoke(options);
        var services = endpoints.ServiceProvider;
        var executor = services.GetRequiredService<RequestExecutor>();
        executor.Limits.Transport = options;
        var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        var logger = services.GetRequiredService<ILogger<GraphQLEndpoint>>();
        var gate = new ConcurrencyGate(options.MaxConcurrentRequests);
        var run = new OperationRun(executor, options, gate, services.GetRequiredService<IServiceScopeFactory>(), logger);
        var streams = new EventStreamEndpoint(run, options, lifetime, services.GetService<TimeProvider>() ?? TimeProvider.System);
        var endpoint = new GraphQLEndpoint(executor, options, gate, new SocketEndpoint(run, options, lifetime), streams, logger);
        var withSockets = endpoints.CreateApplicationBuilder().UseWebSockets().Use(_ => endpoint.Handle).Build();
        return endpoints.Map(pattern, http => http.Request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(http.Request.Method) ? withSockets(http) : endpoint.Handle(http));
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Subscriptions;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Sample;

/// <summary>The library's schema and an executor over it.</summary>
public sealed class SampleServer
{
    public SampleServer(RequestExecutorOptions? options = null)
    {
        Services = new ServiceCollection().AddSingleton(Shelves).AddSingleton<IEventTopics>(Topics).BuildServiceProvider();
        Executor = new RequestExecutor(BuildSchema(), options);
    }

    public Shelves Shelves { get; } = new();

    public EventTopics Topics { get; } = new();

    public IServiceProvider Services { get; }

    public RequestExecutor Executor { get; }

    public static Schema BuildSchema()
    {
        var builder = new SchemaBuilder();
        builder.ClrTypes.NameFor = static (type, _) => type == typeof(IFound) ? "Found" : null;
        builder.AddTypeExtension(typeof(LibraryQueries)).AddTypeExtension(typeof(LibraryMutations)).AddTypeExtension(typeof(LibrarySubscriptions));
        builder.AddTypeExtension(typeof(BookNode)).AddTypeExtension(typeof(AuthorNode));
        builder.AddNodeFields().AddLimitFields().AddCostDirectives();
        return builder.Build();
    }

    public Task<JsonNode> Ask(string document, object? variables = null, string? operationName = null) =>
        Ask(Executor, Services, document, variables, operationName);

    public static async Task<JsonNode> Ask(
        RequestExecutor executor, IServiceProvider services, string document, object? variables = null, string? operationName = null, object? root = null)
    {
        using var json = JsonSerializer.SerializeToDocument(variables);
        return await Ask(executor, services, new GraphQLRequest
        {
            Query = Encoding.UTF8.GetBytes(document),
            OperationName = operationName,
            Variables = variables is null ? default : json.RootElement,
            IsEvent = root is not null,
        }, null, root);
    }

    public Task<JsonNode> Ask(GraphQLRequest request, Action<RequestContext>? prepare = null) => Ask(Executor, Services, request, prepare, null);

    private static async Task<JsonNode> Ask(RequestExecutor executor, IServiceProvider services, GraphQLRequest request, Action<RequestContext>? prepare, object? root)
    {
        var context = executor.CreateContext(services, "request-1");
        prepare?.Invoke(context);
        using var result = await executor.ExecuteAsync(request, context, TestContext.Current.CancellationToken, root);
        return JsonNode.Parse(result.Json.Span)!;
    }
}

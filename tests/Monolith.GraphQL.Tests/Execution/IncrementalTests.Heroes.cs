using System.Text;
using Monolith.GraphQL.DataLoader;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Execution;

/// <content>The schema the tests ask.</content>
public sealed partial class IncrementalTests
{
    private async Task<List<string>> Ask(string document, bool accepts = true, RequestExecutorOptions? options = null)
    {
        var results = new List<string>();
        await foreach (var text in Read(document, accepts, options))
        {
            results.Add(text);
        }

        return results;
    }

    private async IAsyncEnumerable<string> Read(string document, bool accepts = true, RequestExecutorOptions? options = null)
    {
        var executor = Executor(options);
        using var first = await executor.ExecuteAsync(Request(document, accepts), executor.CreateContext(Services, "r"), TestContext.Current.CancellationToken);
        await using var later = first.Later;
        yield return Encoding.UTF8.GetString(first.Json.Span);
        if (later is null)
        {
            yield break;
        }

        await foreach (var next in later)
        {
            using (next)
            {
                yield return Encoding.UTF8.GetString(next.Json.Span);
            }
        }
    }

    private static GraphQLRequest Request(string document, bool accepts) => new() { Query = Encoding.UTF8.GetBytes(document), AcceptsIncremental = accepts };

    private RequestExecutor Executor(RequestExecutorOptions? options)
    {
        var hero = new ObjectType("Hero")
        {
            Fields =
            {
                new OutputField("name", "String") { Pure = static name => name },
                new OutputField("home", "String") { Resolve = static async c => await After(c, "Tatooine") },
                new OutputField("friends", "[Hero!]") { Pure = static _ => (string[])["Han", "Leia", "C3PO"] },
                new OutputField("loaded", "String") { Resolve = async c => await c.DataLoader<Shouts>().With(_log).LoadAsync((string)c.Parent) },
                new OutputField("broken", "String!") { Resolve = static _ => throw new GraphQLException("Not this.", "NO") },
                new OutputField("fails", "String") { Resolve = static _ => throw new GraphQLException("Not this.", "NO") },
                new OutputField("slow", "String")
                {
                    Resolve = static async c =>
                    {
                        await Task.Delay(Timeout.InfiniteTimeSpan, c.RequestAborted);
                        return null;
                    },
                },
            },
        };
        var query = new ObjectType("Query")
        {
            Fields =
            {
                new OutputField("hero", "Hero") { Pure = static _ => "Luke" },
                new OutputField("numbers", "[Int!]")
                {
                    Arguments = { new Argument("to", "Int!"), new Argument("breaks", "Boolean") },
                    Resolve = c => new(Numbers(c.Argument<int>("to"), c.Argument<bool>("breaks"))),
                },
            },
        };
        return new RequestExecutor(new SchemaBuilder().AddType(query).AddType(hero).AddIncrementalDirectives().Build(), options);
    }

    private async IAsyncEnumerable<object?> Numbers(int to, bool breaks)
    {
        try
        {
            for (var i = 1; i <= to; i++)
            {
                yield return i;
                await Task.Delay(1, CancellationToken.None);
            }

            if (breaks)
            {
                throw new InvalidOperationException();
            }
        }
        finally
        {
            _log.Add("ended");
        }
    }

    private static async Task<string> After(ResolverContext context, string value)
    {
        await Task.Delay(1, context.RequestAborted);
        return value;
    }

    private sealed class Shouts(RequestContext request) : BatchDataLoader<string, string>(request)
    {
        private List<string> _log = [];

        public Shouts With(List<string> log)
        {
            _log = log;
            return this;
        }

        protected override Task<IReadOnlyDictionary<string, string>> LoadBatchAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
        {
            _log.Add(string.Join(',', keys));
            return Task.FromResult<IReadOnlyDictionary<string, string>>(keys.ToDictionary(k => k, k => k.ToUpperInvariant()));
        }
    }
}

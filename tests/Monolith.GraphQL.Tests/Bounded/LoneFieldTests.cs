using Microsoft.Extensions.DependencyInjection;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Tests.Sample;
using Monolith.GraphQL.Types;
using Monolith.GraphQL.Validation;

namespace Monolith.GraphQL.Tests.Bounded;

/// <summary>Fields whose calls are limited cannot be called often in one operation (R57).</summary>
public sealed class LoneFieldTests
{
    private readonly Guesses _guesses = new();

    [Theory]
    [InlineData("mutation { guess(code: 1) }")]
    [InlineData("mutation { __typename a: guess(code: 1) }")]
    [InlineData("mutation { guess(code: 1) ...F } fragment F on Mutation { guess(code: 1) }")]
    [InlineData("mutation { a: guess(code: 1) b: guess(code: 2) @skip(if: true) other @include(if: false) }")]
    [InlineData("mutation A { guess(code: 1) } mutation B { guess(code: 2) }", "B")]
    public async Task Alone_it_is_called_once(string document, string? operation = null)
    {
        var answer = await Ask(document, operation);

        Assert.Null(answer["errors"]);
        Assert.Equal(1, _guesses.Count);
    }

    [Theory]
    [InlineData("mutation { a: guess(code: 1) b: guess(code: 2) }")]
    [InlineData("mutation { other guess(code: 1) }")]
    [InlineData("mutation { guess(code: 1) ...F } fragment F on Mutation { b: guess(code: 2) }")]
    [InlineData("mutation { ... { a: guess(code: 1) } ... @include(if: true) { b: guess(code: 2) } }")]
    [InlineData("mutation { __typename __typename guess(code: 1) other }")]
    public async Task With_anything_beside_it_nothing_is_called(string document)
    {
        var answer = await Ask(document);

        Assert.Equal("FIELD_NOT_ALONE", (string?)answer["errors"]![0]!["extensions"]!["code"]);
        Assert.Null(answer["data"]);
        Assert.Equal(0, _guesses.Count);
    }

    [Fact]
    public async Task A_hundred_aliases_are_refused_whatever_the_limit_of_aliases()
    {
        var answer = await Ask($"mutation {{ {string.Join(' ', Enumerable.Range(0, 100).Select(n => $"g{n}: guess(code: {n})"))} }}");

        Assert.Equal("FIELD_NOT_ALONE", (string?)answer["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal(0, _guesses.Count);
    }

    private Task<System.Text.Json.Nodes.JsonNode> Ask(string document, string? operation = null)
    {
        var builder = new SchemaBuilder();
        builder.AddTypeExtension(typeof(AnyQuery)).AddTypeExtension(typeof(GuessMutations));
        var options = new RequestExecutorOptions { Validation = ValidationOptions.Unlimited };
        var services = new ServiceCollection().AddSingleton(_guesses).BuildServiceProvider();
        return SampleServer.Ask(new RequestExecutor(builder.Build(), options), services, document, operationName: operation);
    }

    internal sealed class Guesses
    {
        public int Count { get; set; }
    }

    [QueryType]
    internal static class AnyQuery
    {
        public static int Any() => 1;
    }

    [MutationType]
    internal static class GuessMutations
    {
        [GraphQLAlone]
        public static bool Guess(int code, [Service] Guesses guesses) => guesses.Count++ == code;

        public static bool Other([Service] Guesses guesses) => guesses.Count++ == 0;
    }
}

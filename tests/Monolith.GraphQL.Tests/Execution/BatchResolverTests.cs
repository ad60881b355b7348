using Microsoft.Extensions.DependencyInjection;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.DataLoader;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Sdl;
using Monolith.GraphQL.Tests.Sample;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Execution;

public sealed class BatchResolverTests
{
    private readonly IServiceProvider _services = new ServiceCollection().AddSingleton<Orchard>().BuildServiceProvider();

    private Orchard Orchard => _services.GetRequiredService<Orchard>();

    [Fact]
    public async Task All_parents_of_a_level_are_resolved_by_one_call_in_their_order()
    {
        var answer = await Ask("{ trees { name apples(more: 1) } }");

        Assert.Equal("""{"trees":[{"name":"a","apples":[2]},{"name":"b","apples":[3]},{"name":"c","apples":[4]}]}""", answer);
        Assert.Equal(["a,b,c"], Orchard.Calls);
    }

    [Fact]
    public async Task Two_uses_of_a_field_with_other_arguments_are_two_calls()
    {
        var answer = await Ask("{ trees { one: apples(more: 1) two: apples(more: 2) } }");

        Assert.StartsWith("""{"trees":[{"one":[2],"two":[3]}""", answer, StringComparison.Ordinal);
        Assert.Equal(2, Orchard.Calls.Count);
    }

    [Fact]
    public async Task Lists_may_come_at_once_or_later_and_of_values_or_objects()
    {
        Assert.Equal(
            """{"trees":[{"age":1,"height":1.5,"neighbour":{"name":"b"}},{"age":2,"height":3,"neighbour":{"name":"c"}},{"age":3,"height":4.5,"neighbour":null}]}""",
            await Ask("{ trees { age height neighbour { name } } }"));
    }

    [Fact]
    public async Task What_it_throws_is_an_error_at_every_parent()
    {
        var answer = await SampleServer.Ask(Executor(), _services, "{ trees { felled } }");

        Assert.Equal("""{"trees":[{"felled":null},{"felled":null},{"felled":null}]}""", answer["data"]!.ToJsonString());
        Assert.Equal(
            ["""["trees",0,"felled"]""", """["trees",1,"felled"]""", """["trees",2,"felled"]"""], answer["errors"]!.AsArray().Select(e => e!["path"]!.ToJsonString()));
        Assert.All(answer["errors"]!.AsArray(), e => Assert.Equal("NO_SAW", (string?)e!["extensions"]!["code"]));
    }

    [Fact]
    public async Task Too_few_values_are_a_fault_that_tells_nothing()
    {
        var answer = await SampleServer.Ask(Executor(), _services, "{ trees { few } }");

        Assert.Equal(3, answer["errors"]!.AsArray().Count);
        Assert.All(answer["errors"]!.AsArray(), e => Assert.Equal("Unexpected fault.", (string?)e!["message"]));
    }

    [Fact]
    public void Its_type_is_that_of_one_value()
    {
        var sdl = SchemaPrinter.Print(Executor().Schema);

        Assert.Contains("apples(more: Int!): [Int!]!", sdl, StringComparison.Ordinal);
        Assert.Contains("neighbour: Tree\n", sdl, StringComparison.Ordinal);
        Assert.Contains("age: Int!", sdl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(OneParent), "IReadOnlyList<T>")]
    [InlineData(typeof(OneAnswer), "one value for each parent")]
    [InlineData(typeof(WithLoader), "'loader'")]
    public void A_method_of_another_shape_is_refused_with_the_reason(Type type, string reason)
    {
        var fault = Assert.Throws<NotSupportedException>(() => new SchemaBuilder().AddTypeExtension(type));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    private async Task<string> Ask(string document)
    {
        var answer = await SampleServer.Ask(Executor(), _services, document);
        Assert.Null(answer["errors"]);
        return answer["data"]!.ToJsonString();
    }

    private static RequestExecutor Executor() => new(new SchemaBuilder().AddTypeExtension(typeof(Trees)).AddTypeExtension(typeof(TreeFields)).Build());

    [ObjectType<Tree>]
    public static class OneParent
    {
        [BatchResolver]
        public static IReadOnlyList<int> Age([Parent] Tree tree) => [tree.Size];
    }

    [ObjectType<Tree>]
    public static class OneAnswer
    {
        [BatchResolver]
        public static int Age([Parent] IReadOnlyList<Tree> trees) => trees.Count;
    }

    [ObjectType<Tree>]
    public static class WithLoader
    {
        [BatchResolver]
        public static async Task<IReadOnlyList<Author?>> Age([Parent] IReadOnlyList<Tree> trees, AuthorById loader) => [await loader.LoadAsync(Guid.Empty), .. trees.Select(_ => default(Author))];
    }
}

public sealed record Tree(string Name, [property: GraphQLIgnore] int Size);

public sealed class Orchard
{
    public List<string> Calls { get; } = [];
}

[QueryType]
public static class Trees
{
    [GraphQLName("trees")]
    public static IReadOnlyList<Tree> All() => [new("a", 1), new("b", 2), new("c", 3)];
}

[ObjectType<Tree>]
public static class TreeFields
{
    [BatchResolver]
    public static async Task<IReadOnlyList<IReadOnlyList<int>>> Apples([Parent] IReadOnlyList<Tree> trees, int more, [Service] Orchard orchard, CancellationToken cancellationToken)
    {
        await Task.Delay(1, cancellationToken);
        orchard.Calls.Add(string.Join(',', trees.Select(t => t.Name)));
        return [.. trees.Select(t => (IReadOnlyList<int>)[t.Size + more])];
    }

    [BatchResolver]
    public static int[] Age([Parent] IReadOnlyList<Tree> trees) => [.. trees.Select(t => t.Size)];

    [BatchResolver]
    public static ValueTask<List<double>> Height([Parent] IReadOnlyList<Tree> trees) => new(trees.Select(t => t.Size * 1.5).ToList());

    [BatchResolver]
    public static Task<IReadOnlyList<Tree?>> Neighbour([Parent] IReadOnlyList<Tree> trees) => Task.FromResult<IReadOnlyList<Tree?>>([.. trees.Skip(1), null]);

    [BatchResolver]
    public static IReadOnlyList<string?> Felled([Parent] IReadOnlyList<Tree> trees) => throw new GraphQLException($"No saw for {trees.Count}.", "NO_SAW");

    [BatchResolver]
    public static IReadOnlyList<string?> Few([Parent] IReadOnlyList<Tree> trees) => [trees[0].Name];
}

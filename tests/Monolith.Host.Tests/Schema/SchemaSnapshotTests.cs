using Monolith.GraphQL.Sdl;
using Monolith.Testing;

namespace Monolith.Host.Tests.Schema;

public sealed class SchemaSnapshotTests
{
    private const string Renew = "RENEW";

    [Fact]
    public void The_schema_in_the_repository_is_the_schema_of_a_host_without_testing()
    {
        var file = Repository.PathOf("docs", "schema.graphql");
        var now = SchemaPrinter.Print(Composition.SchemaOf(testing: false)).ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable(Renew) == "1")
        {
            File.WriteAllText(file, now);
        }

        var kept = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Assert.True(kept == now, $"docs/schema.graphql is not the schema: {FirstDifference(kept, now)}. Renew it with {Renew}=1 dotnet test tests/Monolith.Host.Tests --filter {nameof(SchemaSnapshotTests)}, and read the difference.");
    }

    [Fact]
    public void Operations_for_tests_are_only_in_the_schema_of_a_host_for_tests()
    {
        var production = Composition.SchemaOf(testing: false);
        var testing = Composition.SchemaOf(testing: true);
        string[] mutations = [.. testing.MutationType!.Fields.Select(f => f.Name).Except(production.MutationType!.Fields.Select(f => f.Name))];
        string[] queries = [.. testing.QueryType!.Fields.Select(f => f.Name).Except(production.QueryType!.Fields.Select(f => f.Name))];

        Assert.Equal(["advanceClock", "runDueJobs"], mutations.Order());
        Assert.Equal(["outbox", "processorCalls", "storedForm"], queries.Order());
    }

    private static string FirstDifference(string kept, string now)
    {
        var (old, @new) = (kept.Split('\n'), now.Split('\n'));
        var line = old.Zip(@new).TakeWhile(p => p.First == p.Second).Count();
        return $"line {line + 1} is '{old.ElementAtOrDefault(line)}' there and '{@new.ElementAtOrDefault(line)}' here";
    }
}

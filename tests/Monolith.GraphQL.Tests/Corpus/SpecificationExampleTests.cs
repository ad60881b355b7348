using System.Text.Json;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Sdl;
using Monolith.GraphQL.Validation;
using Monolith.GraphQL.Validation.Rules;

namespace Monolith.GraphQL.Tests.Corpus;

public sealed class SpecificationExampleTests
{
    [Fact]
    public void Every_example_of_the_specification_parses_or_does_not_as_it_should()
    {
        using var corpus = CorpusFile.Read("spec-examples.json");
        var differences = new List<string>();
        int parsed = 0, refused = 0;
        foreach (var example in Examples(corpus))
        {
            var parses = Parses(example.Text("text")!);
            parsed += parses ? 1 : 0;
            refused += parses ? 0 : 1;
            if (parses != example.GetProperty("parses").GetBoolean())
            {
                differences.Add($"{example.Text("heading")}\n{example.Text("text")}");
            }
        }

        CorpusFile.AssertNoDifferences(differences);
        Assert.Equal(190, parsed + refused);
        Assert.InRange(refused, 1, 5);
    }

    [Fact]
    public void Every_example_of_section_5_is_valid_or_not_as_the_specification_says()
    {
        using var corpus = CorpusFile.Read("spec-examples.json");
        var schema = SdlSchema.Build(corpus.RootElement.Text("section5Schema")!);
        var differences = new List<string>();
        int valid = 0, invalid = 0;
        foreach (var example in Examples(corpus).Where(IsJudged))
        {
            var isFragmentsOnly = example.GetProperty("fragmentsOnly").GetBoolean();
            var rules = DocumentValidator.AllRules().Where(r => !isFragmentsOnly || r is not NoUnusedFragmentsRule).ToArray();
            var errors = DocumentValidator.Validate(schema, Utf8GraphQLParser.Parse(example.Text("text")!), ValidationOptions.Unlimited, rules);
            var isRefused = example.GetProperty("agrees").GetBoolean() ? example.GetProperty("broken").GetArrayLength() > 0 : example.GetProperty("counter").GetBoolean();
            valid += isRefused ? 0 : 1;
            invalid += isRefused ? 1 : 0;
            if (isRefused != errors.Count > 0)
            {
                differences.Add($"{example.Text("heading")}\n{example.Text("text")}\n{string.Join('\n', errors.Select(e => e.Message))}");
            }
        }

        CorpusFile.AssertNoDifferences(differences);
        Assert.Equal((34, 49), (valid, invalid));
    }

    private static IEnumerable<JsonElement> Examples(JsonDocument corpus) => corpus.RootElement.GetProperty("examples").EnumerateArray();

    /// <summary>One example leaves its selections out and does not parse. Five valid ones use types that the text does not define, so over its schema they say nothing.</summary>
    private static bool IsJudged(JsonElement example) =>
        example.Text("role") is "document" && example.GetProperty("parses").GetBoolean() && (example.GetProperty("agrees").GetBoolean() || example.GetProperty("counter").GetBoolean());

    private static bool Parses(string text)
    {
        try
        {
            Utf8GraphQLParser.Parse(text);
            return true;
        }
        catch (SyntaxException)
        {
            return false;
        }
    }
}

using System.Text.Json;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Sdl;
using Monolith.GraphQL.Types;
using Monolith.GraphQL.Validation;

namespace Monolith.GraphQL.Tests.Corpus;

public sealed class ValidationCorpusTests
{
    [Fact]
    public void Each_rule_alone_finds_the_errors_of_the_reference_implementation_at_the_same_places()
    {
        using var corpus = CorpusFile.Read("validation.json");
        var schemas = Schemas(corpus);
        var differences = new List<string>();
        var count = 0;
        foreach (var record in corpus.RootElement.GetProperty("cases").EnumerateArray().Where(r => r.Text("rule") is not null))
        {
            count++;
            var rule = DocumentValidator.AllRules().Single(r => r.GetType().Name == record.Text("rule") + "Rule");
            var errors = DocumentValidator.Validate(SchemaOf(record, schemas), Document(record), ValidationOptions.Unlimited, rule);
            var expected = record.GetProperty("errors").EnumerateArray().Select(CorpusFile.Places).Order(StringComparer.Ordinal);
            var actual = errors.Select(CorpusFile.Places).Order(StringComparer.Ordinal);
            if (!expected.SequenceEqual(actual))
            {
                differences.Add($"{record.Text("name")}\n{record.Text("document")}\nexpected {record.GetProperty("errors")}\nactual {string.Join("; ", errors.Select(e => $"{CorpusFile.Places(e)} {e.Message}"))}");
            }
        }

        CorpusFile.AssertNoDifferences(differences);
        Assert.Equal(718, count);
    }

    [Fact]
    public void All_rules_together_accept_and_refuse_the_same_documents()
    {
        using var corpus = CorpusFile.Read("validation.json");
        var schemas = Schemas(corpus);
        var differences = new List<string>();
        int count = 0, refused = 0;
        foreach (var record in corpus.RootElement.GetProperty("cases").EnumerateArray())
        {
            count++;
            var errors = DocumentValidator.Validate(SchemaOf(record, schemas), Document(record), ValidationOptions.Unlimited);
            var broken = record.GetProperty("allRulesBroken").EnumerateArray().Select(r => r.GetString()!).ToHashSet();
            refused += errors.Count > 0 ? 1 : 0;
            if (errors.Count > 0 != broken.Count > 0)
            {
                differences.Add($"{record.Text("name")}\n{record.Text("document")}\nexpected {string.Join(' ', broken)}\nactual {string.Join("; ", errors.Select(e => e.Message))}");
            }
        }

        CorpusFile.AssertNoDifferences(differences);
        Assert.Equal(884, count);
        Assert.InRange(refused, 1, count - 1);
    }

    private static List<string> Schemas(JsonDocument corpus) => [.. corpus.RootElement.GetProperty("schemas").EnumerateArray().Select(s => s.GetString()!)];

    private static DocumentNode Document(JsonElement record) => Utf8GraphQLParser.Parse(record.Text("document")!, ParserOptions.Trusted);

    private static Schema SchemaOf(JsonElement record, List<string> schemas) =>
        SdlSchema.ToBuilder(Utf8GraphQLParser.Parse(schemas[record.GetProperty("schema").GetInt32()], ParserOptions.Trusted)).BuildUnchecked(out _);
}

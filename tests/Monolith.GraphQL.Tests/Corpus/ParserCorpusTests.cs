using System.Text.Json;
using System.Text.Json.Nodes;
using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Tests.Corpus;

public sealed class ParserCorpusTests
{
    private static readonly ParserOptions NoLimits = ParserOptions.Trusted;

    [Fact]
    public void Every_text_is_parsed_or_refused_at_the_same_place_as_by_the_reference_implementation()
    {
        using var corpus = CorpusFile.Read("parser.json");
        var differences = new List<string>();
        int parsed = 0, refused = 0;
        foreach (var record in corpus.RootElement.EnumerateArray())
        {
            var input = record.GetProperty("input").GetString()!;
            var expected = record.GetProperty("ok").GetBoolean() ? "parses" : "refused at " + CorpusFile.Places(record.GetProperty("error"));
            string actual;
            try
            {
                Parse(record.Text("kind")!, input);
                actual = "parses";
                parsed++;
            }
            catch (SyntaxException e)
            {
                actual = "refused at " + CorpusFile.Places(e.Error);
                refused++;
            }

            if (actual != expected)
            {
                differences.Add($"{input}\nexpected {expected}\nactual   {actual}");
            }
        }

        CorpusFile.AssertNoDifferences(differences);
        Assert.Equal((1864, 124), (parsed, refused));
    }

    [Fact]
    public void Every_tree_is_the_tree_of_the_reference_implementation()
    {
        CompareParsed("ast", (node, expected) => SyntaxTreeJson.Of(node)!.ToJsonString() is var actual && actual == SyntaxTreeJson.Normalise(JsonNode.Parse(expected.GetRawText()))!.ToJsonString() ? null : actual);
    }

    [Fact]
    public void Every_tree_is_printed_as_the_reference_implementation_prints_it()
    {
        CompareParsed("printed", (node, expected) => SyntaxPrinter.Print(node) is var printed && printed == expected.GetString() ? null : printed);
    }

    [Fact]
    public void What_is_printed_parses_to_the_same_tree()
    {
        CompareParsed("printed", (node, expected) => node is DocumentNode && SyntaxTreeJson.Of(Parse("document", SyntaxPrinter.Print(node)))?.ToJsonString() != SyntaxTreeJson.Of(node)?.ToJsonString()
            ? SyntaxPrinter.Print(node)
            : null);
    }

    private static void CompareParsed(string property, Func<SyntaxNode, JsonElement, string?> difference)
    {
        using var corpus = CorpusFile.Read("parser.json");
        var differences = new List<string>();
        var count = 0;
        foreach (var record in corpus.RootElement.EnumerateArray().Where(r => r.GetProperty("ok").GetBoolean()))
        {
            count++;
            var input = record.GetProperty("input").GetString()!;
            if (difference(Parse(record.Text("kind")!, input), record.GetProperty(property)) is { } actual)
            {
                differences.Add($"{input}\nexpected {record.GetProperty(property)}\nactual   {actual}");
            }
        }

        CorpusFile.AssertNoDifferences(differences);
        Assert.Equal(1864, count);
    }

    private static SyntaxNode Parse(string kind, string input) => kind switch
    {
        "document" => Utf8GraphQLParser.Parse(input, NoLimits),
        "value" => Utf8GraphQLParser.ParseValue(input, NoLimits),
        "constValue" => Utf8GraphQLParser.ParseConstantValue(input, NoLimits),
        _ => Utf8GraphQLParser.ParseTypeReference(input, NoLimits),
    };
}

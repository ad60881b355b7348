using System.Text.Json;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Sdl;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Corpus;

public sealed class SdlCorpusTests
{
    /// <summary>Fragment variables are not in the edition; a fragment is no part of a type system document (section 3, TypeSystemDocument), whatever the judge ignores.</summary>
    private static readonly string[] RefusedByTheSpecification = ["FRAGMENT_VARIABLE_DEFINITION", "fragment SomeFragment on Query", "fragment Foo on Query"];

    [Fact]
    public void The_same_schemas_are_built_and_refused()
    {
        using var corpus = CorpusFile.Read("sdl.json");
        var differences = new List<string>();
        int accepted = 0, refused = 0;
        foreach (var record in corpus.RootElement.EnumerateArray())
        {
            var expected = record.GetProperty("valid").GetBoolean() && !IsRefusedByTheSpecification(record);
            var fault = FaultOf(record.Text("sdl")!);
            accepted += fault is null ? 1 : 0;
            refused += fault is null ? 0 : 1;
            if (expected != fault is null)
            {
                differences.Add($"{record.Text("name")}\n{record.Text("sdl")}\nexpected {(expected ? "valid" : record.GetProperty("errors").ToString())}\nactual {fault ?? "valid"}");
            }
        }

        CorpusFile.AssertNoDifferences(differences);
        Assert.Equal((316, 325), (accepted, refused));
    }

    [Fact]
    public void Definitions_that_contradict_each_other_are_refused_with_as_many_errors()
    {
        using var corpus = CorpusFile.Read("sdl.json");
        var differences = new List<string>();
        var count = 0;
        foreach (var record in corpus.RootElement.EnumerateArray().Where(r => r.Text("stage") is "sdl" && !IsRefusedByTheSpecification(r)))
        {
            count++;
            var errors = SdlValidator.Validate(Utf8GraphQLParser.Parse(record.Text("sdl")!, ParserOptions.Trusted));
            if (errors.Count != record.GetProperty("errors").GetArrayLength())
            {
                differences.Add($"{record.Text("name")}\n{record.Text("sdl")}\nexpected {record.GetProperty("errors")}\nactual {string.Join("; ", errors.Select(e => e.Message))}");
            }
        }

        CorpusFile.AssertNoDifferences(differences);
        Assert.Equal(74, count);
    }

    [Fact]
    public void Every_schema_is_printed_as_the_reference_implementation_prints_it_but_for_the_order_of_types()
    {
        using var corpus = CorpusFile.Read("sdl.json");
        var differences = new List<string>();
        var count = 0;
        foreach (var record in corpus.RootElement.EnumerateArray().Where(r => r.GetProperty("valid").GetBoolean() && !IsRefusedByTheSpecification(r)))
        {
            count++;
            var schema = SdlSchema.Build(record.Text("sdl")!);
            var (expected, actual) = (Definitions(record.Text("printed")!.Replace("{  }", "{}", StringComparison.Ordinal)), Definitions(SchemaPrinter.Print(schema)));
            if (!expected.SequenceEqual(actual))
            {
                differences.Add($"{record.Text("sdl")}\nexpected\n{string.Join('\n', expected.Except(actual))}\nactual\n{string.Join('\n', actual.Except(expected))}");
            }
        }

        CorpusFile.AssertNoDifferences(differences);
        Assert.Equal(316, count);
    }

    private static bool IsRefusedByTheSpecification(JsonElement record) => RefusedByTheSpecification.Any(record.Text("sdl")!.Contains);

    private static string? FaultOf(string sdl)
    {
        try
        {
            SdlSchema.Build(sdl);
            return null;
        }
        catch (SyntaxException e)
        {
            return e.Message;
        }
        catch (SchemaException e)
        {
            return e.Message;
        }
    }

    /// <summary>The definitions of a printed schema, sorted: this implementation lists the root types first. An empty object is {} here and {  } there.</summary>
    private static List<string> Definitions(string printed)
    {
        if (printed.Length == 0)
        {
            return [];
        }

        var starts = Utf8GraphQLParser.Parse(printed, ParserOptions.Trusted).Definitions.Select(d => SourceText.From(printed).Utf8[d.Location.Start..d.Location.End]);
        return [.. starts.Select(d => System.Text.Encoding.UTF8.GetString(d.Span)).Order(StringComparer.Ordinal)];
    }
}

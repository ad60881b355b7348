using System.Text.Json;
using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Tests.Corpus;

public sealed class LexerCorpusTests
{
    [Fact]
    public void Every_text_is_cut_into_the_tokens_that_the_reference_implementation_sees()
    {
        using var corpus = CorpusFile.Read("lexer.json");
        var differences = new List<string>();
        var count = 0;
        foreach (var record in corpus.RootElement.EnumerateArray())
        {
            count++;
            var input = CorpusFile.Raw(record.GetProperty("input"));
            var expected = Expected(record);
            var actual = Lex(input);
            if (expected != actual)
            {
                differences.Add($"{JsonSerializer.Serialize(input)}\nexpected {expected}\nactual   {actual}");
            }
        }

        CorpusFile.AssertNoDifferences(differences);
        Assert.Equal(270, count);
    }

    private static string Expected(JsonElement record)
    {
        var tokens = record.GetProperty("tokens").EnumerateArray()
            .Where(t => t.Text("kind") is not "Comment")
            .Select(t => $"{t.Text("kind")}@{t.GetProperty("start")}-{t.GetProperty("end")}/{t.GetProperty("line")}:{t.GetProperty("column")}={JsonSerializer.Serialize(t.TryGetProperty("value", out var v) ? CorpusFile.Raw(v) : null)}");
        var error = record.TryGetProperty("error", out var e) && e.ValueKind is JsonValueKind.Object ? "error " + CorpusFile.Places(e) : "";
        return string.Join(' ', tokens) + error;
    }

    private static string Lex(string input)
    {
        var source = SourceText.From(input);
        var tokens = new List<string>();
        try
        {
            var lexer = new Utf8Lexer(source);
            do
            {
                lexer.Advance();
                tokens.Add(Show(source, lexer));
            }
            while (lexer.Kind is not TokenKind.EndOfFile);
        }
        catch (SyntaxException e)
        {
            return string.Join(' ', tokens) + "error " + CorpusFile.Places(e.Error);
        }

        return string.Join(' ', tokens);
    }

    private static string Show(SourceText source, Utf8Lexer lexer)
    {
        var place = source.At(lexer.Start);
        var start = SourceText.Utf16Length(source.Utf8.Span[..lexer.Start]);
        var end = SourceText.Utf16Length(source.Utf8.Span[..lexer.End]);
        var value = lexer.Kind switch
        {
            TokenKind.String or TokenKind.BlockString => lexer.StringValue(),
            TokenKind.Name or TokenKind.Integer or TokenKind.Float => System.Text.Encoding.ASCII.GetString(lexer.Bytes),
            _ => null,
        };
        return $"{TokenKinds.Text(lexer.Kind)}@{start}-{end}/{place.Line}:{place.Column}={JsonSerializer.Serialize(value)}";
    }
}

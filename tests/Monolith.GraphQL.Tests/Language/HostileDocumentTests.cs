using System.Diagnostics;
using System.Text;
using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Tests.Language;

public sealed class HostileDocumentTests
{
    private const int Large = 1_000_000;

    public static TheoryData<string> Shapes() =>
    [
        "{a{a{a", "[[[[", "{x:{x:", "[[[[Int", "directives", "aliases", "spreads", "commas", "comments", "byte order marks", "string", "open string", "block string",
        "escapes", "braced escapes", "lone surrogates", "NULs", "digits", "names", "quotes", "backslashes", "invalid UTF-8", "variables", "fragments", "descriptions", "arguments", "misplaced name", "misplaced string",
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_megabyte_is_refused_without_being_read(string shape)
    {
        var error = Refuse(Make(shape, Large), ParserOptions.Default);

        Assert.Equal("DOCUMENT_TOO_LARGE", error.Code);
        Assert.InRange(error.Message.Length, 1, 200);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_fits_the_size_limit_is_refused_about_as_fast_as_an_ordinary_document_is_parsed_and_with_a_short_message(string shape)
    {
        var document = Make(shape, 255_000);
        var ordinary = Repeat("{", "person { name friends { name } } ", 255_000 - 1).Append((byte)'}').ToArray();
        Refuse(document, ParserOptions.Default);
        var memory = GC.GetAllocatedBytesForCurrentThread();
        var error = Refuse(document, ParserOptions.Default);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - memory;

        var (hostile, usual) = (long.MaxValue, long.MaxValue);
        for (var i = 0; i < 3; i++)
        {
            usual = Math.Min(usual, Ticks(() => Utf8GraphQLParser.Parse(ordinary, ParserOptions.Trusted)));
            hostile = Math.Min(hostile, Ticks(() => Refuse(document, ParserOptions.Default)));
        }

        Assert.InRange(allocated, 0, 20_000_000);
        Assert.InRange((double)hostile / usual, 0, 10);
        Assert.InRange(error.Message.Length, 1, 200);
        Assert.NotEmpty(error.Locations);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Even_without_size_limits_depth_is_bounded(string shape)
    {
        var options = ParserOptions.Trusted with { MaxRecursion = int.MaxValue };

        var error = Refuse(Make(shape, Large), options, mayParse: true);

        Assert.True(error is null or { Code: null or "DOCUMENT_TOO_DEEP" }, error?.Code);
    }

    [Fact]
    public void Random_documents_are_parsed_or_refused_and_nothing_else_happens()
    {
        var seed = 17u;
        string[] pieces = 
        [
            "{", "}", "(", ")", "[", "]", "a", " on ", "...", " fragment ", " query ", "$", ":", "=", "@", "!", "|", "&", "\"", "\"\"\"", "\\u{", "\\u00", "1", "-", "0.", "e", "#", "\n",
            "\r", " type ", " extend ", "\u00e9", "\0", ",",
        ];
        var parsed = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var text = new List<byte>("{a "u8.ToArray());
            for (var i = 0; i < round % 12; i++)
            {
                seed = (seed * 1664525u) + 1013904223u;
                text.AddRange(seed % 19 == 0 ? [(byte)(seed >> 16)] : Encoding.UTF8.GetBytes(pieces[(int)((seed >> 8) % (uint)pieces.Length)]));
            }

            text.AddRange(" }"u8);
            parsed += Refuse(text.ToArray(), ParserOptions.Default, mayParse: true) is null ? 1 : 0;
        }

        Assert.InRange(parsed, 1_000, 19_000);
    }

    private static byte[] Make(string shape, int length) => shape switch
    {
        "{a{a{a" => Repeat("", "{a", length),
        "[[[[" => Repeat("{a(b:", "[", length),
        "{x:{x:" => Repeat("{a(b:", "{x:", length),
        "[[[[Int" => Repeat("query($a:", "[", length),
        "directives" => Repeat("{a", "@a", length),
        "aliases" => Repeat("{", "a:a ", length),
        "spreads" => Repeat("{", "...a ", length),
        "commas" => Repeat("{a", ",", length),
        "comments" => Repeat("{a", "#\n", length),
        "byte order marks" => Repeat("{a", "\uFEFF", length),
        "string" => [.. Repeat("{a(b:\"", "x", length), .. "\")"u8],
        "open string" => Repeat("{a(b:\"", "x", length),
        "block string" => Repeat("{a(b:\"\"\"", " x\n", length),
        "escapes" => [.. Repeat("{a(b:\"", "\\u0041", length), .. "\")"u8],
        "braced escapes" => [.. Repeat("{a(b:\"", "\\u{10FFFF}", length), .. "\")"u8],
        "lone surrogates" => Repeat("{a(b:\"", "\\ud800", length),
        "NULs" => Repeat("{a", "\0", length),
        "digits" => Repeat("{a(b:", "1", length),
        "names" => Repeat("{a(b:c){", "n", length),
        "misplaced name" => Repeat("query a ", "n", length),
        "misplaced string" => [.. Repeat("{a\"", "s", length), .. "\""u8],
        "quotes" => Repeat("{a(b:", "\"", length),
        "backslashes" => Repeat("{a(b:\"\"\"", "\\\"\"\"", length),
        "invalid UTF-8" => [.. "{a(b:\""u8, .. Enumerable.Repeat((byte)0xFF, length)],
        "variables" => Repeat("query(", "$a:B=1 ", length),
        "fragments" => Repeat("", "fragment a on B{c}", length)[..^1],
        "descriptions" => Repeat("", "\"d\" ", length),
        _ => Repeat("{a(", "b:1 ", length),
    };

    private static long Ticks(Action action)
    {
        var begin = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetTimestamp() - begin;
    }

    private static byte[] Repeat(string before, string piece, int length) =>
        Encoding.UTF8.GetBytes(new StringBuilder(before, length + 64).Insert(before.Length, piece, length / Encoding.UTF8.GetByteCount(piece)).ToString());

    private static GraphQLError Refuse(byte[] document, ParserOptions options) => Refuse(document, options, mayParse: false)!;

    private static GraphQLError? Refuse(byte[] document, ParserOptions options, bool mayParse)
    {
        try
        {
            Utf8GraphQLParser.Parse(document, options);
        }
        catch (SyntaxException e)
        {
            return e.Error;
        }

        Assert.True(mayParse, "The document was parsed.");
        return null;
    }
}

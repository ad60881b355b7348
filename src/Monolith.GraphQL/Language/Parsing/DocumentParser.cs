using System.Collections.Immutable;
using System.Text;

namespace Monolith.GraphQL.Language;

/// <summary>A recursive descent parser with one token of look-ahead. Every recursion goes through <see cref="Enter"/>.</summary>
internal ref partial struct DocumentParser
{
    private const int DeepestRecursion = 200;
    private const int LongestExcerpt = 60;

    private readonly SourceText source;
    private readonly ParserOptions options;
    private Utf8Lexer lexer;
    private int previousEnd;
    private int tokens;
    private int nodes;
    private int fields;
    private int depth;

    public DocumentParser(SourceText source, ParserOptions options)
    {
        this.source = source;
        this.options = options;
        if (source.Utf8.Length > options.MaxBytes)
        {
            throw TooLarge(0, $"{options.MaxBytes} bytes");
        }

        lexer = new Utf8Lexer(source);
        lexer.Advance();
    }

    public DocumentNode ParseDocument()
    {
        var definitions = ImmutableArray.CreateBuilder<DefinitionNode>();
        do
        {
            definitions.Add(ParseDefinition());
        }
        while (lexer.Kind is not TokenKind.EndOfFile);

        return new DocumentNode(From(0), definitions.DrainToImmutable());
    }

    public ValueNode ParseSingleValue(bool isConstant)
    {
        var value = ParseValue(isConstant);
        Expect(TokenKind.EndOfFile);
        return value;
    }

    public TypeNode ParseSingleType()
    {
        var type = ParseType();
        Expect(TokenKind.EndOfFile);
        return type;
    }

    private delegate T Rule<out T>(ref DocumentParser parser);

    private void Advance()
    {
        previousEnd = lexer.End;
        lexer.Advance();
        if (++tokens > options.MaxTokens)
        {
            throw TooLarge(lexer.Start, $"{options.MaxTokens} tokens");
        }
    }

    private readonly bool Peek(TokenKind kind) => lexer.Kind == kind;

    private readonly bool PeekKeyword(ReadOnlySpan<byte> keyword) => lexer.Kind is TokenKind.Name && lexer.Bytes.SequenceEqual(keyword);

    private bool Skip(TokenKind kind)
    {
        if (lexer.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    private bool SkipKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!PeekKeyword(keyword))
        {
            return false;
        }

        Advance();
        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (lexer.Kind != kind)
        {
            throw Error(lexer.Start, $"Expected {Describe(kind)}, found {DescribeToken()}.");
        }

        if (kind is not TokenKind.EndOfFile)
        {
            Advance();
        }
    }

    private void ExpectKeyword(string keyword)
    {
        if (!SkipKeyword(Encoding.ASCII.GetBytes(keyword)))
        {
            throw Error(lexer.Start, $"Expected \"{keyword}\", found {DescribeToken()}.");
        }
    }

    /// <summary>One or more between two punctuators.</summary>
    private ImmutableArray<T> Many<T>(TokenKind open, Rule<T> rule, TokenKind close)
    {
        Expect(open);
        var items = ImmutableArray.CreateBuilder<T>(4);
        do
        {
            items.Add(rule(ref this));
        }
        while (!Skip(close));

        return items.DrainToImmutable();
    }

    private ImmutableArray<T> OptionalMany<T>(TokenKind open, Rule<T> rule, TokenKind close) => Peek(open) ? Many(open, rule, close) : [];

    /// <summary>One or more with a punctuator between them and perhaps before the first.</summary>
    private ImmutableArray<T> Delimited<T>(TokenKind delimiter, Rule<T> rule)
    {
        Skip(delimiter);
        var items = ImmutableArray.CreateBuilder<T>(2);
        do
        {
            items.Add(rule(ref this));
        }
        while (Skip(delimiter));

        return items.DrainToImmutable();
    }

    private void Enter()
    {
        if (++depth > Math.Min(options.MaxRecursion, DeepestRecursion))
        {
            var message = $"The document is nested deeper than the limit of {Math.Min(options.MaxRecursion, DeepestRecursion)} levels.";
            throw new SyntaxException(GraphQLError.WithCode(message, "DOCUMENT_TOO_DEEP", [source.At(lexer.Start)]));
        }
    }

    private void Leave() => depth--;

    private Location From(int start)
    {
        if (++nodes > options.MaxNodes)
        {
            throw TooLarge(start, $"{options.MaxNodes} nodes");
        }

        return new Location(source, start, previousEnd);
    }

    private NameNode ParseName()
    {
        if (!Peek(TokenKind.Name))
        {
            Expect(TokenKind.Name);
        }

        var start = lexer.Start;
        var value = NameTable.Get(lexer.Bytes);
        Advance();
        return new NameNode(From(start), value);
    }

    private readonly SyntaxException TooLarge(int position, string what) =>
        new(GraphQLError.WithCode($"The document is over the limit of {what}.", "DOCUMENT_TOO_LARGE", [source.At(position)]));

    private readonly SyntaxException Error(int position, string message) => new(new GraphQLError($"Syntax Error: {message}", [source.At(position)]));

    private readonly SyntaxException Unexpected() => Error(lexer.Start, $"Unexpected {DescribeToken()}.");

    private static string Describe(TokenKind kind) => kind is TokenKind.EndOfFile || TokenKinds.HasValue(kind)
        ? TokenKinds.Text(kind)
        : $"\"{TokenKinds.Text(kind)}\"";

    private readonly string DescribeToken()
    {
        if (!TokenKinds.HasValue(lexer.Kind))
        {
            return Describe(lexer.Kind);
        }

        var value = lexer.Kind is TokenKind.String or TokenKind.BlockString
            ? Encoding.UTF8.GetString(lexer.Bytes[..Math.Min(lexer.Bytes.Length, LongestExcerpt * 4)]).Trim('"')
            : Encoding.ASCII.GetString(lexer.Bytes[..Math.Min(lexer.Bytes.Length, LongestExcerpt + 1)]);
        return $"{TokenKinds.Text(lexer.Kind)} \"{Excerpt.Of(value, LongestExcerpt)}\"";
    }
}

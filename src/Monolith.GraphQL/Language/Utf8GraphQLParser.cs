using System.Text;

namespace Monolith.GraphQL.Language;

/// <summary>Reads the GraphQL language, edition September 2025, under limits.</summary>
public static class Utf8GraphQLParser
{
    /// <summary>Reads a document.</summary>
    /// <exception cref="SyntaxException">The text is not a document, or passes a limit.</exception>
    public static DocumentNode Parse(ReadOnlyMemory<byte> utf8, ParserOptions? options = null) =>
        new DocumentParser(new SourceText(utf8), options ?? ParserOptions.Default).ParseDocument();

    /// <summary>Reads a document.</summary>
    /// <exception cref="SyntaxException">The text is not a document, or passes a limit.</exception>
    public static DocumentNode Parse(string text, ParserOptions? options = null) =>
        new DocumentParser(SourceText.From(text), options ?? ParserOptions.Default).ParseDocument();

    /// <summary>Reads one value, variables allowed.</summary>
    /// <exception cref="SyntaxException">The text is not a value, or passes a limit.</exception>
    public static ValueNode ParseValue(string text, ParserOptions? options = null) =>
        new DocumentParser(SourceText.From(text), options ?? ParserOptions.Default).ParseSingleValue(isConstant: false);

    /// <summary>Reads one value without variables.</summary>
    /// <exception cref="SyntaxException">The text is not a constant value, or passes a limit.</exception>
    public static ValueNode ParseConstantValue(string text, ParserOptions? options = null) =>
        new DocumentParser(SourceText.From(text), options ?? ParserOptions.Default).ParseSingleValue(isConstant: true);

    /// <summary>Reads one type reference, such as <c>[Int!]!</c>.</summary>
    /// <exception cref="SyntaxException">The text is not a type reference, or passes a limit.</exception>
    public static TypeNode ParseTypeReference(string text, ParserOptions? options = null) =>
        new DocumentParser(SourceText.From(text), options ?? ParserOptions.Default).ParseSingleType();
}

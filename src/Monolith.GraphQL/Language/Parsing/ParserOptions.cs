namespace Monolith.GraphQL.Language;

/// <summary>How large a document may be. Passing a limit is a <see cref="SyntaxException"/> whose code says which kind of limit it was.</summary>
public sealed record ParserOptions
{
    /// <summary>The limits for documents of strangers.</summary>
    public static ParserOptions Default { get; } = new();

    /// <summary>For text that the program itself brings, such as its own schema.</summary>
    public static ParserOptions Trusted { get; } = new()
    {
        MaxBytes = int.MaxValue,
        MaxTokens = int.MaxValue,
        MaxNodes = int.MaxValue,
        MaxFields = int.MaxValue,
        MaxDirectivesPerPlace = int.MaxValue,
        MaxRecursion = 200,
    };

    /// <summary>The length of the document in UTF-8 bytes; code DOCUMENT_TOO_LARGE.</summary>
    public int MaxBytes { get; init; } = 256 * 1024;

    /// <summary>Tokens, without comments and commas; code DOCUMENT_TOO_LARGE.</summary>
    public int MaxTokens { get; init; } = 4000;

    /// <summary>Nodes of the syntax tree; code DOCUMENT_TOO_LARGE.</summary>
    public int MaxNodes { get; init; } = 5000;

    /// <summary>Field selections; code DOCUMENT_TOO_LARGE.</summary>
    public int MaxFields { get; init; } = 2000;

    /// <summary>Nested selection sets, lists, input objects and list types; code DOCUMENT_TOO_DEEP. Never more than 200: each level uses stack.</summary>
    public int MaxRecursion { get; init; } = 64;

    /// <summary>Directives on one node; code DOCUMENT_TOO_LARGE.</summary>
    public int MaxDirectivesPerPlace { get; init; } = 4;

    /// <summary>Whether type system definitions are read. Where they are not, the document is refused at the first one.</summary>
    public bool AllowSdl { get; init; } = true;
}

namespace Monolith.GraphQL.Language;

internal enum TokenKind : byte
{
    StartOfFile,
    EndOfFile,
    Bang,
    Dollar,
    Ampersand,
    LeftParenthesis,
    RightParenthesis,
    Dot,
    Spread,
    Colon,
    Equal,
    At,
    LeftBracket,
    RightBracket,
    LeftBrace,
    Pipe,
    RightBrace,
    Name,
    Integer,
    Float,
    String,
    BlockString,
}

internal static class TokenKinds
{
    private static readonly string[] Texts =
    [
        "<SOF>", "<EOF>", "!", "$", "&", "(", ")", ".", "...", ":", "=", "@", "[", "]", "{", "|", "}", "Name", "Int", "Float", "String", "BlockString",
    ];

    public static string Text(TokenKind kind) => Texts[(int)kind];

    public static bool HasValue(TokenKind kind) => kind >= TokenKind.Name;
}

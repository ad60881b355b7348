using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Monolith.GraphQL.Language;

/// <summary>Cuts UTF-8 text into tokens without allocating; specification section 2.1, edition September 2025.</summary>
internal ref partial struct Utf8Lexer
{
    private static readonly SearchValues<byte> StringStops = SearchValues.Create("\"\\\n\r"u8);
    private static readonly SearchValues<byte> NameContinue = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8);

    private readonly SourceText source;
    private readonly ReadOnlySpan<byte> text;
    private readonly int invalidAt;
    private bool escaped;

    public Utf8Lexer(SourceText source)
    {
        this.source = source;
        text = source.Utf8.Span;
        invalidAt = Utf8.IsValid(text) ? int.MaxValue : FirstInvalid(text);
    }

    public TokenKind Kind { get; private set; }

    public int Start { get; private set; }

    public int End { get; private set; }

    /// <summary>The bytes of the current token.</summary>
    public readonly ReadOnlySpan<byte> Bytes => text[Start..End];

    public void Advance()
    {
        SkipIgnored();
        escaped = false;
        if (Start >= text.Length)
        {
            Kind = TokenKind.EndOfFile;
            End = Start;
            return;
        }

        var first = text[Start];
        var punctuator = Punctuator(first);
        if (punctuator is not TokenKind.StartOfFile)
        {
            Kind = punctuator;
            End = Start + 1;
        }
        else if (char.IsAsciiLetter((char)first) || first == '_')
        {
            Kind = TokenKind.Name;
            End = NameEnd(Start + 1);
        }
        else
        {
            ReadLongToken(first);
        }
    }

    private void ReadLongToken(byte first)
    {
        var rest = text[Start..];
        switch (first)
        {
            case (byte)'.' when rest.StartsWith("..."u8):
                Kind = TokenKind.Spread;
                End = Start + 3;
                break;
            case (byte)'"' when rest.StartsWith("\"\"\""u8):
                ReadBlockString();
                break;
            case (byte)'"':
                ReadString();
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                ReadNumber();
                break;
            default:
                throw UnexpectedCharacter();
        }
    }

    private void SkipIgnored()
    {
        var position = End;
        while (position < text.Length)
        {
            switch (text[position])
            {
                case (byte)' ' or (byte)'\t' or (byte)',' or (byte)'\n' or (byte)'\r':
                    position++;
                    continue;
                case (byte)'#':
                    var length = text[position..].IndexOfAny((byte)'\n', (byte)'\r');
                    var end = length < 0 ? text.Length : position + length;
                    position = Math.Min(end, Math.Max(position, invalidAt));
                    continue;
                case 0xEF when text[position..].StartsWith("\uFEFF"u8):
                    position += 3;
                    continue;
            }

            break;
        }

        Start = position;
    }

    private readonly int NameEnd(int from)
    {
        var length = text[from..].IndexOfAnyExcept(NameContinue);
        return length < 0 ? text.Length : from + length;
    }

    private static TokenKind Punctuator(byte first) => first switch
    {
        (byte)'!' => TokenKind.Bang,
        (byte)'$' => TokenKind.Dollar,
        (byte)'&' => TokenKind.Ampersand,
        (byte)'(' => TokenKind.LeftParenthesis,
        (byte)')' => TokenKind.RightParenthesis,
        (byte)':' => TokenKind.Colon,
        (byte)'=' => TokenKind.Equal,
        (byte)'@' => TokenKind.At,
        (byte)'[' => TokenKind.LeftBracket,
        (byte)']' => TokenKind.RightBracket,
        (byte)'{' => TokenKind.LeftBrace,
        (byte)'|' => TokenKind.Pipe,
        (byte)'}' => TokenKind.RightBrace,
        _ => TokenKind.StartOfFile,
    };

    private void ReadNumber()
    {
        var position = ReadWhole(text[Start] == '-' ? Start + 1 : Start);
        var isFloat = false;
        if (At(position) == '.')
        {
            isFloat = true;
            position = ReadDigits(position + 1);
        }

        if (At(position) is 'e' or 'E')
        {
            isFloat = true;
            position++;
            position = ReadDigits(At(position) is '+' or '-' ? position + 1 : position);
        }

        if (At(position) is '.' or '_' || char.IsAsciiLetter(At(position)))
        {
            throw Error(position, $"Invalid number, expected digit but got: {Describe(position)}.");
        }

        Kind = isFloat ? TokenKind.Float : TokenKind.Integer;
        End = position;
    }

    private readonly int ReadWhole(int position)
    {
        if (At(position) != '0')
        {
            return ReadDigits(position);
        }

        return char.IsAsciiDigit(At(position + 1))
            ? throw Error(position + 1, $"Invalid number, unexpected digit after 0: {Describe(position + 1)}.")
            : position + 1;
    }

    private readonly int ReadDigits(int position)
    {
        if (!char.IsAsciiDigit(At(position)))
        {
            throw Error(position, $"Invalid number, expected digit but got: {Describe(position)}.");
        }

        var length = text[position..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return length < 0 ? text.Length : position + length;
    }

    private readonly char At(int position) => position < text.Length ? (char)text[position] : '\uFFFF';

    private readonly SyntaxException UnexpectedCharacter() => text[Start] switch
    {
        (byte)'\'' => Error(Start, "Unexpected single quote character ('), did you mean to use a double quote (\")?"),
        _ when Start == invalidAt => Error(Start, $"Invalid character: {Describe(Start)}."),
        _ => Error(Start, $"Unexpected character: {Describe(Start)}."),
    };

    private readonly string Describe(int position)
    {
        if (position >= text.Length)
        {
            return "<EOF>";
        }

        if (Rune.DecodeFromUtf8(text[position..], out var rune, out _) is not OperationStatus.Done)
        {
            return $"byte 0x{text[position]:X2}";
        }

        return rune.Value is >= 0x20 and <= 0x7E ? $"\"{rune}\"" : $"U+{rune.Value:X4}";
    }

    private readonly SyntaxException Error(int position, string message) =>
        new(new GraphQLError($"Syntax Error: {message}", [source.At(position)]));

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var position = 0;
        while (Rune.DecodeFromUtf8(text[position..], out _, out var length) is OperationStatus.Done)
        {
            position += length;
        }

        return position;
    }
}

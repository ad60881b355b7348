using System.Buffers;
using System.Globalization;
using System.Text;

namespace Monolith.GraphQL.Language;

internal ref partial struct Utf8Lexer
{
    /// <summary>The text of the current string token, escapes and block indentation resolved.</summary>
    public readonly string StringValue()
    {
        if (Kind is TokenKind.BlockString)
        {
            return BlockString.Dedent(Encoding.UTF8.GetString(text[(Start + 3)..(End - 3)]).Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal));
        }

        var raw = text[(Start + 1)..(End - 1)];
        return escaped ? Unescape(raw) : Encoding.UTF8.GetString(raw);
    }

    private void ReadString()
    {
        var position = Start + 1;
        while (true)
        {
            position = NextStop(position, StringStops);
            switch (At(position))
            {
                case '"':
                    Kind = TokenKind.String;
                    End = position + 1;
                    return;
                case '\\':
                    escaped = true;
                    position += EscapeLength(position);
                    break;
                default:
                    throw Error(position, "Unterminated string.");
            }
        }
    }

    private void ReadBlockString()
    {
        var position = Start + 3;
        while (true)
        {
            var length = text[position..].IndexOf("\"\"\""u8);
            var end = length < 0 ? text.Length : position + length;
            if (invalidAt < end)
            {
                throw Error(invalidAt, $"Invalid character within String: {Describe(invalidAt)}.");
            }

            if (length < 0)
            {
                throw Error(end, "Unterminated string.");
            }

            position = end + 3;
            if (text[end - 1] != '\\')
            {
                Kind = TokenKind.BlockString;
                End = position;
                return;
            }
        }
    }

    private readonly int NextStop(int position, SearchValues<byte> stops)
    {
        var length = text[position..].IndexOfAny(stops);
        var end = length < 0 ? text.Length : position + length;
        return invalidAt < end ? throw Error(invalidAt, $"Invalid character within String: {Describe(invalidAt)}.") : end;
    }

    private readonly int EscapeLength(int position)
    {
        var kind = At(position + 1);
        if (kind is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't')
        {
            return 2;
        }

        if (kind != 'u')
        {
            throw Error(position, $"Invalid character escape sequence: \"{Excerpt(position, 2)}\".");
        }

        return At(position + 2) == '{' ? BracedEscapeLength(position) : FixedEscapeLength(position);
    }

    private readonly int BracedEscapeLength(int position)
    {
        var close = text.Slice(position, Math.Min(12, text.Length - position)).IndexOf((byte)'}');
        return close > 3 && Hex(text[(position + 3)..(position + close)]) is { } code && Rune.IsValid(code)
            ? close + 1
            : throw Error(position, $"Invalid Unicode escape sequence: \"{Excerpt(position, close < 0 ? 12 : close + 1)}\".");
    }

    private readonly int FixedEscapeLength(int position)
    {
        var lead = HexAt(position + 2);
        if (lead is { } code && Rune.IsValid(code))
        {
            return 6;
        }

        if (lead is >= 0xD800 and <= 0xDBFF && At(position + 6) == '\\' && At(position + 7) == 'u' && HexAt(position + 8) is >= 0xDC00 and <= 0xDFFF)
        {
            return 12;
        }

        throw Error(position, $"Invalid Unicode escape sequence: \"{Excerpt(position, 6)}\".");
    }

    private readonly int? HexAt(int position) => position + 4 <= text.Length ? Hex(text.Slice(position, 4)) : null;

    private static int? Hex(ReadOnlySpan<byte> digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? code : null;

    private readonly string Excerpt(int position, int length) =>
        Encoding.UTF8.GetString(text.Slice(position, Math.Min(length, text.Length - position)));

    private static string Unescape(ReadOnlySpan<byte> raw)
    {
        var result = new StringBuilder(raw.Length);
        while (raw.IndexOf((byte)'\\') is >= 0 and var at)
        {
            result.Append(Encoding.UTF8.GetString(raw[..at]));
            raw = raw[(at + 1)..];
            var braced = raw.StartsWith("u{"u8);
            var length = braced ? raw.IndexOf((byte)'}') + 1 : raw[0] == 'u' ? 5 : 1;
            if (braced)
            {
                result.Append(new Rune(Hex(raw[2..(length - 1)])!.Value).ToString());
            }
            else
            {
                result.Append(length == 5 ? (char)Hex(raw[1..5])!.Value : Unescape((char)raw[0]));
            }

            raw = raw[length..];
        }

        return result.Append(Encoding.UTF8.GetString(raw)).ToString();
    }

    private static char Unescape(char escape) => escape switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => escape,
    };
}

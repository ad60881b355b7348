using System.Text;

namespace Monolith.GraphQL.Language;

/// <summary>The UTF-8 text that a document was parsed from.</summary>
public sealed class SourceText(ReadOnlyMemory<byte> utf8)
{
    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    /// <summary>The text of a string. A lone surrogate becomes bytes that are not UTF-8, so that the lexer refuses it where it stands.</summary>
    public static SourceText From(string text)
    {
        var utf8 = new byte[Encoding.UTF8.GetByteCount(text)];
        var remaining = text.AsSpan();
        var written = 0;
        while (!remaining.IsEmpty)
        {
            System.Text.Unicode.Utf8.FromUtf16(remaining, utf8.AsSpan(written), out var read, out var wrote, replaceInvalidSequences: false);
            written += wrote;
            remaining = remaining[read..];
            if (!remaining.IsEmpty)
            {
                utf8[written++] = 0xED;
                utf8[written++] = (byte)(0x80 | ((remaining[0] >> 6) & 0x3F));
                utf8[written++] = (byte)(0x80 | (remaining[0] & 0x3F));
                remaining = remaining[1..];
            }
        }

        return new SourceText(utf8);
    }

    /// <summary>Line and column of a byte offset. CR LF counts as one line end.</summary>
    public SourceLocation At(int offset)
    {
        var text = Utf8.Span;
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < offset && i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 >= text.Length || text[i + 1] != '\n' || i + 1 >= offset)))
            {
                line++;
                lineStart = i + 1;
            }
        }

        return new SourceLocation(line, 1 + Utf16Length(text[lineStart..Math.Min(offset, text.Length)]));
    }

    /// <summary>How many UTF-16 code units a stretch of UTF-8 takes.</summary>
    internal static int Utf16Length(ReadOnlySpan<byte> utf8)
    {
        var units = 0;
        foreach (var b in utf8)
        {
            units += (b & 0xC0) == 0x80 ? 0 : b >= 0xF0 ? 2 : 1;
        }

        return units;
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Monolith.GraphQL.Execution;

/// <content>Strings.</content>
public sealed partial class ResultWriter
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(i => (char)i), '"', '\\', '\u007f', '\u2028', '\u2029']);

    /// <summary>Writes a string. Lone surrogates become U+FFFD.</summary>
    public void WriteString(ReadOnlySpan<char> value)
    {
        Separate(2 + (value.Length * 3));
        _buffer[_length++] = (byte)'"';
        while (value.IndexOfAny(Escaped) is var at and >= 0)
        {
            Transcode(value[..at]);
            Escape(value[at]);
            value = value[(at + 1)..];
            Reserve(1 + (value.Length * 3));
        }

        Transcode(value);
        Reserve(1);
        _buffer[_length++] = (byte)'"';
    }

    /// <summary>Writes a value that formats itself as ASCII text without characters that JSON escapes, such as a UUID, as a string.</summary>
    public void WriteAscii<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        Separate(66);
        _buffer[_length++] = (byte)'"';
        value.TryFormat(_buffer.AsSpan(_length, 64), out var written, format, CultureInfo.InvariantCulture);
        _length += written;
        _buffer[_length++] = (byte)'"';
    }

    /// <summary>Writes text that is UTF-8 already as a string. It must be valid UTF-8.</summary>
    public void WriteString(ReadOnlySpan<byte> utf8)
    {
        Separate(2 + (utf8.Length * 6));
        var buffer = _buffer;
        var length = _length;
        buffer[length++] = (byte)'"';
        if (utf8.IndexOfAnyInRange((byte)0, (byte)0x1f) < 0 && utf8.IndexOfAny((byte)'"', (byte)'\\', (byte)0x7f) < 0)
        {
            utf8.CopyTo(buffer.AsSpan(length));
            _length = length + utf8.Length;
        }
        else
        {
            _length = length;
            foreach (var unit in utf8)
            {
                if (unit is < 0x20 or (byte)'"' or (byte)'\\' or 0x7f)
                {
                    Escape((char)unit);
                }
                else
                {
                    buffer[_length++] = unit;
                }
            }
        }

        _buffer[_length++] = (byte)'"';
    }

    private void Transcode(ReadOnlySpan<char> text)
    {
        if (Utf8.FromUtf16(text, _buffer.AsSpan(_length), out _, out var written) is OperationStatus.Done)
        {
            _length += written;
        }
    }

    private void Escape(char c)
    {
        Reserve(6);
        var rest = _buffer.AsSpan(_length);
        var shorthand = c switch { '"' => '"', '\\' => '\\', '\n' => 'n', '\r' => 'r', '\t' => 't', '\b' => 'b', '\f' => 'f', _ => '\0' };
        if (shorthand != '\0')
        {
            rest[0] = (byte)'\\';
            rest[1] = (byte)shorthand;
            _length += 2;
            return;
        }

        _length += Encoding.ASCII.GetBytes($"\\u{(int)c:x4}", rest);
    }
}

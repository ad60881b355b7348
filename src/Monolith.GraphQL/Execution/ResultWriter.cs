using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Monolith.GraphQL.Execution;

/// <summary>
/// Writes JSON as UTF-8 into a pooled buffer. Unlike <see cref="System.Text.Json.Utf8JsonWriter"/> it can go back to a mark, which is how a null that must
/// propagate takes away what its parent has written already. Calls must nest properly; it is not checked.
/// </summary>
public sealed partial class ResultWriter : IDisposable
{
    private byte[] _buffer;
    private int _length;
    private bool _comma;

    /// <summary>A writer with room for a number of bytes; it grows.</summary>
    public ResultWriter(int capacity = 4096) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>The bytes written so far; valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <summary>How many bytes are written.</summary>
    public int Length => _length;

    /// <summary>How many bytes the answer may have.</summary>
    internal int Limit { get; init; } = int.MaxValue;

    /// <summary>Begins an object.</summary>
    public void StartObject() => Open((byte)'{');

    /// <summary>Ends an object.</summary>
    public void EndObject() => Close((byte)'}');

    /// <summary>Begins an array.</summary>
    public void StartArray() => Open((byte)'[');

    /// <summary>Ends an array.</summary>
    public void EndArray() => Close((byte)']');

    /// <summary>Writes a key.</summary>
    public void PropertyName(string name)
    {
        WriteString(name);
        Reserve(1);
        _buffer[_length++] = (byte)':';
        _comma = false;
    }

    /// <summary>Writes null.</summary>
    public void WriteNull() => WriteRaw("null"u8);

    /// <summary>Writes true or false.</summary>
    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    /// <summary>Writes an integer.</summary>
    public void WriteNumber(long value)
    {
        Separate(20);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out var written);
        _length += written;
    }

    /// <summary>Writes a finite number, shortest form that reads back the same.</summary>
    public void WriteNumber(double value)
    {
        Separate(32);
        value.TryFormat(_buffer.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Writes a decimal number.</summary>
    public void WriteNumber(decimal value)
    {
        Separate(40);
        value.TryFormat(_buffer.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Writes bytes that are one JSON value already.</summary>
    public void WriteRaw(ReadOnlySpan<byte> json)
    {
        Separate(json.Length);
        json.CopyTo(_buffer.AsSpan(_length));
        _length += json.Length;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    /// <exception cref="ResponseTooLargeException">More is written than the limit.</exception>
    internal void CheckLimit()
    {
        if (_length > Limit)
        {
            throw new ResponseTooLargeException();
        }
    }

    /// <summary>Where the next value will begin.</summary>
    internal int ValueStart => _comma ? _length + 1 : _length;

    internal Mark Here() => new(_length, _comma);

    /// <summary>Leaves the place of a value that is written elsewhere.</summary>
    internal void SkipValue() => Separate(0);

    /// <summary>Begins a value that is not part of what was written last.</summary>
    internal void BeginSegment() => _comma = false;

    /// <summary>Appends bytes as they are.</summary>
    internal void Copy(ReadOnlySpan<byte> json)
    {
        Reserve(json.Length);
        json.CopyTo(_buffer.AsSpan(_length));
        _length += json.Length;
        _comma = true;
    }

    internal void CopyFrom(ResultWriter other, int from, int to) => Copy(other._buffer.AsSpan(from, to - from));

    internal void CutTo(int length) => _length = length;

    internal void Rewind(Mark mark)
    {
        _length = mark.Length;
        _comma = mark.Comma;
    }

    /// <summary>Writes a key that is escaped, quoted and followed by its colon already.</summary>
    internal void PropertyName(ReadOnlySpan<byte> encoded)
    {
        WriteRaw(encoded);
        _comma = false;
    }

    /// <summary>Begins an object with its first key: bracket, key and colon.</summary>
    internal void StartObject(ReadOnlySpan<byte> firstKey)
    {
        WriteRaw(firstKey);
        _comma = false;
    }

    /// <summary>Writes the next key of an object: comma, key and colon.</summary>
    internal void NextKey(ReadOnlySpan<byte> key)
    {
        Reserve(key.Length);
        key.CopyTo(_buffer.AsSpan(_length));
        _length += key.Length;
        _comma = false;
    }

    private void Open(byte bracket)
    {
        Separate(1);
        _buffer[_length++] = bracket;
        _comma = false;
    }

    private void Close(byte bracket)
    {
        Reserve(1);
        _buffer[_length++] = bracket;
        _comma = true;
    }

    private void Separate(int needed)
    {
        Reserve(needed + 1);
        if (_comma)
        {
            _buffer[_length++] = (byte)',';
        }

        _comma = true;
    }

    private void Reserve(int needed)
    {
        if (_buffer.Length - _length >= needed)
        {
            return;
        }

        CheckLimit();
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + needed));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    internal readonly record struct Mark(int Length, bool Comma);
}

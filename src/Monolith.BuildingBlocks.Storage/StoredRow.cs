using System.Collections;
using System.Data.Common;
using System.Text;
using System.Text.Json;
using SQLitePCL;

namespace Monolith.BuildingBlocks.Storage;

/// <summary>The current row of a <see cref="DirectReads"/>, valid until the next; its columns by number, in the forms in which either database keeps them.</summary>
public readonly struct StoredRow
{
    private readonly DbDataReader? reader;
    private readonly sqlite3_stmt? statement;

    internal StoredRow(DbDataReader reader) => this.reader = reader;

    internal StoredRow(sqlite3_stmt statement) => this.statement = statement;

    /// <summary>A UUID.</summary>
    public Guid Id(int column) => reader?.GetGuid(column) ?? Guid.Parse(raw.sqlite3_column_blob(statement, column));

    /// <summary>A text.</summary>
    public string Text(int column) => reader?.GetString(column) ?? Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    /// <summary>Bytes, null when there are none.</summary>
    public byte[]? Bytes(int column) => IsNull(column) ? null : reader?.GetFieldValue<byte[]>(column) ?? raw.sqlite3_column_blob(statement, column).ToArray();

    /// <summary>Yes or no.</summary>
    public bool Flag(int column) => reader?.GetBoolean(column) ?? raw.sqlite3_column_int(statement, column) != 0;

    /// <summary>An instant, UTC; null when there is none.</summary>
    public DateTime? At(int column) => IsNull(column) ? null
        : reader?.GetDateTime(column) ?? new DateTime((raw.sqlite3_column_int64(statement, column) * 10) + DateTime.UnixEpoch.Ticks, DateTimeKind.Utc);

    /// <summary>A word of an enumeration.</summary>
    public T Word<T>(int column)
        where T : struct, Enum => reader is null ? Words<T>.Parse(raw.sqlite3_column_blob(statement, column)) : Enum.Parse<T>(reader.GetString(column));

    /// <summary>A list of texts; on SQLite it is JSON, read when somebody looks at it.</summary>
    public IReadOnlyList<string> Texts(int column) => reader?.GetFieldValue<List<string>>(column) ?? (IReadOnlyList<string>)new StoredTexts(raw.sqlite3_column_blob(statement, column).ToArray());

    private bool IsNull(int column) => reader?.IsDBNull(column) ?? raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    private sealed class StoredTexts(byte[] json) : IReadOnlyList<string>
    {
        private List<string> Texts => field ??= JsonSerializer.Deserialize<List<string>>(json)!;

        public int Count => Texts.Count;

        public string this[int index] => Texts[index];

        public IEnumerator<string> GetEnumerator() => Texts.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private static class Words<T>
        where T : struct, Enum
    {
        private static readonly (byte[] Text, T Value)[] All = [.. Enum.GetValues<T>().Select(value => (Encoding.UTF8.GetBytes(value.ToString()), value))];

        public static T Parse(ReadOnlySpan<byte> text)
        {
            foreach (var (word, value) in All)
            {
                if (text.SequenceEqual(word))
                {
                    return value;
                }
            }

            return Enum.Parse<T>(Encoding.UTF8.GetString(text));
        }
    }
}

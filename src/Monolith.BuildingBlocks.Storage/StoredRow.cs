using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Monolith.BuildingBlocks.Storage;

/// <summary>The current row of a <see cref="DirectReads"/>, valid until the next; its columns by number, in the forms in which either database keeps them.</summary>
public readonly struct StoredRow
{
    private readonly DbDataReader reader;
    private readonly sqlite3_stmt? statement;

    internal StoredRow(DbDataReader reader) => (this.reader, statement) = (reader, (reader as SqliteDataReader)?.Handle);

    /// <summary>A UUID.</summary>
    public Guid Id(int column) => statement is null ? reader.GetGuid(column) : Guid.Parse(raw.sqlite3_column_blob(statement, column));

    /// <summary>A text.</summary>
    public string Text(int column) => reader.GetString(column);

    /// <summary>Bytes, null when there are none.</summary>
    public byte[]? Bytes(int column) => reader.IsDBNull(column) ? null : statement is null ? reader.GetFieldValue<byte[]>(column) : raw.sqlite3_column_blob(statement, column).ToArray();

    /// <summary>Yes or no.</summary>
    public bool Flag(int column) => reader.GetBoolean(column);

    /// <summary>An instant, UTC; null when there is none.</summary>
    public DateTime? At(int column) => reader.IsDBNull(column) ? null
        : statement is null ? reader.GetDateTime(column)
        : new DateTime((reader.GetInt64(column) * 10) + DateTime.UnixEpoch.Ticks, DateTimeKind.Utc);

    /// <summary>A word of an enumeration.</summary>
    public T Word<T>(int column)
        where T : struct, Enum => Enum.Parse<T>(reader.GetString(column));

    /// <summary>A list of texts.</summary>
    public List<string> Texts(int column) => statement is null
        ? reader.GetFieldValue<List<string>>(column)
        : JsonSerializer.Deserialize<List<string>>(raw.sqlite3_column_blob(statement, column))!;
}

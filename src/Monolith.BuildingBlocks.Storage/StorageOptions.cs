namespace Monolith.BuildingBlocks.Storage;

/// <summary>Which database the platform runs on.</summary>
public enum DatabaseKind
{
    /// <summary>One file in the data directory, one process.</summary>
    Sqlite,

    /// <summary>A server, several instances.</summary>
    PostgreSql,
}

/// <summary>Where everything is stored.</summary>
/// <param name="Kind">The database.</param>
/// <param name="ConnectionString">For PostgreSQL; on SQLite it is made from the directory.</param>
/// <param name="DataDirectory">Holds the SQLite files and the master key.</param>
public sealed record StorageOptions(DatabaseKind Kind, string ConnectionString, string DataDirectory)
{
    /// <summary>Base64 of the 32-byte master key; null reads (or, on first start, makes) the file <c>master.key</c> in the data directory.</summary>
    public string? MasterKey { get; init; }

    /// <summary>Base64 of the master key that shall follow <see cref="MasterKey"/>, where keys are given.</summary>
    public string? NextMasterKey { get; init; }

    /// <summary>Whether a write is on the disk before it is acknowledged (R2).</summary>
    public bool IsDurable { get; init; } = true;

    /// <summary>Where each store lies: its name to a country code. Empty where nobody said.</summary>
    public IReadOnlyDictionary<string, string> Regions { get; init; } = new Dictionary<string, string>();

    /// <summary>SQLite in the directory.</summary>
    public static StorageOptions Sqlite(string dataDirectory) =>
        new(DatabaseKind.Sqlite, $"Data Source={Path.Combine(dataDirectory, "monolith.db")};Foreign Keys=True;Default Timeout=30", dataDirectory);

    /// <summary>A PostgreSQL database; the directory still holds the master key.</summary>
    public static StorageOptions PostgreSql(string connectionString, string dataDirectory) =>
        new(DatabaseKind.PostgreSql, connectionString, dataDirectory);
}

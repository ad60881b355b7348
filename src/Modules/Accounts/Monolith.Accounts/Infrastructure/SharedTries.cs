using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Monolith.Accounts.Infrastructure;

/// <summary>
/// Counts tries in the database that several instances share (R33), each by one statement of its own: the transaction of a refused sign-in keeps nothing.
/// On PostgreSQL only; on SQLite there is one process.
/// </summary>
internal static class SharedTries
{
    private const string Add = """
        INSERT INTO accounts.shared_try AS t (key_hash, tries, ends_at) VALUES (@key, 1, @end)
        ON CONFLICT (key_hash) DO UPDATE SET
          tries = CASE WHEN t.ends_at <= @now THEN 1 ELSE t.tries + 1 END,
          ends_at = CASE WHEN t.ends_at <= @now THEN excluded.ends_at ELSE t.ends_at END
        RETURNING tries, ends_at
        """;

    private const string TakeBack = """
        WITH gone AS (DELETE FROM accounts.shared_try WHERE key_hash = @key)
        UPDATE accounts.shared_try SET tries = tries - 1 WHERE key_hash = @address
        """;

    /// <summary>Counts a try.</summary>
    /// <returns>How many there were in the window, and when the window ends.</returns>
    public static async Task<(int Tries, DateTime EndsAt)> AddAsync(AccountsDbContext db, byte[] key, DateTime now, DateTime end, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(db, Add, cancellationToken, ("key", key), ("now", now), ("end", end));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetInt32(0), DateTime.SpecifyKind(row.GetDateTime(1), DateTimeKind.Utc));
    }

    /// <summary>Forgets the tries of a key, and one of those of an address.</summary>
    public static async Task TakeBackAsync(AccountsDbContext db, byte[] key, byte[] address, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(db, TakeBack, cancellationToken, ("key", key), ("address", address));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<DbCommand> CommandAsync(AccountsDbContext db, string text, CancellationToken cancellationToken, params (string Name, object Value)[] values)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}

using System.Data.Common;
using Monolith.BuildingBlocks.Storage;

namespace Monolith.BuildingBlocks.Audit;

/// <summary>Takes a person's id out of the audit and leaves its salted commitment, so that the chain still verifies (R82).</summary>
public interface IAuditErasure
{
    /// <summary>Erases the id from every entry so far. Not to be called while the caller has something written and uncommitted.</summary>
    /// <returns>How many entries named the person.</returns>
    Task<int> EraseAsync(Guid personId, CancellationToken cancellationToken);

    /// <summary>The hash (64 hexadecimal digits) of the last checkpoint signed by then, which dates a certificate between two states of the chain (R72); null before the first.</summary>
    Task<string?> SignedByAsync(DateTime at, CancellationToken cancellationToken);
}

internal sealed class AuditErasure(AuditTables tables, AuditSealer sealer) : IAuditErasure
{
    public async Task<int> EraseAsync(Guid personId, CancellationToken cancellationToken)
    {
        await sealer.SealAsync(signNow: false, cancellationToken);
        return await tables.WriteAsync((connection, cancellation) => EraseAsync(connection, personId, cancellation), cancellationToken);
    }

    public async Task<string?> SignedByAsync(DateTime at, CancellationToken cancellationToken)
    {
        await using var connection = await tables.OpenReaderAsync(cancellationToken);
        await using var select = connection.Command($"SELECT hash FROM {tables.Checkpoint} WHERE sealed_at <= @at ORDER BY sequence DESC LIMIT 1", ("at", tables.Instant(at)));
        return await select.ExecuteScalarAsync(cancellationToken) is byte[] hash ? Convert.ToHexStringLower(hash) : null;
    }

    private async Task<int> EraseAsync(DbConnection connection, Guid personId, CancellationToken cancellationToken)
    {
        HashSet<long> touched = [];
        foreach (var field in (string[])["actor", "subject", "object"])
        {
            List<(long Sequence, byte[] Salt)> rows = [];
            await using (var select = connection.Command($"SELECT sequence, {field}_seal FROM {tables.Entry} WHERE {field}_id = @id AND sequence IS NOT NULL", ("id", personId)))
            await using (var row = await select.ExecuteReaderAsync(cancellationToken))
            {
                while (await row.ReadAsync(cancellationToken))
                {
                    rows.Add((row.GetInt64(0), row.GetFieldValue<byte[]>(1)));
                }
            }

            foreach (var (sequence, salt) in rows)
            {
                await using var update = connection.Command(
                    $"UPDATE {tables.Entry} SET {field}_id = NULL, {field}_seal = @commitment WHERE sequence = @sequence",
                    ("commitment", AuditChain.Commit(salt, personId)),
                    ("sequence", sequence));
                await update.ExecuteNonQueryAsync(cancellationToken);
                touched.Add(sequence);
            }
        }

        return touched.Count;
    }
}

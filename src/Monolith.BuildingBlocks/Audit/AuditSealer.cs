using System.Data.Common;
using System.Security.Cryptography;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Storage;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.BuildingBlocks.Audit;

/// <summary>
/// Chains the entries and signs a checkpoint every 1,000 entries or 60 seconds (R79). Runs beside the writers, never inside their
/// transactions; on PostgreSQL one instance at a time.
/// </summary>
internal sealed class AuditSealer(AuditTables tables, AuditOptions options, IPlatformSecrets secrets, TimeProvider clock)
{
    private const int Batch = 1_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private readonly CheckpointFile file = new(options.CheckpointPath);

    private sealed record Sealing(Guid Id, ChainLink Link, byte[]?[] Salts);

    /// <summary>Seals all that waits, and signs a checkpoint when one is due or <paramref name="signNow"/> asks for it. Answers the entries sealed.</summary>
    public async Task<int> SealAsync(bool signNow, CancellationToken cancellationToken)
    {
        var all = 0;
        int batch;
        do
        {
            batch = await tables.WriteAsync(SealBatchAsync, cancellationToken);
            all += batch;
            await tables.WriteAsync((connection, cancellation) => SignIfDueAsync(connection, signNow && batch < Batch, cancellation), cancellationToken);
        }
        while (batch == Batch);
        return all;
    }

    private static async Task<int> StoreAsync(DbConnection connection, string table, List<Sealing> sealings, CancellationToken cancellationToken)
    {
        foreach (var (id, link, salts) in sealings)
        {
            await using var update = connection.Command(
                $"UPDATE {table} SET sequence = @sequence, hash = @hash, actor_seal = @actor, subject_seal = @subject, object_seal = @object WHERE id = @id",
                ("sequence", link.Sequence),
                ("hash", link.Hash),
                ("actor", salts[0]),
                ("subject", salts[1]),
                ("object", salts[2]),
                ("id", id));
            await update.ExecuteNonQueryAsync(cancellationToken);
        }

        return sealings.Count;
    }

    private async Task<int> SealBatchAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (!tables.IsSqlite)
        {
            await using var alone = connection.Command("SELECT pg_advisory_xact_lock(715518)");
            await alone.ExecuteNonQueryAsync(cancellationToken);
        }

        var link = await HeadAsync(connection, tables.Entry, cancellationToken);
        List<Sealing> sealings = [];
        await using (var select = connection.Command($"SELECT {AuditChain.Columns} FROM {tables.Entry} WHERE sequence IS NULL ORDER BY {tables.Order} LIMIT {Batch}"))
        await using (var row = await select.ExecuteReaderAsync(cancellationToken))
        {
            while (await row.ReadAsync(cancellationToken))
            {
                byte[]?[] salts = [Salt(row, 2), Salt(row, 5), Salt(row, 6)];
                link = AuditChain.Next(link, row, column => salts[column == 2 ? 0 : column - 4] is { } salt ? AuditChain.Commit(salt, row.GetGuid(column)) : null);
                sealings.Add(new(row.GetGuid(0), link, salts));
            }
        }

        return await StoreAsync(connection, tables.Entry, sealings, cancellationToken);
    }

    private static byte[]? Salt(DbDataReader row, int column) => row.IsDBNull(column) ? null : RandomNumberGenerator.GetBytes(16);

    private async Task<int> SignIfDueAsync(DbConnection connection, bool now, CancellationToken cancellationToken)
    {
        var head = await HeadAsync(connection, tables.Entry, cancellationToken);
        var signed = await HeadAsync(connection, tables.Checkpoint, cancellationToken);
        var sealedAt = clock.GetUtcNow().UtcDateTime;
        if (head.Sequence == signed.Sequence || !(now || head.Sequence - signed.Sequence >= Batch || sealedAt - await SignedAtAsync(connection, cancellationToken) >= Longest))
        {
            return 0;
        }

        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(await secrets.SecretAsync("audit_signing", MakeKey, cancellationToken), out _);
        var signature = key.SignData(AuditChain.Statement(head, sealedAt), HashAlgorithmName.SHA256);
        file.Append(head, sealedAt, signature, key);
        await using var insert = connection.Command(
            $"INSERT INTO {tables.Checkpoint} (sequence, hash, sealed_at, signature) VALUES (@sequence, @hash, @at, @signature) ON CONFLICT DO NOTHING",
            ("sequence", head.Sequence),
            ("hash", head.Hash),
            ("at", tables.Instant(sealedAt)),
            ("signature", signature));
        return await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static byte[] MakeKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    private static async Task<ChainLink> HeadAsync(DbConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var select = connection.Command($"SELECT sequence, hash FROM {table} WHERE sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1");
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new(row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : ChainLink.Start;
    }

    private async Task<DateTime> SignedAtAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var select = connection.Command($"SELECT max(sealed_at) FROM {tables.Checkpoint}");
        return await select.ExecuteScalarAsync(cancellationToken) is { } at and not DBNull ? AuditTables.InstantOf(at) : DateTime.MinValue;
    }
}

/// <summary>Seals what was recorded since the last turn.</summary>
internal sealed class AuditSealing(AuditSealer sealer) : IScheduledJob
{
    public TimeSpan Every => TimeSpan.FromSeconds(2);

    public Task RunAsync(CancellationToken cancellationToken) => sealer.SealAsync(signNow: false, cancellationToken);
}

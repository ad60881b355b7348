using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Monolith.BuildingBlocks.Audit;

/// <summary>What the verifier found.</summary>
/// <param name="Entries">Sealed entries read.</param>
/// <param name="Unsealed">Entries not sealed yet; nothing is said about them.</param>
/// <param name="Checkpoints">Signed checkpoints compared.</param>
/// <param name="FirstBad">The first sequence that is not as it was written; null when all is well.</param>
/// <param name="Reason">Why it is bad.</param>
public sealed record AuditVerdict(long Entries, long Unsealed, int Checkpoints, long? FirstBad, string? Reason);

/// <summary>Checks the audit against <c>docs/audit.md</c> alone: it shares no code with what writes the chain.</summary>
public static class AuditVerifier
{
    private sealed record Checkpoint(long Sequence, byte[] Hash, long Micros, byte[] Signature);

    private sealed class Reading(List<Checkpoint> checkpoints)
    {
        public byte[] Hash { get; set; } = new byte[32];

        public long Last { get; set; }

        public long Good { get; set; }

        public int At { get; set; }

        public List<Checkpoint> Checkpoints => checkpoints;
    }

    /// <summary>Reads the whole audit through an open connection.</summary>
    /// <param name="connection">SQLite or PostgreSQL; only reads.</param>
    /// <param name="checkpointPath">The file of signed checkpoints.</param>
    /// <param name="publicKey">Base64 of the signer's public key (SubjectPublicKeyInfo), kept where an intruder cannot reach; null believes the file's first line.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<AuditVerdict> VerifyAsync(DbConnection connection, string checkpointPath, string? publicKey, CancellationToken cancellationToken)
    {
        var prefix = connection is SqliteConnection ? "audit_" : "audit.";
        var lines = File.Exists(checkpointPath) ? await File.ReadAllLinesAsync(checkpointPath, cancellationToken) : [];
        var key = publicKey ?? (lines is [{ } first, ..] && first.StartsWith("key ", StringComparison.Ordinal) ? first[4..] : null);
        var checkpoints = lines.Select(Parse).OfType<Checkpoint>().ToList();
        checkpoints.AddRange(await StoredAsync(connection, prefix, cancellationToken));
        checkpoints.Sort((one, other) => one.Sequence.CompareTo(other.Sequence));
        var unsealed = await CountAsync(connection, $"SELECT count(*) FROM {prefix}entry WHERE sequence IS NULL", cancellationToken);
        var reading = new Reading(checkpoints);
        var problem = checkpoints.Count > 0 ? Forged(checkpoints, key) : null;
        problem ??= await ReadAsync(connection, prefix, reading, cancellationToken);
        return new(reading.Last, unsealed, checkpoints.Count, problem?.Sequence, problem?.Reason);
    }

    private static (long Sequence, string Reason)? Forged(List<Checkpoint> checkpoints, string? key)
    {
        using var verifier = ECDsa.Create();
        try
        {
            verifier.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key ?? ""), out _);
        }
        catch (Exception bad) when (bad is FormatException or CryptographicException)
        {
            return (1, "There is no public key to check the checkpoints with.");
        }

        foreach (var one in checkpoints)
        {
            using var statement = new MemoryStream();
            statement.WriteByte(1);
            statement.Write(BigEndian(one.Sequence));
            statement.Write(one.Hash);
            statement.Write(BigEndian(one.Micros));
            if (!verifier.VerifyData(statement.ToArray(), one.Signature, HashAlgorithmName.SHA256))
            {
                return (one.Sequence, "The checkpoint's signature is not the signer's.");
            }
        }

        return null;
    }

    private static async Task<(long Sequence, string Reason)?> ReadAsync(DbConnection connection, string prefix, Reading reading, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT sequence, hash, id, occurred_at, actor_id, actor_seal, actor_role, operation, subject_id, subject_seal, object_id, object_seal, data_class, mode, purpose, outcome, rule, request_id, details " +
            $"FROM {prefix}entry WHERE sequence IS NOT NULL ORDER BY sequence";
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            if (Wrong(row, reading) is { } wrong)
            {
                return wrong;
            }
        }

        return reading.At < reading.Checkpoints.Count ? (reading.Last + 1, "Entries that were signed are missing at the end.") : null;
    }

    private static (long Sequence, string Reason)? Wrong(DbDataReader row, Reading reading)
    {
        var sequence = row.GetInt64(0);
        if (sequence != reading.Last + 1)
        {
            return (reading.Last + 1, "The entry is missing.");
        }

        var hash = Hash(row, sequence, reading.Hash);
        if (!hash.AsSpan().SequenceEqual(row.IsDBNull(1) ? [] : row.GetFieldValue<byte[]>(1)))
        {
            return (sequence, "The entry does not hash to what was sealed.");
        }

        (reading.Hash, reading.Last) = (hash, sequence);
        for (; reading.At < reading.Checkpoints.Count && reading.Checkpoints[reading.At].Sequence <= sequence; reading.At++)
        {
            var checkpoint = reading.Checkpoints[reading.At];
            if (checkpoint.Sequence != sequence || !checkpoint.Hash.AsSpan().SequenceEqual(hash))
            {
                return (reading.Good + 1, $"The entries up to {checkpoint.Sequence} are not those that were signed.");
            }

            reading.Good = sequence;
        }

        return null;
    }

    private static byte[] Hash(DbDataReader row, long sequence, byte[] previous)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData([0]);
        sha.AppendData(BigEndian(sequence));
        sha.AppendData(previous);
        string?[] fields =
        [
            row.GetGuid(2).ToString(),
            (row.GetValue(3) is DateTime at ? at.Subtract(DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond : row.GetInt64(3)).ToString("0"),
            Commitment(row, 4),
            Text(row, 6),
            Text(row, 7),
            Commitment(row, 8),
            Commitment(row, 10),
            .. Enumerable.Range(12, 7).Select(column => Text(row, column)),
        ];
        foreach (var field in fields)
        {
            var bytes = Encoding.UTF8.GetBytes(field ?? "");
            sha.AppendData(field is null ? [255, 255, 255, 255] : BigEndian(bytes.Length)[4..]);
            sha.AppendData(bytes);
        }

        return sha.GetHashAndReset();
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string? Commitment(DbDataReader row, int column)
    {
        var seal = row.IsDBNull(column + 1) ? null : row.GetFieldValue<byte[]>(column + 1);
        return (row.IsDBNull(column), seal) switch
        {
            (true, null) => null,
            (true, { } kept) => Convert.ToHexString(kept).ToLowerInvariant(),
            (false, { } salt) => Convert.ToHexString(SHA256.HashData([.. salt, .. Encoding.ASCII.GetBytes(row.GetGuid(column).ToString())])).ToLowerInvariant(),
            (false, null) => "unsealed",
        };
    }

    private static Checkpoint? Parse(string line)
    {
        try
        {
            return line.Split(' ') is [var sequence, var hash, var micros, var signature]
                ? new(long.Parse(sequence), Convert.FromHexString(hash), long.Parse(micros), Convert.FromBase64String(signature))
                : null;
        }
        catch (FormatException)
        {
            // A line torn by a crash was never reported as written.
            return null;
        }
    }

    private static async Task<List<Checkpoint>> StoredAsync(DbConnection connection, string prefix, CancellationToken cancellationToken)
    {
        List<Checkpoint> stored = [];
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT sequence, hash, sealed_at, signature FROM {prefix}checkpoint";
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var micros = row.GetValue(2) is DateTime at ? at.Subtract(DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond : row.GetInt64(2);
            stored.Add(new(row.GetInt64(0), row.GetFieldValue<byte[]>(1), micros, row.GetFieldValue<byte[]>(3)));
        }

        return stored;
    }

    private static async Task<long> CountAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken));
    }

    private static byte[] BigEndian(long number)
    {
        var bytes = BitConverter.GetBytes(number);
        Array.Reverse(bytes);
        return bytes;
    }
}

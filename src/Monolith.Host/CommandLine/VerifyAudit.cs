using System.Data.Common;
using Microsoft.Data.Sqlite;
using Monolith.BuildingBlocks.Audit;
using Npgsql;

namespace Monolith.Host.CommandLine;

/// <summary><c>verify-audit</c>: recomputes the audit's chain and checks its signed checkpoints, beside a running host or without one.</summary>
internal static class VerifyAudit
{
    /// <summary>The chain is broken.</summary>
    public const int Broken = 3;

    /// <returns>0 when every entry is as it was written, 3 when one is not.</returns>
    public static async Task<int> RunAsync(HostOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        await using DbConnection connection = options.Database is { } database
            ? new NpgsqlConnection(database)
            : new SqliteConnection($"Data Source={Path.Combine(options.DataDirectory, "monolith.db")};Mode=ReadOnly");
        await connection.OpenAsync(cancellationToken);
        var verdict = await AuditVerifier.VerifyAsync(connection, Path.Combine(options.DataDirectory, "checkpoints.log"), null, cancellationToken);
        await output.WriteLineAsync(verdict.FirstBad is { } bad
            ? $"broken at entry {bad}: {verdict.Reason}"
            : $"intact: {verdict.Entries} entries, {verdict.Checkpoints} signed checkpoints, {verdict.Unsealed} not sealed yet");
        return verdict.FirstBad is null ? 0 : Broken;
    }
}

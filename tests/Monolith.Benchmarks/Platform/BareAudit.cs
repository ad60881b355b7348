using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Monolith.Benchmarks.Platform;

/// <summary>Entries of the audit, durable before an answer leaves: whoever comes first writes all that wait, in one transaction.</summary>
internal sealed class BareAudit(DbConnection connection)
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly Lock swap = new();
    private List<(Guid Subject, string Request)> waiting = [];
    private TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DbCommand? insert;

    public async Task WriteAsync(Guid subject, string request)
    {
        Task mine;
        lock (swap)
        {
            waiting.Add((subject, request));
            mine = written.Task;
        }

        await gate.WaitAsync();
        try
        {
            if (!mine.IsCompleted)
            {
                await FlushAsync();
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task FlushAsync()
    {
        List<(Guid Subject, string Request)> entries;
        TaskCompletionSource done;
        lock (swap)
        {
            (entries, waiting, done, written) = (waiting, [], written, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        insert ??= Prepared();
        await RunAsync("BEGIN");
        foreach (var (subject, request) in entries)
        {
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            insert.Parameters[0].Value = Guid.CreateVersion7();
            insert.Parameters[1].Value = connection is SqliteConnection ? (now.Ticks - DateTime.UnixEpoch.Ticks) / 10 : now;
            insert.Parameters[2].Value = subject;
            insert.Parameters[3].Value = request;
            await insert.ExecuteNonQueryAsync();
        }

        await RunAsync("COMMIT");
        done.SetResult();
    }

    private async Task RunAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private DbCommand Prepared()
    {
        var command = connection.CreateCommand();
        command.CommandText =
            $"""
            INSERT INTO {(connection is SqliteConnection ? "audit_entry" : "audit.entry")} (id, occurred_at, actor_id, actor_role, operation, subject_id, object_id, data_class, mode, purpose, outcome, rule, request_id, details)
            VALUES (@id, @at, @person, 'Client', 'Me', @person, NULL, 'Identity', 'Read', 'ACCOUNT_MANAGEMENT', 'Granted', 'self', @request, NULL)
            """;
        foreach (var (name, value) in new (string, object)[] { ("@id", Guid.Empty), ("@at", connection is SqliteConnection ? 0L : DateTime.UnixEpoch), ("@person", Guid.Empty), ("@request", "") })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        command.Prepare();
        return command;
    }
}

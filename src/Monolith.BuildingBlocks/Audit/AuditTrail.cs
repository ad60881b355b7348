using System.Data.Common;
using Monolith.BuildingBlocks.Storage;

namespace Monolith.BuildingBlocks.Audit;

/// <summary>
/// Group commit without a thread of its own: whoever gets the gate writes everything that waits, in one transaction; the others
/// find their entries written when their turn comes.
/// </summary>
internal sealed class AuditTrail(AuditTables tables) : IAuditTrail
{
    private const int Batch = 500;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Queue<Waiting> queue = [];

    private sealed record Waiting(IReadOnlyList<AuditEntry> Entries)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public async Task RecordAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (entries.Count == 0)
        {
            return;
        }

        var mine = new Waiting(entries);
        lock (queue)
        {
            queue.Enqueue(mine);
        }

        // From here on the caller may hang up, and the denial is recorded all the same.
        await gate.WaitAsync(CancellationToken.None);
        try
        {
            while (!mine.Written.Task.IsCompleted)
            {
                await WriteAsync(Take());
            }
        }
        finally
        {
            gate.Release();
        }

        await mine.Written.Task;
    }

    private List<Waiting> Take()
    {
        List<Waiting> taken = [];
        lock (queue)
        {
            while (taken.Count < Batch && queue.TryDequeue(out var next))
            {
                taken.Add(next);
            }
        }

        return taken;
    }

    private async Task WriteAsync(List<Waiting> waiting)
    {
        try
        {
            await tables.WriteAsync((connection, cancellation) => InsertAsync(connection, waiting.SelectMany(one => one.Entries), cancellation), CancellationToken.None);
            waiting.ForEach(one => one.Written.SetResult());
        }
        catch (Exception failure)
        {
            waiting.ForEach(one => one.Written.SetException(failure));
        }
    }

    private async Task<int> InsertAsync(DbConnection connection, IEnumerable<AuditEntry> entries, CancellationToken cancellationToken)
    {
        var rows = 0;
        foreach (var entry in entries)
        {
            await using var insert = connection.Command(
                $"""
                INSERT INTO {tables.Entry} (id, occurred_at, actor_id, actor_role, operation, subject_id, object_id, data_class, mode, purpose, outcome, rule, request_id, details)
                VALUES (@id, @at, @actor, @role, @operation, @subject, @object, @class, @mode, @purpose, @outcome, @rule, @request, @details)
                """,
                ("id", entry.Id),
                ("at", tables.Instant(entry.OccurredAt)),
                ("actor", entry.ActorId),
                ("role", entry.ActorRole.ToString()),
                ("operation", entry.Operation),
                ("subject", entry.SubjectId),
                ("object", entry.ObjectId),
                ("class", entry.DataClass?.ToString()),
                ("mode", entry.Mode?.ToString()),
                ("purpose", entry.Purpose),
                ("outcome", entry.Outcome.ToString()),
                ("rule", entry.Rule),
                ("request", entry.RequestId),
                ("details", entry.Details));
            rows += await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        return rows;
    }
}

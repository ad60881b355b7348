using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Monolith.BuildingBlocks.Persistence;

/// <summary>
/// Stops a SQLite query when its token is cancelled (R56): Microsoft.Data.Sqlite runs on the caller's thread and looks at the token only before it begins. What
/// is written in a transaction is left to end, which is short.
/// </summary>
internal sealed class SqliteInterrupts : DbCommandInterceptor
{
    public static SqliteInterrupts Instance { get; } = new();

    private readonly ConcurrentDictionary<Guid, CancellationTokenRegistration> running = new();

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.CanBeCanceled && command is SqliteCommand { Transaction: null, Connection.Handle: { } handle })
        {
            running[eventData.CommandId] = cancellationToken.UnsafeRegister(static open => raw.sqlite3_interrupt((sqlite3)open!), handle);
        }

        return ValueTask.FromResult(result);
    }

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        End(eventData.CommandId);
        return result;
    }

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default) => End(eventData.CommandId);

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default) => End(eventData.CommandId);

    // An interrupt that is on its way is waited for, so that it cannot meet the connection's next command.
    private Task End(Guid command)
    {
        running.TryRemove(command, out var registration);
        registration.Dispose();
        return Task.CompletedTask;
    }
}

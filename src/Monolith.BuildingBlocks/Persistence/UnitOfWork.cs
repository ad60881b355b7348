using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Storage;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.BuildingBlocks.Persistence;

/// <summary>
/// The one transaction of a command, listener or job. A save opens it and writes; the pipeline ends it, after it has stored the answer
/// for repeated requests. Outside the pipeline (<see cref="EndsWithSave"/>) the save ends it itself.
/// </summary>
public sealed class UnitOfWork(RequestScope scope, IServiceProvider services, IVault vault, TimeProvider clock, OutboxSignal signal, SqliteWriter? writer = null) : IAsyncDisposable
{
    private SqliteWriter.Lease? lease;
    private DbConnection? reader;
    private IDbContextTransaction? transaction;
    private ModuleDbContext? open;
    private bool told;

    /// <summary>Whether each save commits by itself; the pipeline and the relay switch it off and commit.</summary>
    public bool EndsWithSave { get; set; } = true;

    /// <summary>Whether something is written and not yet committed.</summary>
    public bool IsOpen => transaction is not null;

    /// <summary>Whether events were committed that wait for their listeners.</summary>
    public bool HasTold { get; private set; }

    /// <summary>Makes what was written durable.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (transaction is null)
        {
            return;
        }

        await transaction.CommitAsync(cancellationToken);
        await CloseAsync();
        if (told)
        {
            (told, HasTold) = (false, true);
            signal.Ring();
        }
    }

    /// <summary>Undoes what was written.</summary>
    public async Task RollbackAsync()
    {
        if (transaction is not null)
        {
            await transaction.RollbackAsync(CancellationToken.None);
        }

        if (open is not null)
        {
            await CloseAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await RollbackAsync();

    internal async Task BeginAsync(ModuleDbContext db, CancellationToken cancellationToken)
    {
        if (open is not null)
        {
            if (open != db)
            {
                throw new InvalidOperationException("One command writes through one module's context.");
            }

            return;
        }

        lease = writer is null ? null : await writer.EnterAsync(cancellationToken);
        open = db;
        if (lease is not null)
        {
            reader = db.Database.GetDbConnection();
            await db.Database.CloseConnectionAsync();
            db.Database.SetDbConnection(lease.Connection, contextOwnsConnection: false);
        }

        db.Database.AutoSavepointsEnabled = false;
        transaction = await db.Database.BeginTransactionAsync(cancellationToken);
    }

    internal async Task<int> SaveAsync(ModuleDbContext db, CancellationToken cancellationToken)
    {
        Stamp(db);
        await MarkAsync(db, cancellationToken);
        await vault.SealPendingAsync(db, cancellationToken);
        var audit = scope.TakePending();
        try
        {
            await BeginAsync(db, cancellationToken);
            db.AddRange(audit);
            var rows = await db.FlushAsync(cancellationToken);
            if (EndsWithSave)
            {
                await CommitAsync(cancellationToken);
            }

            return rows;
        }
        catch (Exception failure)
        {
            await RollbackAsync();
            foreach (var entry in audit)
            {
                scope.Note(entry);
            }

            db.ChangeTracker.Clear();
            throw failure is DbUpdateException update ? ConstraintException.From(update) ?? failure : failure;
        }
    }

    private void Stamp(ModuleDbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries<Entity>().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Unchanged).ToList())
        {
            if (entry.State is not EntityState.Unchanged)
            {
                entry.Entity.Version++;
            }

            foreach (var told in entry.Entity.TakeRaised())
            {
                this.told = true;
                db.Outbox.Add(new OutboxMessage
                {
                    Kind = told.GetType().FullName!,
                    Body = JsonSerializer.Serialize(told, told.GetType()),
                    AggregateId = entry.Entity.Id,
                    ToldAt = clock.GetUtcNow().UtcDateTime,
                });
            }
        }
    }

    // Whoever knows the policies reads them through a context that was made with this: it cannot be asked for before there is something to mark.
    private async Task MarkAsync(ModuleDbContext db, CancellationToken cancellationToken)
    {
        foreach (var entry in db.ChangeTracker.Entries<ISubmission>().Where(e => e.State is EntityState.Added or EntityState.Modified && IsOfCaller(e.Entity)).ToList())
        {
            if (services.GetService<IPolicyInForce>() is { } policies)
            {
                entry.Property(s => s.PolicyVersion).CurrentValue = await policies.VersionAsync(scope.Id, cancellationToken);
            }
        }
    }

    private bool IsOfCaller(ISubmission submission) => scope.Role is Role.Visitor || (scope.Id != Guid.Empty && scope.Id == submission.GivenBy);

    private async Task CloseAsync()
    {
        if (transaction is not null)
        {
            await transaction.DisposeAsync();
            transaction = null;
        }

        if (lease is not null)
        {
            open!.Database.SetDbConnection(reader, contextOwnsConnection: true);
            lease.Dispose();
            (lease, reader) = (null, null);
        }

        open = null;
    }
}

using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Audit;

namespace Monolith.BuildingBlocks.Persistence;

/// <summary>
/// One module's tables: schema <c>billing</c> on PostgreSQL, prefix <c>billing_</c> on SQLite, names in snake case. Reads go through
/// pooled read-only connections; <see cref="SaveChangesAsync(bool, CancellationToken)"/> is the only way to write.
/// </summary>
/// <param name="options">Pooled options; the provider decides between prefix and schema.</param>
public abstract class ModuleDbContext(DbContextOptions options) : DbContext(options)
{
    private UnitOfWork? work;

    /// <summary>Events told and not yet delivered.</summary>
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <summary>Messages taken in.</summary>
    public DbSet<InboxMessage> Inbox => Set<InboxMessage>();

    /// <summary>Stored answers of commands.</summary>
    public DbSet<IdempotencyRecord> Idempotency => Set<IdempotencyRecord>();

    /// <summary>The module's name in lower case, which is its schema.</summary>
    protected abstract string Schema { get; }

    /// <summary>
    /// Takes the right to write now, before reading what must not change until the save. Needed only for bulk deletes and for
    /// decisions that no constraint or version guards.
    /// </summary>
    public Task BeginWriteAsync(CancellationToken cancellationToken) => Work.BeginAsync(this, cancellationToken);

    /// <summary>
    /// Writes state, outbox, audit and (in the pipeline) the idempotency record in one transaction.
    /// </summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed an object first.</exception>
    /// <exception cref="ConstraintException">A named constraint of the database refused.</exception>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        Work.SaveAsync(this, cancellationToken);

    /// <summary>Not offered: writing waits for the one writer and must not block a thread.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Use SaveChangesAsync.");

    internal void Bind(UnitOfWork unit) => work = unit;

    internal Task<int> FlushAsync(CancellationToken cancellationToken) => base.SaveChangesAsync(true, cancellationToken);

    /// <inheritdoc/>
    protected sealed override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conventions.Configure(configurationBuilder, Database.IsSqlite());

    /// <inheritdoc/>
    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<InboxMessage>().HasKey(m => new { m.MessageId, m.Listener });
        modelBuilder.Entity<IdempotencyRecord>().HasKey(r => new { r.ActorId, r.Operation, r.Key });
        modelBuilder.Entity<AuditEntry>();
        modelBuilder.ApplyConfigurationsFromAssembly(GetType().Assembly);
        Conventions.Apply(modelBuilder, Schema, Database.IsSqlite());
    }

    private UnitOfWork Work => work ?? throw new InvalidOperationException("The context was not taken from a request's scope.");
}

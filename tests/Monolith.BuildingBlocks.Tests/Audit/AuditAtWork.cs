using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Storage;
using Monolith.BuildingBlocks.Vault;
using Monolith.Testing;
using Npgsql;

namespace Monolith.BuildingBlocks.Tests.Audit;

internal sealed class ProbeContext(DbContextOptions options) : ModuleDbContext(options)
{
    protected override string Schema => "probe";
}

/// <summary>Audit tables on a fresh database with everything that writes them.</summary>
internal sealed class AuditAtWork : IAsyncDisposable
{
    private readonly TestDatabase database;

    private AuditAtWork(TestDatabase database)
    {
        this.database = database;
        Storage = IsSqlite ? StorageOptions.Sqlite(database.DataDirectory) : StorageOptions.PostgreSql(database.ConnectionString, database.DataDirectory);
        Writer = IsSqlite ? new SqliteWriter(Storage) : null;
        Vault = new KeyVault(Storage, Clock);
        Tables = new AuditTables(Storage, Writer);
        Trail = new AuditTrail(Tables);
        Sealer = SealerTo(CheckpointPath);
    }

    public TestClock Clock { get; } = new();

    public StorageOptions Storage { get; }

    public SqliteWriter? Writer { get; }

    public KeyVault Vault { get; }

    public AuditTables Tables { get; }

    public AuditTrail Trail { get; }

    public AuditSealer Sealer { get; }

    public bool IsSqlite => database.Kind == Databases.Sqlite;

    public string CheckpointPath => Path.Combine(database.DataDirectory, "outside", "checkpoints.log");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<AuditAtWork> StartAsync(string kind = Databases.Sqlite)
    {
        var work = new AuditAtWork(await TestDatabase.CreateAsync(kind, Cancelled));
        await work.Vault.StartAsync(Cancelled);
        await new Migrations(work.Storage, work.Clock, work.Writer).ApplyAsync("audit", typeof(AuditEntry).Assembly, "Audit/migrations/", Cancelled);
        return work;
    }

    /// <summary>Thirty entries sealed, signed at 10, 20 and 30.</summary>
    public static async Task<AuditAtWork> WithThirtyAsync(string kind)
    {
        var work = await StartAsync(kind);
        for (var ten = 0; ten < 3; ten++)
        {
            await work.Trail.RecordAsync([.. Enumerable.Range(0, 10).Select(_ => work.Entry())], Cancelled);
            await work.Sealer.SealAsync(signNow: true, Cancelled);
            work.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        return work;
    }

    public AuditSealer SealerTo(string path) => new(Tables, new AuditOptions(path), Vault, Clock);

    public AuditEntry Entry(Guid? actor = null, Guid? subject = null) => new()
    {
        Id = Guid.CreateVersion7(),
        OccurredAt = Clock.GetUtcNow().UtcDateTime.AddTicks(1_234_567),
        ActorId = actor ?? Guid.CreateVersion7(),
        ActorRole = Role.Therapist,
        Operation = "ReadNote",
        SubjectId = subject ?? Guid.CreateVersion7(),
        ObjectId = Guid.CreateVersion7(),
        DataClass = DataClass.Health,
        Mode = AccessMode.Read,
        Purpose = Purpose.ServiceDelivery,
        Outcome = AuditOutcome.Granted,
        Rule = "treats-the-person",
        RequestId = "r-1",
        Details = "note",
    };

    public async Task SaveThroughModuleAsync(AuditEntry entry)
    {
        var options = new DbContextOptionsBuilder();
        await using var context = new ProbeContext((IsSqlite ? options.UseSqlite(Storage.ConnectionString) : options.UseNpgsql(Storage.ConnectionString)).Options);
        var scope = new RequestScope();
        context.Bind(new UnitOfWork(scope, new System.ComponentModel.Design.ServiceContainer(), Vault, Clock, new OutboxSignal(), Writer));
        scope.Note(entry);
        await context.SaveChangesAsync(Cancelled);
    }

    public async Task<AuditVerdict> VerifyAsync(string? publicKey = null)
    {
        await using var connection = await OpenAsync();
        return await AuditVerifier.VerifyAsync(connection, CheckpointPath, publicKey, Cancelled);
    }

    public async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.Command(Local(sql));
        return await command.ExecuteNonQueryAsync(Cancelled);
    }

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.Command(Local(sql));
        return await command.ExecuteScalarAsync(Cancelled);
    }

    /// <summary>The rows of these statements as comma-separated lines, as <c>psql --csv -t</c> prints them.</summary>
    public async Task<string> ExportAsync(string statements)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.Command(statements);
        await using var row = await command.ExecuteReaderAsync(Cancelled);
        var lines = new System.Text.StringBuilder();
        do
        {
            while (await row.ReadAsync(Cancelled))
            {
                lines.AppendJoin(',', Enumerable.Range(0, row.FieldCount).Select(i => $"\"{row.GetValue(i).ToString()!.Replace("\"", "\"\"")}\"")).Append('\n');
            }
        }
        while (await row.NextResultAsync(Cancelled));
        return lines.ToString();
    }

    /// <summary>What somebody with the database's own password can do.</summary>
    public async Task DisarmAsync()
    {
        string[] statements = IsSqlite
            ? ["DROP TRIGGER audit_entry_insert", "DROP TRIGGER audit_entry_update", "DROP TRIGGER audit_entry_delete", "DROP TRIGGER audit_checkpoint_update", "DROP TRIGGER audit_checkpoint_delete"]
            : ["ALTER TABLE audit.entry DISABLE TRIGGER USER", "ALTER TABLE audit.checkpoint DISABLE TRIGGER USER"];
        foreach (var statement in statements)
        {
            await ExecuteAsync(statement);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Vault.DisposeAsync();
        await (Writer?.DisposeAsync() ?? ValueTask.CompletedTask);
        await database.DisposeAsync();
    }

    private string Local(string sql) => IsSqlite ? sql.Replace("audit.", "audit_") : sql.Replace("X'", "'\\x");

    private async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = IsSqlite ? new SqliteConnection(Storage.ConnectionString + ";Pooling=False") : new NpgsqlConnection(Storage.ConnectionString);
        await connection.OpenAsync(Cancelled);
        return connection;
    }
}

using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Storage;
using Monolith.BuildingBlocks.Vault;
using Monolith.Testing;

namespace Monolith.BuildingBlocks.Tests.Vault;

internal sealed record Address(string Street, string City);

internal sealed class Patient : Entity, IPersonal
{
    public required Guid SubjectId { get; init; }

    public required Sealed<string> Name { get; set; }

    public Sealed<string>? Note { get; set; }

    public Sealed<DateOnly>? BornOn { get; set; }

    public Sealed<int>? Children { get; set; }

    public Sealed<Address>? Home { get; set; }
}

internal sealed class PatientContext(DbContextOptions options, IVault vault) : DbContext(options)
{
    public DbSet<Patient> Patients => Set<Patient>();

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await vault.SealPendingAsync(this, cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Patient>(patient =>
    {
        patient.ToTable("patient");
        patient.Property(p => p.Name).IsSealed(DataClass.Identity).HasColumnName("name");
        patient.Property(p => p.Note).IsSealed(DataClass.Health).HasColumnName("note");
        patient.Property(p => p.BornOn).IsSealed(DataClass.Identity).HasColumnName("born_on");
        patient.Property(p => p.Children).IsSealed(DataClass.Health).HasColumnName("children");
        patient.Property(p => p.Home).IsSealed(DataClass.Identity).HasColumnName("home");
    });
}

internal sealed class Unsuited
{
    public Guid Id { get; init; }

    public required Sealed<string> Name { get; init; }
}

internal sealed class UnsuitedContext(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Unsuited>().Property(p => p.Name).IsSealed(DataClass.Identity);
}

/// <summary>A started vault, a database with patients, and the clock.</summary>
internal sealed class VaultAtWork : IAsyncDisposable
{
    private readonly TestDatabase database;

    private VaultAtWork(TestDatabase database)
    {
        this.database = database;
        Storage = database.Kind == Databases.Sqlite ? StorageOptions.Sqlite(database.DataDirectory) : StorageOptions.PostgreSql(database.ConnectionString, database.DataDirectory);
        Vault = new KeyVault(Storage, Clock);
    }

    public TestClock Clock { get; } = new();

    public StorageOptions Storage { get; }

    public KeyVault Vault { get; }

    public bool IsSqlite => database.Kind == Databases.Sqlite;

    public static async Task<VaultAtWork> StartAsync(string kind = Databases.Sqlite)
    {
        var work = new VaultAtWork(await TestDatabase.CreateAsync(kind, TestContext.Current.CancellationToken));
        await work.Vault.StartAsync(TestContext.Current.CancellationToken);
        await using var context = work.Context();
        await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        if (kind == Databases.PostgreSql)
        {
            // EnsureCreated makes nothing in a database that has tables, and the vault's are there already.
            await context.Database.ExecuteSqlRawAsync(context.Database.GenerateCreateScript(), TestContext.Current.CancellationToken);
        }

        return work;
    }

    public PatientContext Context() => Context(Vault);

    public PatientContext Context(IVault vault)
    {
        var options = new DbContextOptionsBuilder();
        return new((IsSqlite ? options.UseSqlite(Storage.ConnectionString + ";Pooling=False") : options.UseNpgsql(Storage.ConnectionString)).Options, vault);
    }

    public async Task<Patient> SavedAsync(string name, string note = "sleeps badly")
    {
        await using var context = Context();
        var patient = new Patient
        {
            SubjectId = Guid.CreateVersion7(),
            Name = Sealed.Of(name),
            Note = Sealed.Of(note),
            BornOn = Sealed.Of(new DateOnly(1990, 2, 3)),
            Children = Sealed.Of(2),
            Home = Sealed.Of(new Address("1 Long Road", "Kochi")),
        };
        context.Add(patient);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        return patient;
    }

    public async Task<Patient> LoadedAsync(Guid id)
    {
        await using var context = Context();
        return await context.Patients.AsNoTracking().SingleAsync(p => p.Id == id, TestContext.Current.CancellationToken);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var context = Context();
        await context.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }

    public string Literal(Guid id) => IsSqlite ? $"'{id.ToString().ToUpperInvariant()}'" : $"'{id}'";

    public async ValueTask DisposeAsync()
    {
        await Vault.DisposeAsync();
        await database.DisposeAsync();
    }
}

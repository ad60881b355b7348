using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Storage;
using Monolith.BuildingBlocks.Vault;
using Monolith.Testing;

namespace Monolith.BuildingBlocks.Tests.Parcels;

/// <summary>Reads past Entity Framework on both databases.</summary>
public sealed class DirectReadsTests
{
    private const string ById = "SELECT id, label, sent_at, version = 1, content FROM parcels.parcel WHERE id = $1";
    private const string ByIds = "SELECT p.label FROM parcels.parcel p WHERE p.id = ANY($1) ORDER BY p.label";
    private static readonly SealedColumn Content = SealedColumn.Of("parcels_parcel", "content", DataClass.Communication);

    [Theory, ClassData(typeof(Databases))]
    public async Task A_row_reads_as_it_was_stored_and_its_seal_opens(string kind)
    {
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(kind);
        var client = parcels.As(Role.Client);
        var sent = (await parcels.Send(new SendParcel("A", "a letter"), client)).Value;

        var rows = await ReadsOf(parcels).ReadAsync(ById, [sent.Id], static row => (Id: row.Id(0), Label: row.Text(1), SentAt: row.At(2), IsFirst: row.Flag(3), Content: row.Bytes(4)!), CancellationToken.None);

        var found = Assert.Single(rows);
        Assert.Equal((sent.Id, "A", sent.SentAt, true), (found.Id, found.Label, found.SentAt!.Value, found.IsFirst));
        Assert.Equal(DateTimeKind.Utc, found.SentAt.Value.Kind);
        var vault = parcels.Services.GetRequiredService<IVault>();
        Assert.Equal("a letter", await vault.OpenAsync(Content.Stored<string>(found.Content).At(sent.Id, client.AccountId), CancellationToken.None));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Lists_of_every_length_find_each_row_once(string kind)
    {
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(kind);
        var now = parcels.Clock.GetUtcNow().UtcDateTime;
        var all = Enumerable.Range(0, 130).Select(i => Parcel.Send(Guid.CreateVersion7(), i.ToString("000", CultureInfo.InvariantCulture), "x", now)).ToList();
        await parcels.Write<ParcelDbContext>(db =>
        {
            db.Parcels.AddRange(all);
            return Task.CompletedTask;
        });

        foreach (var length in new[] { 0, 1, 3, 20, 21, 100, 101, 130 })
        {
            var found = await ReadsOf(parcels).ReadByIdsAsync(ByIds, [.. all.Take(length).Select(p => p.Id)], static row => row.Text(0), CancellationToken.None);

            Assert.Equal(all.Take(length).Select(p => p.Label), found);
        }
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_is_committed_is_seen_by_the_next_read(string kind)
    {
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(kind);
        var sent = (await parcels.Send(new SendParcel("A", "x"), parcels.As(Role.Client))).Value;
        var before = await ReadsOf(parcels).ReadAsync(ById, [sent.Id], static row => row.Text(1), CancellationToken.None);

        await parcels.Write<ParcelDbContext>(async db => (await db.Parcels.FindAsync(sent.Id))!.Relabel("B"));

        Assert.Equal(["A"], before);
        Assert.Equal(["B"], await ReadsOf(parcels).ReadAsync(ById, [sent.Id], static row => row.Text(1), CancellationToken.None));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_read_is_stopped_in_the_database_and_the_next_is_answered(string kind)
    {
        const string endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) SELECT count(*) FROM n";
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(kind);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var begin = Stopwatch.GetTimestamp();

        await Assert.ThrowsAnyAsync<Exception>(async () => await ReadsOf(parcels).ReadAsync(endless, [2_000_000_000], static row => row.Text(0), stop.Token));

        Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(20));
        Assert.Empty(await ReadsOf(parcels).ReadAsync(ById, [Guid.Empty], static row => row.Text(1), CancellationToken.None));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Many_readers_at_once_share_the_connections_there_are(string kind)
    {
        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(kind);
        var sent = (await parcels.Send(new SendParcel("A", "x"), parcels.As(Role.Client))).Value;

        var labels = await Task.WhenAll(Enumerable.Range(0, 4 * DirectReads.MostConnections).Select(async _ =>
            (await ReadsOf(parcels).ReadAsync(ById, [sent.Id], static row => row.Text(1), CancellationToken.None)).Single()));

        Assert.All(labels, label => Assert.Equal("A", label));
        Assert.InRange(ReadsOf(parcels).IdleConnections, 1, DirectReads.MostConnections);
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_meanwhile_is_replaced_without_a_fault()
    {
        if (PostgresServer.WhyNot is { } reason)
        {
            Repository.SkipOrFail(reason);
        }

        await using var parcels = await ModuleFixture.OnAsync<ParcelFixture>(Databases.PostgreSql);
        var sent = (await parcels.Send(new SendParcel("A", "x"), parcels.As(Role.Client))).Value;
        const string close =
            "SELECT count(pg_terminate_backend(pid))::int AS \"Value\" FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database() AND query LIKE '%FROM parcels.parcel WHERE id = $1%'";
        var before = await ReadsOf(parcels).ReadAsync(ById, [sent.Id], static row => row.Text(1), CancellationToken.None);

        var closed = await parcels.Read<ParcelDbContext, int>(db => db.Database.SqlQueryRaw<int>(close).SingleAsync());

        Assert.Equal(1, closed);
        Assert.Equal(before, await ReadsOf(parcels).ReadAsync(ById, [sent.Id], static row => row.Text(1), CancellationToken.None));
    }

    private static DirectReads ReadsOf(ParcelFixture parcels) => parcels.Services.GetRequiredService<DirectReads>();
}

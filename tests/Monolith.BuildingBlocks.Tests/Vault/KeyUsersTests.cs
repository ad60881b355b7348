using Monolith.BuildingBlocks.Vault;
using Monolith.Testing;
using Npgsql;

namespace Monolith.BuildingBlocks.Tests.Vault;

/// <summary>Several processes on the keys of one PostgreSQL database, of which one would change the master key (R71).</summary>
public sealed class KeyUsersTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_master_key_is_not_changed_beside_another_instance_and_is_when_that_has_stopped()
    {
        await using var work = await VaultAtWork.StartAsync(Databases.PostgreSql);
        var (person, former) = (Guid.CreateVersion7(), await MasterAsync(work));
        var bytes = await work.Vault.SealBytesAsync(person, DataClass.Health, "note", new byte[] { 1 }, Cancelled);
        await using var other = new KeyVault(work.Storage, work.Clock);
        await other.StartAsync(Cancelled);

        var refused = await Assert.ThrowsAsync<VaultRefusedException>(() => work.Vault.RotateMasterAsync(Cancelled));

        Assert.Contains("(1)", refused.Message, StringComparison.Ordinal);
        Assert.Equal(former, await MasterAsync(work));
        Assert.False(File.Exists(Path.Combine(work.Storage.DataDirectory, "master.key.next")));
        await other.DisposeAsync();
        await work.Vault.RotateMasterAsync(Cancelled);
        await using var later = new KeyVault(work.Storage, work.Clock);
        await later.StartAsync(Cancelled);
        Assert.Equal([1], await later.OpenBytesAsync(person, DataClass.Health, "note", bytes, Cancelled));
    }

    [Fact]
    public async Task No_instance_starts_while_another_process_changes_the_master_key()
    {
        await using var work = await VaultAtWork.StartAsync(Databases.PostgreSql);
        await work.Vault.DisposeAsync();
        await using var changing = new NpgsqlConnection(work.Storage.ConnectionString + ";Pooling=false");
        await changing.OpenAsync(Cancelled);
        await using var alone = new NpgsqlCommand("SELECT pg_advisory_lock(715519)", changing);
        await alone.ExecuteScalarAsync(Cancelled);
        await using var starting = new KeyVault(work.Storage, work.Clock);

        await Assert.ThrowsAsync<VaultRefusedException>(() => starting.StartAsync(Cancelled));

        await changing.CloseAsync();
        await starting.StartAsync(Cancelled);
    }

    [Fact]
    public async Task An_instance_that_was_cut_off_while_the_master_key_was_changed_writes_no_key_that_nobody_could_open()
    {
        await using var work = await VaultAtWork.StartAsync(Databases.PostgreSql);
        await using var cutOff = new KeyVault(work.Storage, work.Clock);
        await cutOff.StartAsync(Cancelled);
        await work.Vault.DisposeAsync();
        await EndAllAsync(work);
        await using var changing = new KeyVault(work.Storage, work.Clock);
        await changing.StartAsync(Cancelled);
        await changing.RotateMasterAsync(Cancelled);
        var person = Guid.CreateVersion7();

        await Assert.ThrowsAsync<VaultRefusedException>(() => cutOff.SealBytesAsync(person, DataClass.Health, "note", new byte[] { 1 }, Cancelled).AsTask());

        var bytes = await changing.SealBytesAsync(person, DataClass.Health, "note", new byte[] { 2 }, Cancelled);
        await using var later = new KeyVault(work.Storage, work.Clock);
        await later.StartAsync(Cancelled);
        Assert.Equal([2], await later.OpenBytesAsync(person, DataClass.Health, "note", bytes, Cancelled));
    }

    // As when the network between the instances and the database breaks: every session is gone, and its locks.
    private static async Task EndAllAsync(VaultAtWork work)
    {
        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection(work.Storage.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancelled);
        await using var end = new NpgsqlCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", connection);
        await end.ExecuteScalarAsync(Cancelled);
    }

    private static Task<string> MasterAsync(VaultAtWork work) => File.ReadAllTextAsync(Path.Combine(work.Storage.DataDirectory, "master.key"), Cancelled);
}

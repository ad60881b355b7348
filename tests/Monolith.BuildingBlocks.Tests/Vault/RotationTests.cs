using System.Security.Cryptography;
using Monolith.BuildingBlocks.Storage;
using Monolith.BuildingBlocks.Vault;
using Monolith.Testing;

namespace Monolith.BuildingBlocks.Tests.Vault;

/// <summary>Changes of the master key and of a person's key (R71), and erasures that outlive a restored backup (R74).</summary>
public sealed class RotationTests
{
    private const int People = 40;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Databases))]
    public async Task The_master_key_is_changed_while_people_are_read_and_written_and_no_read_fails(string kind)
    {
        await using var work = await VaultAtWork.StartAsync(kind);
        var sealedBytes = await SealAsync(work.Vault, 300);
        var former = await File.ReadAllTextAsync(MasterFile(work), Cancelled);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var load = LoadAsync(work.Vault, sealedBytes, over.Token);

        var changed = await work.Vault.RotateMasterAsync(Cancelled);
        await over.CancelAsync();
        var written = await load;

        Assert.True(changed >= 300, $"Only {changed} keys were changed.");
        Assert.NotEqual(former, await File.ReadAllTextAsync(MasterFile(work), Cancelled));
        Assert.False(File.Exists(MasterFile(work) + ".next"));
        await using var restarted = new KeyVault(work.Storage, work.Clock);
        await restarted.StartAsync(Cancelled);
        await OpenAllAsync(restarted, [.. sealedBytes, .. written]);
        await using var outdated = new KeyVault(work.Storage with { MasterKey = former }, work.Clock);
        await Assert.ThrowsAsync<VaultRefusedException>(() => outdated.StartAsync(Cancelled));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_change_that_was_broken_off_halfway_opens_everything_and_goes_on(string kind)
    {
        await using var work = await VaultAtWork.StartAsync(kind);
        var sealedBytes = await SealAsync(work.Vault, People);
        await BreakOffAsync(work);

        await using var again = await StartedAsync(work, work.Storage);
        await OpenAllAsync(again, [.. sealedBytes, .. await SealAsync(again, 3)]);
        await again.DisposeAsync();
        await work.Vault.DisposeAsync();
        await using var last = await StartedAsync(work, work.Storage);
        await last.RotateMasterAsync(Cancelled);
        await using var after = new KeyVault(work.Storage, work.Clock);
        await after.StartAsync(Cancelled);
        await OpenAllAsync(after, sealedBytes);
    }

    [Fact]
    public async Task A_crash_between_the_last_step_and_the_file_is_mended_by_the_next_start()
    {
        await using var work = await VaultAtWork.StartAsync(Databases.Sqlite);
        var sealedBytes = await SealAsync(work.Vault, 5);
        var former = await File.ReadAllTextAsync(MasterFile(work), Cancelled);
        await work.Vault.RotateMasterAsync(Cancelled);
        File.Move(MasterFile(work), MasterFile(work) + ".next");
        await File.WriteAllTextAsync(MasterFile(work), former, Cancelled);

        await using var restarted = new KeyVault(work.Storage, work.Clock);
        await restarted.StartAsync(Cancelled);

        await OpenAllAsync(restarted, sealedBytes);
        Assert.NotEqual(former, await File.ReadAllTextAsync(MasterFile(work), Cancelled));
    }

    [Fact]
    public async Task Keys_that_are_given_are_changed_to_the_next_that_is_given_and_to_no_other()
    {
        await using var work = await VaultAtWork.StartAsync(Databases.Sqlite);
        var (now, next) = (await File.ReadAllTextAsync(MasterFile(work), Cancelled), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var sealedBytes = await SealAsync(work.Vault, 5);
        await using var lacking = await StartedAsync(work, work.Storage with { MasterKey = now });
        await Assert.ThrowsAsync<VaultRefusedException>(() => lacking.RotateMasterAsync(Cancelled));
        await using var given = await StartedAsync(work, work.Storage with { MasterKey = now, NextMasterKey = next });
        using var cut = new CancellationTokenSource();
        await cut.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given.RotateMasterAsync(cut.Token));
        await Assert.ThrowsAsync<VaultRefusedException>(() => StartedAsync(work, work.Storage with { MasterKey = now }));
        await Assert.ThrowsAsync<VaultRefusedException>(() => StartedAsync(work, work.Storage with { MasterKey = now, NextMasterKey = Convert.ToBase64String(new byte[32]) }));

        await using var resumed = await StartedAsync(work, work.Storage with { MasterKey = now, NextMasterKey = next });
        await resumed.RotateMasterAsync(Cancelled);

        await using var after = await StartedAsync(work, work.Storage with { MasterKey = next });
        await OpenAllAsync(after, sealedBytes);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_persons_key_is_changed_and_old_and_new_are_read_until_both_are_destroyed(string kind)
    {
        await using var work = await VaultAtWork.StartAsync(kind);
        var person = Guid.CreateVersion7();
        var before = await work.Vault.SealBytesAsync(person, DataClass.Health, "note", new byte[] { 1 }, Cancelled);

        await work.Vault.RotateAsync(person, DataClass.Health, Cancelled);

        var after = await work.Vault.SealBytesAsync(person, DataClass.Health, "note", new byte[] { 2 }, Cancelled);
        Assert.NotEqual(before[1..17], after[1..17]);
        Assert.Equal([1], await work.Vault.OpenBytesAsync(person, DataClass.Health, "note", before, Cancelled));
        Assert.Equal([2], await work.Vault.OpenBytesAsync(person, DataClass.Health, "note", after, Cancelled));
        Assert.Equal(2, (await work.Vault.DestroyAsync(person, [DataClass.Health], Cancelled)).Count);
        foreach (var bytes in (byte[][])[before, after])
        {
            await Assert.ThrowsAsync<ErasedDataException>(() => work.Vault.OpenBytesAsync(person, DataClass.Health, "note", bytes, Cancelled).AsTask());
        }

        await Assert.ThrowsAsync<ErasedDataException>(() => work.Vault.RotateAsync(person, DataClass.Health, Cancelled));
    }

    [Fact]
    public async Task A_restored_backup_of_the_keys_forgets_the_erased_again_before_it_is_used()
    {
        await using var work = await VaultAtWork.StartAsync(Databases.Sqlite);
        var (erased, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var bytes = await work.Vault.SealBytesAsync(erased, DataClass.Identity, "name", new byte[] { 1 }, Cancelled);
        var kept = await work.Vault.SealBytesAsync(other, DataClass.Identity, "name", new byte[] { 2 }, Cancelled);
        await work.Vault.DisposeAsync();
        var keys = Path.Combine(work.Storage.DataDirectory, "keys.db");
        var backup = await File.ReadAllBytesAsync(keys, Cancelled);
        await using (var running = await StartedAsync(work, work.Storage))
        {
            await running.DestroyAsync(erased, [DataClass.Identity], Cancelled);
        }

        await File.WriteAllBytesAsync(keys, backup, Cancelled);
        await using var restored = await StartedAsync(work, work.Storage);

        await Assert.ThrowsAsync<ErasedDataException>(() => restored.OpenBytesAsync(erased, DataClass.Identity, "name", bytes, Cancelled).AsTask());
        Assert.Equal([2], await restored.OpenBytesAsync(other, DataClass.Identity, "name", kept, Cancelled));
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(work.Storage.DataDirectory, "tombstones.log"), Cancelled));
    }

    // What a killed process leaves behind: the next key in its file, and some of the keys wrapped with it.
    private static async Task BreakOffAsync(VaultAtWork work)
    {
        await using var store = new KeyStore(work.Storage, work.Clock);
        var ring = new KeyRing(store, MasterKey.Load(work.Storage, keysExist: true), work.Clock, TimeSpan.MaxValue);
        ring.ChangeMaster(new MasterKeyChange(work.Storage).Begin());
        var some = await store.ReadLivingAsync(Guid.Empty, People / 2, Cancelled);
        await store.RewrapAsync([.. some.Select(key => key with { Wrapped = ring.Rewrap(key) })], Cancelled);
    }

    private static string MasterFile(VaultAtWork work) => Path.Combine(work.Storage.DataDirectory, "master.key");

    private static async Task<KeyVault> StartedAsync(VaultAtWork work, StorageOptions storage)
    {
        var vault = new KeyVault(storage, work.Clock);
        await vault.StartAsync(Cancelled);
        return vault;
    }

    private static async Task<List<(Guid Person, byte[] Bytes)>> SealAsync(KeyVault vault, int people)
    {
        List<(Guid, byte[])> all = [];
        for (var i = 0; i < people; i++)
        {
            var person = Guid.CreateVersion7();
            all.Add((person, await vault.SealBytesAsync(person, DataClass.Health, "note", person.ToByteArray(), Cancelled)));
        }

        return all;
    }

    // Reads without the help of what is warm, and makes keys for newcomers, until it is told to stop.
    private static async Task<List<(Guid Person, byte[] Bytes)>> LoadAsync(KeyVault vault, List<(Guid Person, byte[] Bytes)> known, CancellationToken over)
    {
        List<(Guid, byte[])> written = [];
        await Task.Yield();
        for (var i = 0; !over.IsCancellationRequested || i < 50; i++)
        {
            written.AddRange(await SealAsync(vault, 1));
            await OpenAllAsync(vault, [known[i % known.Count]]);
        }

        return written;
    }

    private static async Task OpenAllAsync(KeyVault vault, IReadOnlyList<(Guid Person, byte[] Bytes)> all)
    {
        foreach (var (person, bytes) in all)
        {
            Assert.Equal(person.ToByteArray(), await vault.OpenBytesAsync(person, DataClass.Health, "note", bytes, Cancelled));
        }
    }
}

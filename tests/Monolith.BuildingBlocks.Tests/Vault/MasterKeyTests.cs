using System.Security.Cryptography;
using Monolith.BuildingBlocks.Storage;
using Monolith.BuildingBlocks.Vault;
using Monolith.Testing;

namespace Monolith.BuildingBlocks.Tests.Vault;

public sealed class MasterKeyTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_start_of_an_empty_directory_makes_a_key_that_only_the_owner_reads()
    {
        using var directory = new TempDirectory();
        await StartAsync(StorageOptions.Sqlite(directory.FullName));

        Assert.Equal(32, Convert.FromBase64String(await File.ReadAllTextAsync(directory.PathOf("master.key"), Cancelled)).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(directory.PathOf("master.key")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(directory.PathOf("keys.db")));
        }
    }

    [Fact]
    public async Task A_given_key_is_used_and_leaves_no_file()
    {
        using var directory = new TempDirectory();
        await StartAsync(StorageOptions.Sqlite(directory.FullName) with { MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });

        Assert.False(File.Exists(directory.PathOf("master.key")));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_wrong_key_refuses_to_start_and_writes_nothing(string kind)
    {
        await using var work = await VaultAtWork.StartAsync(kind);
        await work.SavedAsync("Anyone");
        var before = Snapshot(work.Storage.DataDirectory);

        await RefusedAsync(work.Storage with { MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });

        Assert.Equal(before, Snapshot(work.Storage.DataDirectory));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_missing_key_beside_existing_keys_refuses_and_makes_none(string kind)
    {
        await using var work = await VaultAtWork.StartAsync(kind);
        File.Delete(Path.Combine(work.Storage.DataDirectory, "master.key"));

        await RefusedAsync(work.Storage);

        Assert.False(File.Exists(Path.Combine(work.Storage.DataDirectory, "master.key")));
    }

    [Fact]
    public async Task A_missing_key_beside_a_database_refuses_even_when_the_key_file_is_gone_too()
    {
        using var directory = new TempDirectory();
        await File.WriteAllTextAsync(directory.PathOf("monolith.db"), "", Cancelled);

        await RefusedAsync(StorageOptions.Sqlite(directory.FullName));

        Assert.Equal([directory.PathOf("monolith.db")], Directory.GetFiles(directory.FullName));
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_malformed_key_refuses_in_one_line(string key)
    {
        using var directory = new TempDirectory();

        await RefusedAsync(StorageOptions.Sqlite(directory.FullName) with { MasterKey = key });

        Assert.Empty(Directory.GetFiles(directory.FullName));
    }

    private static async Task StartAsync(StorageOptions storage)
    {
        await using var vault = new KeyVault(storage, new TestClock());
        await vault.StartAsync(Cancelled);
    }

    private static async Task RefusedAsync(StorageOptions storage)
    {
        var refused = await Assert.ThrowsAsync<VaultRefusedException>(() => StartAsync(storage));
        Assert.DoesNotContain('\n', refused.Message);
    }

    private static Dictionary<string, string> Snapshot(string directory) =>
        Directory.GetFiles(directory).Where(path => !path.EndsWith("-shm", StringComparison.Ordinal)).ToDictionary(path => path, path =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return Convert.ToHexString(SHA256.HashData(file));
        });
}

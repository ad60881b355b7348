using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Vault;
using Monolith.Testing;

namespace Monolith.BuildingBlocks.Tests.Vault;

public sealed class KeyTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Databases))]
    public async Task A_destroyed_class_is_erased_and_the_others_stay(string kind)
    {
        await using var work = await VaultAtWork.StartAsync(kind);
        var patient = await work.LoadedAsync((await work.SavedAsync("Kept")).Id);
        var neighbour = await work.LoadedAsync((await work.SavedAsync("Neighbour")).Id);

        var destroyed = Assert.Single(await work.Vault.DestroyAsync(patient.SubjectId, [DataClass.Health], Cancelled));

        Assert.Equal(DataClass.Health, destroyed.DataClass);
        Assert.Equal(work.Clock.GetUtcNow().UtcDateTime, destroyed.DestroyedAt);
        await Assert.ThrowsAsync<ErasedDataException>(() => work.Vault.OpenAsync(patient.Note!, Cancelled).AsTask());
        Assert.True((await work.Vault.TryOpenAsync(patient.Note!, Cancelled)).IsErased);
        Assert.Equal("Kept", await work.Vault.OpenAsync(patient.Name, Cancelled));
        Assert.Equal("sleeps badly", (await work.Vault.TryOpenAsync(neighbour.Note!, Cancelled)).Value);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Destroying_again_answers_the_same_keys_and_the_first_time(string kind)
    {
        await using var work = await VaultAtWork.StartAsync(kind);
        var patient = await work.SavedAsync("Gone");
        var first = await work.Vault.DestroyAsync(patient.SubjectId, [DataClass.Health, DataClass.Identity], Cancelled);
        work.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(2, first.Count);
        Assert.Equal(first, await work.Vault.DestroyAsync(patient.SubjectId, [DataClass.Health, DataClass.Identity], Cancelled));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_erased_person_takes_no_new_data_even_in_a_class_that_had_none(string kind)
    {
        await using var work = await VaultAtWork.StartAsync(kind);
        var patient = await work.SavedAsync("Gone");
        await work.Vault.DestroyAsync(patient.SubjectId, Enum.GetValues<DataClass>(), Cancelled);

        await using var context = work.Context();
        context.Add(new Patient { SubjectId = patient.SubjectId, Name = Sealed.Of("Back") });
        await Assert.ThrowsAsync<ErasedDataException>(() => context.SaveChangesAsync(Cancelled));
        await Assert.ThrowsAsync<ErasedDataException>(() => work.Vault.SealBytesAsync(patient.SubjectId, DataClass.Case, "x", new byte[1], Cancelled).AsTask());
    }

    [Fact]
    public async Task The_wrapped_key_is_gone_from_every_file_once_it_is_destroyed()
    {
        await using var work = await VaultAtWork.StartAsync();
        var patient = await work.SavedAsync("Gone");
        var wrapped = await WrappedAsync(work, patient.SubjectId);
        Assert.Contains(Files(work), bytes => bytes.AsSpan().IndexOf(wrapped) >= 0);

        // Moved into the main file first, so that both the page and the log have to be wiped.
        await work.Vault.DestroyAsync(Guid.CreateVersion7(), [DataClass.Usage], Cancelled);
        Assert.Contains(Files(work), bytes => bytes.AsSpan().IndexOf(wrapped) >= 0);
        await work.Vault.DestroyAsync(patient.SubjectId, [DataClass.Identity], Cancelled);

        // The first 17 bytes are the same in every wrapped key.
        foreach (var part in wrapped[17..].Chunk(10))
        {
            Assert.DoesNotContain(Files(work), bytes => bytes.AsSpan().IndexOf(part) >= 0);
        }
    }

    [Fact]
    public async Task Another_instance_forgets_a_destroyed_key_within_thirty_seconds()
    {
        if (PostgresServer.WhyNot is { } reason)
        {
            Repository.SkipOrFail(reason);
        }

        await using var work = await VaultAtWork.StartAsync(Databases.PostgreSql);
        await using var other = new KeyVault(work.Storage, work.Clock);
        await other.StartAsync(Cancelled);
        var patient = await work.LoadedAsync((await work.SavedAsync("Gone")).Id);
        Assert.Equal("Gone", await other.OpenAsync(patient.Name, Cancelled));

        await work.Vault.DestroyAsync(patient.SubjectId, [DataClass.Identity], Cancelled);
        work.Clock.Advance(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<ErasedDataException>(() => other.OpenAsync(patient.Name, Cancelled).AsTask());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Sixteen_first_uses_of_one_persons_key_at_once_make_one_key(string kind)
    {
        await using var work = await VaultAtWork.StartAsync(kind);
        await using var other = new KeyVault(work.Storage, work.Clock);
        await other.StartAsync(Cancelled);
        var subject = Guid.CreateVersion7();
        KeyVault[] vaults = work.IsSqlite ? [work.Vault] : [work.Vault, other];

        var sealings = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => vaults[i % vaults.Length].SealBytesAsync(subject, DataClass.Case, "here", new byte[] { (byte)i }, Cancelled).AsTask()));

        Assert.Single(sealings.Select(bytes => Convert.ToHexString(bytes, 1, 16)).Distinct());
        for (var i = 0; i < 16; i++)
        {
            Assert.Equal([(byte)i], await work.Vault.OpenBytesAsync(subject, DataClass.Case, "here", sealings[i], Cancelled));
        }
    }

    [Fact]
    public async Task Of_a_million_seals_under_one_key_no_two_have_the_same_nonce()
    {
        await using var work = await VaultAtWork.StartAsync();
        var (person, place) = (Guid.CreateVersion7(), "note");
        HashSet<UInt128> nonces = new(1_000_000);

        for (var i = 0; i < 1_000_000; i++)
        {
            var bytes = await work.Vault.SealBytesAsync(person, DataClass.Health, place, new byte[] { 1 }, Cancelled);
            nonces.Add(new UInt128(BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(17)), BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(21))));
        }

        Assert.Equal(1_000_000, nonces.Count);
    }

    [Fact]
    public async Task Warm_keys_open_without_waiting()
    {
        await using var work = await VaultAtWork.StartAsync();
        var id = (await work.SavedAsync("Warm")).Id;
        await using var restarted = new KeyVault(work.Storage, work.Clock);
        await restarted.StartAsync(Cancelled);
        var patient = await work.LoadedAsync(id);

        await restarted.WarmAsync([patient.SubjectId, Guid.CreateVersion7()], Cancelled);

        var opening = restarted.OpenAsync(patient.Name, Cancelled);
        Assert.True(opening.IsCompletedSuccessfully);
        Assert.Equal("Warm", await opening);
    }

    [Fact]
    public async Task Bytes_open_only_for_their_person_their_class_and_their_context()
    {
        await using var work = await VaultAtWork.StartAsync();
        var subject = Guid.CreateVersion7();
        var mine = await work.Vault.SealBytesAsync(subject, DataClass.Case, "outbox/1", "text"u8.ToArray(), Cancelled);
        var platform = await work.Vault.SealBytesAsync(null, DataClass.Case, "outbox/1", "text"u8.ToArray(), Cancelled);

        Assert.Equal("text"u8.ToArray(), await work.Vault.OpenBytesAsync(null, DataClass.Case, "outbox/1", platform, Cancelled));
        (Guid? Subject, DataClass Class, string Context, byte[] Bytes)[] wrong =
        [
            (subject, DataClass.Case, "outbox/2", mine),
            (subject, DataClass.Health, "outbox/1", mine),
            (Guid.CreateVersion7(), DataClass.Case, "outbox/1", mine),
            (null, DataClass.Case, "outbox/1", mine),
            (subject, DataClass.Case, "outbox/1", platform),
        ];
        foreach (var (who, dataClass, context, bytes) in wrong)
        {
            await Assert.ThrowsAsync<DataIntegrityException>(() => work.Vault.OpenBytesAsync(who, dataClass, context, bytes, Cancelled).AsTask());
        }
    }

    [Fact]
    public async Task A_blind_index_sees_through_spelling_and_tells_names_and_installations_apart()
    {
        await using var work = await VaultAtWork.StartAsync();
        await using var elsewhere = await VaultAtWork.StartAsync();
        var email = work.Vault.BlindIndex("email", "zoë@example.org");

        Assert.Equal(email, work.Vault.BlindIndex("email", " ZOE\u0308@Example.ORG "));
        Assert.Equal(work.Vault.BlindIndex("phone", "+91 98765-43210"), work.Vault.BlindIndex("phone", "919876543210"));
        Assert.NotEqual(email, work.Vault.BlindIndex("email", "zoe@example.org"));
        Assert.NotEqual(email, work.Vault.BlindIndex("account", "zoë@example.org"));
        Assert.NotEqual(email, elsewhere.Vault.BlindIndex("email", "zoë@example.org"));
        await using var restarted = new KeyVault(work.Storage, work.Clock);
        await restarted.StartAsync(Cancelled);
        Assert.Equal(email, restarted.BlindIndex("email", "zoë@example.org"));
    }

    private static async Task<byte[]> WrappedAsync(VaultAtWork work, Guid subjectId)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(work.Storage.DataDirectory, "keys.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT wrapped FROM data_key WHERE class = 'Identity' AND subject_id = {work.Literal(subjectId)}";
        return (byte[])(await command.ExecuteScalarAsync(Cancelled))!;
    }

    private static List<byte[]> Files(VaultAtWork work) =>
        [.. Directory.GetFiles(work.Storage.DataDirectory, "keys.db*").Select(path =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        })];
}

using System.Text;
using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Vault;
using Monolith.Testing;

namespace Monolith.BuildingBlocks.Tests.Vault;

public sealed class SealedColumnTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Databases))]
    public async Task What_was_sealed_opens_as_it_was(string kind)
    {
        await using var work = await VaultAtWork.StartAsync(kind);

        var patient = await work.LoadedAsync((await work.SavedAsync("Ἀνθή 👩🏽")).Id);

        Assert.Equal("Ἀνθή 👩🏽", await work.Vault.OpenAsync(patient.Name, Cancelled));
        Assert.Equal(new DateOnly(1990, 2, 3), await work.Vault.OpenAsync(patient.BornOn!, Cancelled));
        Assert.Equal(2, await work.Vault.OpenAsync(patient.Children!, Cancelled));
        Assert.Equal(new Address("1 Long Road", "Kochi"), await work.Vault.OpenAsync(patient.Home!, Cancelled));
    }

    [Fact]
    public async Task A_thousand_names_leave_no_trace_in_any_file()
    {
        await using var work = await VaultAtWork.StartAsync();
        await using var context = work.Context();
        for (var i = 0; i < 1_000; i++)
        {
            context.Add(new Patient { SubjectId = Guid.CreateVersion7(), Name = Sealed.Of($"canary-{i}"), Home = Sealed.Of(new Address($"canary-{i}", "x")) });
        }

        // One transaction, so that the write-ahead log still holds everything while it is searched.
        await context.SaveChangesAsync(Cancelled);

        var files = Directory.GetFiles(work.Storage.DataDirectory);
        Assert.Contains(files, file => file.EndsWith("monolith.db", StringComparison.Ordinal) && new FileInfo(file).Length > 0);
        Assert.Contains(files, file => file.EndsWith("keys.db-wal", StringComparison.Ordinal));
        foreach (var bytes in files.Select(ReadShared))
        {
            Assert.Equal(-1, bytes.AsSpan().IndexOf("canary-"u8));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("canary-")));
        }
    }

    [Theory]
    [InlineData("UPDATE patient SET name = (SELECT name FROM patient WHERE \"Id\" = {1}) WHERE \"Id\" = {0}")]
    [InlineData("UPDATE patient SET name = home WHERE \"Id\" = {0}")]
    [InlineData("UPDATE patient SET name = note WHERE \"Id\" = {0}")]
    [InlineData("UPDATE patient SET \"SubjectId\" = (SELECT \"SubjectId\" FROM patient WHERE \"Id\" = {1}) WHERE \"Id\" = {0}")]
    [InlineData("UPDATE patient SET name = substr(name, 1, length(name) - 1) || X'00' WHERE \"Id\" = {0}")]
    [InlineData("UPDATE patient SET name = X'01' WHERE \"Id\" = {0}")]
    [InlineData("UPDATE patient SET name = X'02' || substr(name, 2) WHERE \"Id\" = {0}")]
    public async Task A_ciphertext_that_was_moved_or_changed_is_refused_by_the_id_of_its_row(string attack)
    {
        await using var work = await VaultAtWork.StartAsync();
        var mine = await work.SavedAsync("Mine");
        var other = await work.SavedAsync("Other");

        await work.ExecuteAsync(attack.Replace("{0}", work.Literal(mine.Id)).Replace("{1}", work.Literal(other.Id)));

        var loaded = await work.LoadedAsync(mine.Id);
        var refused = await Assert.ThrowsAsync<DataIntegrityException>(() => work.Vault.OpenAsync(loaded.Name, Cancelled).AsTask());
        Assert.Equal(mine.Id, refused.RecordId);
        Assert.DoesNotContain("Mine", refused.ToString());
    }

    [Fact]
    public async Task Two_rows_of_one_person_do_not_take_each_others_ciphertext()
    {
        await using var work = await VaultAtWork.StartAsync();
        var subject = Guid.CreateVersion7();
        var (first, second) = (new Patient { SubjectId = subject, Name = Sealed.Of("First") }, new Patient { SubjectId = subject, Name = Sealed.Of("Second") });
        await using (var context = work.Context())
        {
            context.AddRange(first, second);
            await context.SaveChangesAsync(Cancelled);
        }

        await work.ExecuteAsync($"UPDATE patient SET name = (SELECT name FROM patient WHERE \"Id\" = {work.Literal(second.Id)}) WHERE \"Id\" = {work.Literal(first.Id)}");

        var loaded = await work.LoadedAsync(first.Id);
        await Assert.ThrowsAsync<DataIntegrityException>(() => work.Vault.OpenAsync(loaded.Name, Cancelled).AsTask());
    }

    [Fact]
    public async Task A_changed_value_replaces_the_ciphertext_and_an_untouched_one_stays()
    {
        await using var work = await VaultAtWork.StartAsync();
        var id = (await work.SavedAsync("Before")).Id;
        await using (var context = work.Context())
        {
            var patient = await context.Patients.SingleAsync(p => p.Id == id, Cancelled);
            patient.Name = Sealed.Of("After");
            patient.Children = null;
            await context.SaveChangesAsync(Cancelled);
        }

        var loaded = await work.LoadedAsync(id);
        Assert.Equal("After", await work.Vault.OpenAsync(loaded.Name, Cancelled));
        Assert.Equal("sleeps badly", await work.Vault.OpenAsync(loaded.Note!, Cancelled));
        Assert.Null(loaded.Children);
    }

    [Fact]
    public async Task A_sealed_value_cannot_be_carried_to_another_row()
    {
        await using var work = await VaultAtWork.StartAsync();
        var source = await work.LoadedAsync((await work.SavedAsync("Source")).Id);
        await using var context = work.Context();
        context.Add(new Patient { SubjectId = source.SubjectId, Name = source.Name });
        await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync(Cancelled));

        await using var shared = work.Context();
        var name = Sealed.Of("Shared");
        shared.AddRange(new Patient { SubjectId = Guid.CreateVersion7(), Name = name }, new Patient { SubjectId = Guid.CreateVersion7(), Name = name });
        await Assert.ThrowsAsync<InvalidOperationException>(() => shared.SaveChangesAsync(Cancelled));
    }

    [Fact]
    public async Task A_projected_column_opens_once_it_is_told_its_row()
    {
        await using var work = await VaultAtWork.StartAsync();
        var id = (await work.SavedAsync("Projected")).Id;
        await using var context = work.Context();

        var row = await context.Patients.Where(p => p.Id == id).Select(p => new { p.Id, p.SubjectId, p.Name }).SingleAsync(Cancelled);

        await Assert.ThrowsAsync<InvalidOperationException>(() => work.Vault.OpenAsync(row.Name, Cancelled).AsTask());
        Assert.Equal("Projected", await work.Vault.OpenAsync(row.Name.At(row.Id, row.SubjectId), Cancelled));
        await Assert.ThrowsAsync<DataIntegrityException>(() => work.Vault.OpenAsync(row.Name.At(Guid.CreateVersion7(), row.SubjectId), Cancelled).AsTask());
    }

    [Fact]
    public async Task An_unlocked_value_opens_at_once_and_a_locked_one_does_not()
    {
        await using var work = await VaultAtWork.StartAsync();
        var saved = await work.SavedAsync("Unlocked");
        var loaded = await work.LoadedAsync(saved.Id);

        Assert.Throws<InvalidOperationException>(() => loaded.Name.Open());
        await work.Vault.UnlockAsync(loaded.Name, Cancelled);

        Assert.Equal("Unlocked", loaded.Name.Open());
        Assert.Equal("not saved", Sealed.Of("not saved").Open());
        await work.Vault.DestroyAsync(saved.SubjectId, [DataClass.Identity], Cancelled);
        var erased = await work.LoadedAsync(saved.Id);
        await work.Vault.UnlockAsync(erased.Name, Cancelled);
        Assert.Throws<ErasedDataException>(() => erased.Name.Open());
    }

    [Fact]
    public async Task Every_sealed_column_is_on_the_coverage_list_and_none_prints_its_value()
    {
        await using var work = await VaultAtWork.StartAsync();
        await using var context = work.Context();

        Assert.Equal(["born_on", "children", "home", "name", "note"], SealedColumns.Of(context.Model).Select(column => column.Column).Order());
        Assert.All(SealedColumns.Of(context.Model), column => Assert.Equal("patient", column.Table));
        Assert.DoesNotContain("secret", Sealed.Of("secret").ToString());
        Assert.DoesNotContain("secret", System.Text.Json.JsonSerializer.Serialize(Sealed.Of("secret")));
    }

    [Fact]
    public void A_row_that_does_not_say_whose_data_it_holds_cannot_have_sealed_columns()
    {
        using var context = new UnsuitedContext(new DbContextOptionsBuilder().UseSqlite("Data Source=:memory:").Options);

        Assert.Contains("Unsuited", Assert.Throws<InvalidOperationException>(() => context.Model).Message);
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}

using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using Monolith.BuildingBlocks.Audit;
using Monolith.Testing;

namespace Monolith.BuildingBlocks.Tests.Audit;

public sealed class AuditTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Databases))]
    public async Task An_entry_of_a_commands_transaction_is_sealed_like_one_of_the_trail(string kind)
    {
        await using var work = await AuditAtWork.StartAsync(kind);
        await work.SaveThroughModuleAsync(work.Entry());
        await work.Trail.RecordAsync([work.Entry()], Cancelled);

        Assert.Equal(2, await work.Sealer.SealAsync(signNow: true, Cancelled));

        var verdict = await work.VerifyAsync();
        Assert.Null(verdict.Reason);
        Assert.Equal(2, verdict.Entries);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_database_refuses_to_change_or_remove_what_was_recorded(string kind)
    {
        await using var work = await AuditAtWork.WithThirtyAsync(kind);
        await work.Trail.RecordAsync([work.Entry()], Cancelled);
        List<string> refused =
        [
            "UPDATE audit.entry SET operation = 'Other' WHERE sequence = 3",
            "UPDATE audit.entry SET operation = 'Other' WHERE sequence IS NULL",
            "UPDATE audit.entry SET sequence = 31, hash = X'00', rule = NULL WHERE sequence IS NULL",
            "UPDATE audit.entry SET sequence = 99 WHERE sequence = 3",
            "UPDATE audit.entry SET hash = X'00' WHERE sequence = 3",
            "UPDATE audit.entry SET actor_id = NULL WHERE sequence = 3",
            "UPDATE audit.entry SET actor_seal = NULL WHERE sequence = 3",
            "UPDATE audit.entry SET sequence = NULL, hash = NULL WHERE sequence = 30",
            "DELETE FROM audit.entry WHERE sequence = 3",
            "DELETE FROM audit.entry WHERE sequence IS NULL",
            "UPDATE audit.checkpoint SET hash = X'00' WHERE sequence = 10",
            "DELETE FROM audit.checkpoint",
            "INSERT INTO audit.entry (id, occurred_at, actor_role, operation, outcome, request_id, sequence, hash) SELECT '01890000-0000-7000-8000-000000000000', occurred_at, actor_role, operation, outcome, request_id, 31, hash FROM audit.entry WHERE sequence = 11",
        ];
        refused.AddRange(work.IsSqlite
            ? ["INSERT OR REPLACE INTO audit.entry (id, occurred_at, actor_role, operation, outcome, request_id) SELECT id, occurred_at, actor_role, 'Other', outcome, request_id FROM audit.entry WHERE sequence = 3"]
            : ["TRUNCATE audit.entry", "TRUNCATE audit.checkpoint"]);

        foreach (var statement in refused)
        {
            await Assert.ThrowsAnyAsync<DbException>(() => work.ExecuteAsync(statement));
        }

        Assert.Null((await work.VerifyAsync()).Reason);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Erasing_a_person_removes_the_id_and_keeps_the_chain(string kind)
    {
        await using var work = await AuditAtWork.StartAsync(kind);
        var (person, therapist) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await work.Trail.RecordAsync([work.Entry(person, person), work.Entry(therapist, person), work.Entry()], Cancelled);
        await work.Sealer.SealAsync(signNow: true, Cancelled);

        Assert.Equal(2, await new AuditErasure(work.Tables, work.Sealer).EraseAsync(person, Cancelled));

        Assert.Null((await work.VerifyAsync()).Reason);
        var named = $"SELECT count(*) FROM audit.entry WHERE lower(CAST(subject_id AS text)) = '{{0}}' OR lower(CAST(actor_id AS text)) = '{{0}}'";
        Assert.Equal(0L, await work.ScalarAsync(string.Format(named, person)));
        Assert.Equal(1L, await work.ScalarAsync(string.Format(named, therapist)));
        await work.DisarmAsync();
        await work.ExecuteAsync("UPDATE audit.entry SET subject_seal = actor_seal WHERE sequence = 1");
        Assert.Equal(1, (await work.VerifyAsync()).FirstBad);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_recorded_entry_is_there_when_the_wait_is_over(string kind)
    {
        await using var work = await AuditAtWork.StartAsync(kind);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            var entry = work.Entry();
            await work.Trail.RecordAsync([entry], Cancelled);
            Assert.Equal(1L, await work.ScalarAsync($"SELECT count(*) FROM audit.entry WHERE lower(CAST(id AS text)) = '{entry.Id}'"));
        }));

        Assert.Equal(200L, await work.ScalarAsync("SELECT count(*) FROM audit.entry"));
    }

    [Fact]
    public async Task A_caller_who_hangs_up_while_waiting_is_recorded_all_the_same()
    {
        await using var work = await AuditAtWork.StartAsync();
        using var caller = new CancellationTokenSource();
        using var lease = await work.Writer!.EnterAsync(Cancelled);
        var waiting = Enumerable.Range(0, 50).Select(_ => work.Trail.RecordAsync([work.Entry()], caller.Token)).ToList();
        await caller.CancelAsync();
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        lease.Dispose();
        await Task.WhenAll(waiting);

        Assert.Equal(50L, await work.ScalarAsync("SELECT count(*) FROM audit.entry"));
        await Assert.ThrowsAsync<OperationCanceledException>(() => work.Trail.RecordAsync([work.Entry()], caller.Token));
    }

    [Fact]
    public async Task A_batch_that_fails_tells_its_callers_and_not_the_next_ones()
    {
        await using var work = await AuditAtWork.StartAsync();
        var twice = work.Entry();
        await work.Trail.RecordAsync([twice], Cancelled);

        await Assert.ThrowsAnyAsync<DbException>(() => work.Trail.RecordAsync([work.Entry(), twice], Cancelled));
        await work.Trail.RecordAsync([work.Entry()], Cancelled);

        Assert.Equal(2L, await work.ScalarAsync("SELECT count(*) FROM audit.entry"));
    }

    [Fact]
    public async Task A_checkpoint_is_signed_after_a_minute_or_a_thousand_entries_and_not_before()
    {
        await using var work = await AuditAtWork.StartAsync();
        await work.Trail.RecordAsync([work.Entry()], Cancelled);
        await work.Sealer.SealAsync(signNow: false, Cancelled);
        Assert.Equal(1L, await work.ScalarAsync("SELECT max(sequence) FROM audit.checkpoint"));

        await work.Trail.RecordAsync([work.Entry()], Cancelled);
        work.Clock.Advance(TimeSpan.FromSeconds(59));
        await work.Sealer.SealAsync(signNow: false, Cancelled);
        Assert.Equal(1L, await work.ScalarAsync("SELECT max(sequence) FROM audit.checkpoint"));

        work.Clock.Advance(TimeSpan.FromSeconds(1));
        await work.Sealer.SealAsync(signNow: false, Cancelled);
        Assert.Equal(2L, await work.ScalarAsync("SELECT max(sequence) FROM audit.checkpoint"));

        await work.Trail.RecordAsync([.. Enumerable.Range(0, 1_001).Select(_ => work.Entry())], Cancelled);
        Assert.Equal(1_001, await work.Sealer.SealAsync(signNow: false, Cancelled));
        Assert.Equal(1_002L, await work.ScalarAsync("SELECT max(sequence) FROM audit.checkpoint"));
    }

    [Fact]
    public async Task Writer_and_verifier_agree_with_the_example_in_the_specification()
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("docs", "audit.md"), Cancelled);
        string Given(string name) => Regex.Match(text, $@"^\| {name} \| `([^`]*)` \|", RegexOptions.Multiline).Groups[1].Value;
        var hash = Convert.FromHexString(Given("hash"));
        var salts = new Dictionary<int, byte[]> { [2] = Convert.FromHexString(Given("actor salt")), [5] = Convert.FromHexString(Given("subject salt")) };
        var row = Row(Given);

        Assert.Equal(hash, AuditChain.Next(ChainLink.Start, row, column => salts.TryGetValue(column, out var salt) ? AuditChain.Commit(salt, row.GetGuid(column)) : null).Hash);

        await using var work = await AuditAtWork.StartAsync();
        await work.DisarmAsync();
        await work.ExecuteAsync(
            $"""
            INSERT INTO audit.entry (id, occurred_at, actor_id, actor_role, operation, subject_id, data_class, mode, purpose, outcome, rule, request_id, sequence, hash, actor_seal, subject_seal)
            VALUES ('{Given("id")}', {Given("occurred_at")}, '{Given("actor")}', '{Given("actor_role")}', '{Given("operation")}', '{Given("subject")}', '{Given("data_class")}', '{Given("mode")}',
            '{Given("purpose")}', '{Given("outcome")}', '{Given("rule")}', '{Given("request_id")}', 1, X'{Given("hash")}', X'{Given("actor salt")}', X'{Given("subject salt")}')
            """);
        var verdict = await work.VerifyAsync();
        Assert.Null(verdict.Reason);
        Assert.Equal(1, verdict.Entries);
    }

    private static DataTableReader Row(Func<string, string> given)
    {
        using var table = new DataTable();
        object?[] values =
        [
            Guid.Parse(given("id")), long.Parse(given("occurred_at")), Guid.Parse(given("actor")), given("actor_role"), given("operation"), Guid.Parse(given("subject")), null,
            given("data_class"), given("mode"), given("purpose"), given("outcome"), given("rule"), given("request_id"), null,
        ];
        for (var i = 0; i < values.Length; i++)
        {
            table.Columns.Add($"c{i}", values[i]?.GetType() ?? typeof(string));
        }

        table.Rows.Add(values);
        var reader = table.CreateDataReader();
        reader.Read();
        return reader;
    }
}

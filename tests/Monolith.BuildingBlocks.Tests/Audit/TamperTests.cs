using System.Data.Common;
using Monolith.Testing;

namespace Monolith.BuildingBlocks.Tests.Audit;

public sealed class TamperTests
{
    private static readonly string[] Changes =
    [
        "id = '01890000-0000-7000-8000-000000000000'", "occurred_at = (SELECT max(occurred_at) FROM audit.entry)", "actor_id = '01890000-0000-7000-8000-000000000000'",
        "actor_role = 'Client'", "operation = 'Other'", "subject_id = NULL", "object_id = '01890000-0000-7000-8000-000000000000'", "data_class = 'Usage'", "mode = NULL", "purpose = NULL",
        "outcome = 'Denied'", "rule = ''", "request_id = 'r-2'", "details = NULL", "hash = X'00'", "actor_seal = NULL", "subject_seal = X'00'", "operation = 'ReadNot', rule = 'etreats-the-person'",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Databases))]
    public async Task An_audit_that_nobody_touched_verifies(string kind)
    {
        await using var work = await AuditAtWork.WithThirtyAsync(kind);
        await work.Trail.RecordAsync([work.Entry()], Cancelled);

        var verdict = await work.VerifyAsync();

        Assert.Null(verdict.Reason);
        Assert.Equal((30, 1, 6), (verdict.Entries, verdict.Unsealed, verdict.Checkpoints));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_change_of_any_column_is_found_at_its_sequence(string kind)
    {
        await using var work = await AuditAtWork.WithThirtyAsync(kind);
        await work.DisarmAsync();
        foreach (var change in Changes)
        {
            await work.ExecuteAsync("CREATE TABLE kept AS SELECT * FROM audit.entry WHERE sequence = 17");
            Assert.Equal(1, await work.ExecuteAsync($"UPDATE audit.entry SET {change} WHERE sequence = 17"));

            Assert.Equal((change, 17), (change, (await work.VerifyAsync()).FirstBad));

            await work.ExecuteAsync("DELETE FROM audit.entry WHERE sequence = 17");
            await work.ExecuteAsync("INSERT INTO audit.entry SELECT * FROM kept");
            await work.ExecuteAsync("DROP TABLE kept");
            Assert.Null((await work.VerifyAsync()).Reason);
        }
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Deleting_inserting_and_reordering_are_found_where_they_begin(string kind)
    {
        (string Attack, long FirstBad)[] attacks =
        [
            ("DELETE FROM audit.entry WHERE sequence = 12", 12),
            ("UPDATE audit.entry SET sequence = sequence + 100 WHERE sequence >= 12; INSERT INTO audit.entry (id, occurred_at, actor_role, operation, outcome, request_id, sequence, hash) SELECT '01890000-0000-7000-8000-000000000000', occurred_at, actor_role, operation, outcome, request_id, 12, hash FROM audit.entry WHERE sequence = 11", 12),
            ("UPDATE audit.entry SET sequence = 99 WHERE sequence = 12; UPDATE audit.entry SET sequence = 12 WHERE sequence = 14; UPDATE audit.entry SET sequence = 14 WHERE sequence = 99", 12),
            ("UPDATE audit.entry SET sequence = NULL, hash = NULL WHERE sequence = 30", 30),
        ];
        foreach (var (attack, firstBad) in attacks)
        {
            await using var work = await AuditAtWork.WithThirtyAsync(kind);
            await work.DisarmAsync();
            await work.ExecuteAsync(attack);

            Assert.Equal((attack, firstBad), (attack, (await work.VerifyAsync()).FirstBad));
        }
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_truncated_tail_is_found_even_when_its_checkpoints_go_with_it(string kind)
    {
        await using var work = await AuditAtWork.WithThirtyAsync(kind);
        await work.DisarmAsync();

        await work.ExecuteAsync("DELETE FROM audit.entry WHERE sequence > 20; DELETE FROM audit.checkpoint WHERE sequence > 20");

        Assert.Equal(21, (await work.VerifyAsync()).FirstBad);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_chain_rewritten_from_the_middle_is_found_behind_the_last_good_checkpoint(string kind)
    {
        await using var work = await AuditAtWork.WithThirtyAsync(kind);
        await RewriteAsync(work, from: 15);

        Assert.Equal(11, (await work.VerifyAsync()).FirstBad);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_whole_chain_signed_anew_is_found_by_the_key_that_was_kept_elsewhere(string kind)
    {
        await using var work = await AuditAtWork.WithThirtyAsync(kind);
        var publicKey = (await File.ReadAllLinesAsync(work.CheckpointPath, Cancelled))[0]["key ".Length..];
        Assert.Null((await work.VerifyAsync(publicKey)).Reason);
        await using var intruder = await AuditAtWork.WithThirtyAsync(Databases.Sqlite);
        File.Copy(intruder.CheckpointPath, work.CheckpointPath, overwrite: true);

        var verdict = await work.VerifyAsync(publicKey);

        Assert.NotNull(verdict.FirstBad);
        Assert.Contains("signature", verdict.Reason);
    }

    [Fact]
    public async Task A_forged_line_is_refused_and_a_torn_line_is_not()
    {
        await using var work = await AuditAtWork.WithThirtyAsync(Databases.Sqlite);
        var whole = await File.ReadAllTextAsync(work.CheckpointPath, Cancelled);

        await File.WriteAllTextAsync(work.CheckpointPath, whole + "31 aa", Cancelled);
        Assert.Null((await work.VerifyAsync()).Reason);
        await work.Trail.RecordAsync([work.Entry()], Cancelled);
        await work.Sealer.SealAsync(signNow: true, Cancelled);
        Assert.Null((await work.VerifyAsync()).Reason);

        var line = whole.Split('\n')[3].Split(' ');
        await File.WriteAllTextAsync(work.CheckpointPath, whole.Replace(line[1], new string('0', 64)), Cancelled);
        Assert.Equal(30, (await work.VerifyAsync()).FirstBad);
    }

    private static async Task RewriteAsync(AuditAtWork work, int from)
    {
        await work.DisarmAsync();
        await work.ExecuteAsync($"DELETE FROM audit.checkpoint WHERE sequence >= {from}");
        await work.ExecuteAsync($"UPDATE audit.entry SET operation = 'Harmless' WHERE sequence = {from}");
        await work.ExecuteAsync($"UPDATE audit.entry SET sequence = NULL, hash = NULL WHERE sequence >= {from}");
        await work.SealerTo(work.CheckpointPath + ".intruder").SealAsync(signNow: false, Cancelled);
        Assert.Equal(30L, await work.ScalarAsync("SELECT max(sequence) FROM audit.entry"));
    }
}

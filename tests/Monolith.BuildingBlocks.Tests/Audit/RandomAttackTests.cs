using Monolith.Testing;

namespace Monolith.BuildingBlocks.Tests.Audit;

/// <summary>Attacks with the database's own password, drawn at random from a seed (R80).</summary>
public sealed class RandomAttackTests
{
    private const int Entries = 30;
    private const int Attacks = 500;

    private static readonly string[] Changes =
    [
        "id = '01890000-0000-7000-8000-000000000000'", "occurred_at = occurred_at + 1", "actor_id = subject_id", "actor_role = 'Auditor'", "operation = operation || 's'", "subject_id = actor_id",
        "object_id = NULL", "data_class = 'Usage'", "mode = 'Write'", "purpose = ''", "outcome = 'Denied'", "rule = NULL", "request_id = request_id || '0'", "details = 'nothing'", "hash = zeroblob(32)",
        "actor_seal = subject_seal", "object_seal = zeroblob(16)",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_500_attacks_each_is_found_with_the_first_sequence_it_touched()
    {
        await using var work = await AuditAtWork.WithThirtyAsync(Databases.Sqlite);
        await work.DisarmAsync();
        await work.ExecuteAsync("CREATE TABLE kept_entry AS SELECT * FROM audit_entry; CREATE TABLE kept_checkpoint AS SELECT * FROM audit_checkpoint");
        var random = new Random(715_518);
        List<string> missed = [];
        for (var i = 0; i < Attacks; i++)
        {
            var (attack, firstBad) = await AttackAsync(work, random);
            var verdict = await work.VerifyAsync();
            if (verdict.FirstBad != firstBad)
            {
                missed.Add($"{attack}: {verdict.FirstBad?.ToString() ?? "not found"}, not {firstBad}");
            }

            await work.ExecuteAsync(
                "DELETE FROM audit_entry; INSERT INTO audit_entry SELECT * FROM kept_entry; DELETE FROM audit_checkpoint; INSERT INTO audit_checkpoint SELECT * FROM kept_checkpoint");
        }

        Assert.Empty(missed);
        Assert.Null((await work.VerifyAsync()).FirstBad);
    }

    private static async Task<(string Attack, long FirstBad)> AttackAsync(AuditAtWork work, Random random)
    {
        var at = random.Next(2, Entries);
        var other = random.Next(1, at);
        var (sql, firstBad) = random.Next(7) switch
        {
            0 => ($"UPDATE audit_entry SET {Changes[random.Next(Changes.Length)]} WHERE sequence = {at}", at),
            1 => ($"DELETE FROM audit_entry WHERE sequence = {at}", at),
            2 => (
                $"UPDATE audit_entry SET sequence = sequence + 100 WHERE sequence >= {at}; UPDATE audit_entry SET sequence = sequence - 99 WHERE sequence > 100; INSERT INTO audit_entry (id, occurred_at, actor_role, operation, outcome, request_id, sequence, hash) " +
                $"SELECT '01890000-0000-7000-8000-000000000000', occurred_at, actor_role, operation, outcome, request_id, {at}, hash FROM audit_entry WHERE sequence = {at - 1}", at),
            3 => ($"UPDATE audit_entry SET sequence = 99 WHERE sequence = {at}; UPDATE audit_entry SET sequence = {at} WHERE sequence = {other}; UPDATE audit_entry SET sequence = {other} WHERE sequence = 99", other),
            4 => ($"DELETE FROM audit_entry WHERE sequence >= {at}; DELETE FROM audit_checkpoint WHERE sequence >= {at}", at),
            5 => ($"UPDATE audit_entry SET occurred_at = occurred_at - 1 WHERE sequence >= {at}", at),
            _ => (
                $"DELETE FROM audit_checkpoint WHERE sequence >= {at}; UPDATE audit_entry SET outcome = 'Done' WHERE sequence = {at}; UPDATE audit_entry SET sequence = NULL, hash = NULL WHERE sequence >= {at}",
                ((at - 1) / 10 * 10) + 1),
        };
        await work.ExecuteAsync(sql);
        if (sql.StartsWith("DELETE FROM audit_checkpoint", StringComparison.Ordinal))
        {
            await work.SealerTo(work.CheckpointPath + ".intruder").SealAsync(signNow: false, Cancelled);
        }

        return (sql, firstBad);
    }
}

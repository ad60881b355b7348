using System.Diagnostics;
using Monolith.Testing;

namespace Monolith.BuildingBlocks.Tests.Audit;

/// <summary>Whether <c>tests/audit-verifier</c>, written in another language from docs/audit.md, says the same (R81).</summary>
public sealed class SecondVerifierTests
{
    private static readonly string Program = Repository.PathOf("tests", "audit-verifier", "verify_audit.py");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Databases))]
    public async Task It_accepts_an_audit_that_nobody_touched_also_after_an_erasure(string kind)
    {
        await using var work = await AuditAtWork.WithThirtyAsync(kind);
        var person = Guid.CreateVersion7();
        await work.Trail.RecordAsync([work.Entry(person, person)], Cancelled);
        await work.Sealer.SealAsync(signNow: true, Cancelled);
        await new BuildingBlocks.Audit.AuditErasure(work.Tables, work.Sealer).EraseAsync(person, Cancelled);

        Assert.Equal("OK 31 entries, 8 checkpoints", await VerifyAsync(work));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task It_refuses_what_the_first_one_refuses_with_the_same_sequence(string kind)
    {
        foreach (var attack in (string[])["UPDATE audit.entry SET rule = NULL WHERE sequence = 17", "DELETE FROM audit.entry WHERE sequence = 12", "DELETE FROM audit.entry WHERE sequence > 20", "UPDATE audit.checkpoint SET signature = hash WHERE sequence = 20"])
        {
            await using var work = await AuditAtWork.WithThirtyAsync(kind);
            await work.DisarmAsync();
            await work.ExecuteAsync(attack);

            var verdict = await work.VerifyAsync();
            Assert.Equal($"BAD {verdict.FirstBad} {verdict.Reason}", await VerifyAsync(work));
        }
    }

    [Fact]
    public async Task It_accepts_no_forged_checkpoint()
    {
        await using var work = await AuditAtWork.WithThirtyAsync(Databases.Sqlite);
        var lines = await File.ReadAllLinesAsync(work.CheckpointPath, Cancelled);
        var key = lines[0]["key ".Length..];
        await using var intruder = await AuditAtWork.WithThirtyAsync(Databases.Sqlite);
        var theirs = (await File.ReadAllLinesAsync(intruder.CheckpointPath, Cancelled))[1].Split(' ');
        var last = lines[^1].Split(' ');
        string Signed(byte[] signature) => string.Join(' ', [.. last[..3], Convert.ToBase64String(signature)]);
        byte[][] forged =
        [
            new byte[64], [.. Enumerable.Repeat((byte)255, 64)], [.. new byte[31], 1, .. new byte[31], 1], Convert.FromBase64String(theirs[3]), Convert.FromBase64String(last[3])[..63],
            [.. Convert.FromBase64String(last[3]).Reverse()], [.. Convert.FromBase64String(last[3])[32..], .. Convert.FromBase64String(last[3])[..32]], [],
        ];
        foreach (var signature in forged)
        {
            await File.WriteAllLinesAsync(work.CheckpointPath, [.. lines, Signed(signature)], Cancelled);

            Assert.StartsWith("BAD ", await VerifyAsync(work, key), StringComparison.Ordinal);
            Assert.NotNull((await work.VerifyAsync(key)).FirstBad);
        }

        await File.WriteAllLinesAsync(work.CheckpointPath, lines, Cancelled);
        Assert.StartsWith("OK ", await VerifyAsync(work, key), StringComparison.Ordinal);
        Assert.StartsWith("BAD ", await VerifyAsync(work, Convert.ToBase64String(new byte[91])), StringComparison.Ordinal);
    }

    private static async Task<string> VerifyAsync(AuditAtWork work, params string[] key)
    {
        if (work.IsSqlite)
        {
            return await RunAsync("python3", [Program, Path.Combine(work.Storage.DataDirectory, "monolith.db"), work.CheckpointPath, .. key], null);
        }

        var rows = await work.ExportAsync(await File.ReadAllTextAsync(Repository.PathOf("tests", "audit-verifier", "postgresql.sql"), Cancelled));
        return await RunAsync("python3", [Program, "-", work.CheckpointPath, .. key], rows);
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string? input)
    {
        using var process = new Process { StartInfo = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = input is not null } };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Repository.SkipOrFail($"There is no {program}.");
        }

        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }

        var output = await process.StandardOutput.ReadToEndAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled);
        return output.Trim();
    }
}

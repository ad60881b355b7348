using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Matrix;

public sealed class AccessMatrixTests
{
    private const string Renew = "RENEW";

    private static readonly string File = Repository.PathOf("docs", "access-matrix.csv");

    [Theory, ClassData(typeof(Databases))]
    public async Task Everybody_is_shown_and_allowed_what_the_matrix_says_and_each_read_and_denial_is_audited(string database)
    {
        await using var stage = await Stage.OpenAsync(database);
        var scene = await Scene.BuildAsync(stage.Cast);
        var walk = new Walk(Composition.SchemaOf(testing: false), scene, new AuditCount(stage.Database, Scene.KeyOf(scene.Client.Id)!.Value));
        await walk.ReadAsync();
        await walk.ChangeAsync();
        if (Environment.GetEnvironmentVariable(Renew) == "1")
        {
            await System.IO.File.WriteAllTextAsync(File, walk.Found.Print(), TestContext.Current.CancellationToken);
        }

        var kept = AccessTable.Parse(await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
        var differences = walk.Found.DifferencesTo(kept);
        Assert.True(differences.Count == 0, $"docs/access-matrix.csv is not what was found (docs/access-matrix.md says how to renew it):\n{string.Join('\n', differences)}");
        Assert.True(walk.Counted is { Reads: > 30, Denials: > 300 }, $"Only {walk.Counted} were counted.");
        Assert.True(walk.Unaudited.Count == 0, string.Join('\n', walk.Unaudited));
    }
}

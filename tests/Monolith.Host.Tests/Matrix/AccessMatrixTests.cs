using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Matrix;

public sealed class AccessMatrixTests
{
    private const string Renew = "RENEW";

    private static readonly string Matrix = Repository.PathOf("docs", "access-matrix.csv");

    private static readonly string[] Strangers = ["visitor", "otherClient", "formerTherapist", "otherTherapist", "credentialVerifier", "billing", "marketing", "auditor"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Databases))]
    public async Task Everybody_is_shown_and_allowed_what_the_matrix_says_and_each_read_and_denial_is_audited(string database)
    {
        await using var stage = await Stage.OpenAsync(database, adjust: Walk.Patient);
        var walk = await Walk.ThroughAsync(stage, await Scene.BuildAsync(stage.Cast));
        if (Environment.GetEnvironmentVariable(Renew) == "1")
        {
            await File.WriteAllTextAsync(Matrix, walk.Found.Print(), Cancelled);
        }

        Compare(walk, await ReadAsync());
        Assert.True(walk.Counted is { Reads: > 30, Denials: > 300 }, $"Only {walk.Counted} were counted.");
    }

    [Theory]
    [InlineData("onetoonehelp")]
    [InlineData("helpu")]
    [InlineData("o7therapy")]
    [InlineData("alopal")]
    public async Task Under_another_profile_strangers_are_shown_no_more_of_a_client_and_each_read_and_denial_is_audited(string key)
    {
        var profile = OtherProfile.Of(key);
        await using var stage = await profile.OpenAsync();
        var scene = await Scene.BuildAsync(stage.Cast, profile.AsksConsent, isWhole: false);

        var walk = await Walk.ThroughAsync(stage, scene);

        var matrix = await ReadAsync();
        Assert.Empty(from name in walk.Found.Names
                     from stranger in Strangers
                     where ShowsClient(walk.Found[name, stranger]) && !ShowsClient(matrix[name, stranger])
                     select $"{name} as {stranger}");
        Assert.True(walk.Unaudited.Count == 0, string.Join('\n', walk.Unaudited));
        Assert.True(walk.Counted is { Reads: > 0, Denials: > 100 }, $"Only {walk.Counted} were counted; lacking: {string.Join(", ", scene.Lacking)}.");
    }

    private static bool ShowsClient(string? cell) => cell is not null && cell.All("COT".Contains) && cell.Contains('C');

    private static void Compare(Walk walk, AccessTable kept)
    {
        var differences = walk.Found.DifferencesTo(kept);
        Assert.True(differences.Count == 0, $"The matrix is not what was found (docs/access-matrix.md says how to renew it):\n{string.Join('\n', differences)}");
        Assert.True(walk.Unaudited.Count == 0, string.Join('\n', walk.Unaudited));
    }

    private static async Task<AccessTable> ReadAsync() => AccessTable.Parse(await File.ReadAllTextAsync(Matrix, Cancelled));
}

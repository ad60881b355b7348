using Monolith.Host.Demo;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Demo;

/// <summary>
/// The journey that <c>demo</c> plays, from the first administrator to the erasure receipt, with the refusals on its way, on both databases; and
/// what is left of its people's words in files and logs.
/// </summary>
public sealed class DemoTests
{
    private static readonly string[] Words =
    [
        "kiri@demo.example", "Kiri Client", "tara@demo.example", "Sam Sibling", "+919000000002", "Worries that do not stop", "Poor sleep", "sleep diary",
        "Same time next week", "The session began ten minutes late", "The therapist was reminded", "Clinical Psychology", Story.Password,
    ];

    [Theory, ClassData(typeof(Databases))]
    public async Task The_journey_plays_to_its_end_and_leaves_no_personal_text_in_clear(string kind)
    {
        await using var platform = await RunningPlatform.StartAsync(kind);
        using var http = new HttpClient { BaseAddress = platform.Address };
        await using var told = new StringWriter();
        var story = new Story(new Host.Demo.GraphClient(http), told);

        var cast = await new Journey(story, new Mailbox(story)).PlayAsync(await platform.ConsoleTokenAsync(), 3, 2, TestContext.Current.CancellationToken);

        Assert.Equal(7, cast.Count);
        Assert.All(Words.Take(3), word => Assert.Contains(word, told.ToString(), StringComparison.Ordinal));
        await platform.KillAsync();
        string[] files = [.. Directory.EnumerateFiles(platform.Database.DataDirectory, "*", SearchOption.AllDirectories)];
        Assert.NotEmpty(files);
        foreach (var word in Words)
        {
            Assert.DoesNotContain(word, platform.Log, StringComparison.OrdinalIgnoreCase);
            var marker = System.Text.Encoding.UTF8.GetBytes(word);
            Assert.All(files, file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(marker) < 0, $"{Path.GetFileName(file)} holds '{word}'"));
        }
    }
}

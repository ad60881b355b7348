using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Monolith.Host.Page;
using Monolith.Testing;

namespace Monolith.Host.Tests.Page;

public sealed partial class GraphiQLPageTests
{
    private static readonly string Built = Path.Combine(AppContext.BaseDirectory, "wwwroot-graphiql");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_and_all_it_loads_come_from_this_host()
    {
        NeedsPage();
        await using var host = await RunningHost.StartAsync(map: app => app.MapGet("/page", GraphiQLPage.WriteAsync));

        using var page = await host.Client.GetAsync("/page", Cancelled);
        var html = await page.Content.ReadAsStringAsync(Cancelled);
        var loaded = Loaded().Matches(html).Select(m => m.Groups["path"].Value).Where(p => !p.StartsWith("data:", StringComparison.Ordinal)).ToList();

        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
        Assert.StartsWith("default-src 'self'; ", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(["/graphql/assets/page.css", "/graphql/assets/page.js"], loaded);
        foreach (var path in loaded)
        {
            using var asset = await host.Client.GetAsync(path, Cancelled);
            Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
        }
    }

    [Fact]
    public void No_style_sheet_refers_to_another_host()
    {
        NeedsPage();
        var sheets = Directory.GetFiles(Built, "*.css", SearchOption.AllDirectories);

        Assert.NotEmpty(sheets);
        Assert.All(sheets, sheet => Assert.DoesNotMatch("(url\\(|@import )[\"']?(https?:)?//", File.ReadAllText(sheet)));
    }

    [Theory]
    [InlineData("page.js", "text/javascript", HttpStatusCode.OK)]
    [InlineData("page.css", "text/css", HttpStatusCode.OK)]
    [InlineData("graphql.worker.js", "text/javascript", HttpStatusCode.OK)]
    [InlineData("nothing.js", null, HttpStatusCode.NotFound)]
    public async Task An_asset_has_its_media_type(string name, string? type, HttpStatusCode status)
    {
        NeedsPage();
        await using var host = await RunningHost.StartAsync();

        using var answer = await host.Client.GetAsync("/graphql/assets/" + name, Cancelled);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public void A_name_with_a_folder_in_it_is_no_asset()
    {
        using var folder = new TempDirectory();
        Directory.CreateDirectory(folder.PathOf("assets"));
        File.WriteAllText(folder.PathOf("index.html"), "outside");

        Assert.IsType<NotFound>(GraphiQLPage.Asset(folder.FullName, "../index.html"));
    }

    [Fact]
    public async Task Without_the_built_page_the_endpoint_says_how_to_build_it()
    {
        using var empty = new TempDirectory();
        await using var host = await RunningHost.StartAsync(map: app => app.MapGet("/page", (HttpContext context) => GraphiQLPage.WriteAsync(context, empty.FullName)));

        var html = await host.Client.GetStringAsync("/page", Cancelled);

        Assert.Contains("built on a machine without npm", html, StringComparison.Ordinal);
        Assert.Contains("dotnet build src/Monolith.Host", html, StringComparison.Ordinal);
    }

    internal static void NeedsPage()
    {
        if (!File.Exists(Path.Combine(Built, "index.html")))
        {
            Repository.SkipOrFail("The GraphiQL page was not built: npm was not found, or npm ci failed.");
        }
    }

    [GeneratedRegex("(src|href)=\"(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Loaded();
}

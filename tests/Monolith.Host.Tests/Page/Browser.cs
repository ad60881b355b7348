using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Monolith.Testing;

namespace Monolith.Host.Tests.Page;

/// <summary>The GraphiQL page in Debian's Chromium, used with mouse and keyboard.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];
    private const int MostPresses = 12;
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly IPage page;

    private Browser(IPlaywright playwright, IBrowser browser, IPage page) => (this.playwright, this.browser, this.page) = (playwright, browser, page);

    /// <summary>What the page complained about: errors nobody caught, and what it could not load.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>The WebSockets that the page opened.</summary>
    public List<string> Sockets { get; } = [];

    /// <summary>Opens the page; skips the calling test where there is no browser, and fails it in CI.</summary>
    public static async Task<Browser> OpenAsync(Uri endpoint)
    {
        var chromium = Array.Find(Places, File.Exists);
        if (chromium is null)
        {
            Repository.SkipOrFail("Chromium was not found (Debian: chromium).");
        }

        var playwright = await Playwright.CreateAsync();
        // Chromium does not run with its sandbox as root, which build servers often are.
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1400, Height = 900 } });
        page.SetDefaultTimeout(60_000);
        var opened = new Browser(playwright, browser, page);
        page.PageError += (_, error) => opened.Complaints.Add(error);
        page.WebSocket += (_, socket) => opened.Sockets.Add(socket.Url);
        page.RequestFailed += (_, request) => opened.Complaints.Add($"{request.Url}: {request.Failure}");
        page.Request += (_, request) => opened.Complaints.AddRange(IsOutside(request.Url, endpoint) ? [$"{request.Url} is another host's"] : []);
        await page.GotoAsync(endpoint.ToString());
        await page.Locator(".graphiql-query-editor .monaco-editor").WaitForAsync();
        return opened;
    }

    /// <summary>Replaces the query by a named operation, and waits until the page has read it: its name is on the tab then.</summary>
    public async Task WriteAsync(string document)
    {
        await WriteAsync(".graphiql-query-editor", document);
        await page.Locator(".graphiql-tab-button", new() { HasText = document.Split(' ')[1] }).WaitForAsync();
    }

    /// <summary>Replaces the request's headers, as JSON.</summary>
    public async Task SetHeadersAsync(string json)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Headers", Exact = true }).ClickAsync();
        await WriteAsync(".graphiql-editor-tool .graphiql-editor:not(.hidden)", json);
    }

    /// <summary>Presses the button that runs the query until the result shows this text: the page takes in what was typed a moment later.</summary>
    public async Task RunAsync(string expected)
    {
        for (var presses = 1; ; presses++)
        {
            await page.Locator(".graphiql-execute-button").ClickAsync();
            try
            {
                await page.Locator(".result-window").Filter(new() { HasText = expected }).WaitForAsync(new() { Timeout = 5_000 });
                return;
            }
            catch (TimeoutException) when (presses < MostPresses)
            {
                // Pressed again.
            }
        }
    }

    /// <summary>Presses the button once, which begins a subscription, and causes events until one of them is shown: nothing says when the first will be heard.</summary>
    public async Task ListenAsync(Func<Task> cause, string expected)
    {
        await page.Locator(".graphiql-execute-button").ClickAsync();
        for (var causes = 1; ; causes++)
        {
            await cause();
            try
            {
                await page.Locator(".result-window").Filter(new() { HasText = expected }).WaitForAsync(new() { Timeout = 2_000 });
                return;
            }
            catch (TimeoutException) when (causes < MostPresses)
            {
                // Another event.
            }
        }
    }

    /// <summary>A value of the result that is shown, by its field.</summary>
    public async Task<string> ValueAsync(string field)
    {
        // Long values are wrapped over several lines.
        var shown = string.Concat((await page.Locator(".result-window .view-lines").InnerTextAsync()).Where(sign => !char.IsWhiteSpace(sign)));
        return Regex.Match(shown, $"\"{field}\":\"(?<value>[^\"]+)\"").Groups["value"].Value;
    }

    /// <summary>Opens the documentation and follows a type; answers what it says.</summary>
    public async Task<string> ReadAsync(string type)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Show Documentation Explorer" }).ClickAsync();
        await page.Locator(".graphiql-doc-explorer a", new() { HasText = type }).First.ClickAsync();
        await page.Locator(".graphiql-doc-explorer-title", new() { HasText = type }).WaitForAsync();
        return await page.Locator(".graphiql-doc-explorer").InnerTextAsync();
    }

    /// <summary>Opens the history; answers what it lists.</summary>
    public async Task<string> HistoryAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Show History" }).ClickAsync();
        await page.Locator(".graphiql-history-item").First.WaitForAsync();
        return await page.Locator(".graphiql-history").InnerTextAsync();
    }

    /// <summary>Keeps what is seen beside the results of the tests.</summary>
    public Task KeepAsync(string name) =>
        page.ScreenshotAsync(new() { Path = Repository.PathOf("tests", "Monolith.Host.Tests", "TestResults", name) });

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private async Task WriteAsync(string place, string text)
    {
        await page.Locator($"{place} .monaco-editor").First.ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.InsertTextAsync(text);
    }

    private static bool IsOutside(string url, Uri endpoint) => new Uri(url) is { Scheme: "http" or "https" or "ws" or "wss" } asked && asked.Authority != endpoint.Authority;
}

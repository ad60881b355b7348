using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Monolith.Host.Http;
using Monolith.Testing;

namespace Monolith.Host.Tests.CommandLine;

public sealed class HeaderTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_answer_has_the_security_headers_and_none_names_the_server()
    {
        await using var host = await RunningHost.StartAsync(map: app => app.MapGet("/boom", string () => throw new InvalidOperationException("canary-8")));
        foreach (var path in new[] { "/health/live", "/health/ready", "/nothing", "/boom", "/graphql/assets/nothing.js", "/" })
        {
            using var answer = await host.Client.GetAsync(path, Cancelled);

            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
            Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
            Assert.Equal(["default-src 'none'; frame-ancestors 'none'"], answer.Headers.GetValues("Content-Security-Policy"));
            Assert.False(answer.Headers.Contains("Server"), path);
            Assert.False(answer.Headers.Contains("X-Powered-By"), path);
        }
    }

    [Fact]
    public async Task An_unexpected_fault_gives_a_request_id_and_nothing_else()
    {
        await using var host = await RunningHost.StartAsync(
            map: app => app.MapGet("/boom", string () => throw new InvalidOperationException("canary-8")),
            change: o => o with { EnvironmentName = "Development" });

        using var answer = await host.Client.GetAsync("/boom", Cancelled);
        var body = await answer.Content.ReadAsStringAsync(Cancelled);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Matches("^\\{\"errors\":\\[\\{\"message\":\"Unexpected fault\\.\",\"extensions\":\\{\"code\":\"INTERNAL\",\"requestId\":\"[0-9A-Z:]+\"\\}\\}\\]\\}$", body);
    }

    [Fact]
    public async Task A_body_above_one_megabyte_is_refused()
    {
        await using var host = await RunningHost.StartAsync(map: app => app.MapPost("/take", async (HttpRequest request, CancellationToken ct) =>
        {
            await request.Body.CopyToAsync(Stream.Null, ct);
            return "taken";
        }));

        using var fits = await host.Client.PostAsync("/take", new ByteArrayContent(new byte[1024 * 1024]), Cancelled);
        using var tooLong = await host.Client.PostAsync("/take", new ByteArrayContent(new byte[(1024 * 1024) + 1]), Cancelled);

        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);
    }

    [Fact]
    public void A_log_line_is_one_JSON_object_without_the_message_of_an_exception()
    {
        var text = new StringWriter();
        var fault = new InvalidOperationException("canary-1\nline", new FormatException("canary-2"));
        new JsonLines(new TestClock(DateTimeOffset.UnixEpoch)).Write(
            new LogEntry<string>(LogLevel.Error, "Some.Category", default, "state", fault, (state, _) => state + "\n\"quoted\""), null, text);

        Assert.Equal(
            "{\"at\":\"1970-01-01T00:00:00Z\",\"level\":\"Error\",\"category\":\"Some.Category\",\"message\":\"state\\n\\u0022quoted\\u0022\","
            + "\"exceptions\":[\"System.InvalidOperationException\",\"System.FormatException\"],\"stack\":null}\n",
            text.ToString());
    }
}

using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Host.Profiles;
using Monolith.Testing;

namespace Monolith.Host.Tests.CommandLine;

public sealed class TlsOnlyTests
{
    private const string Elsewhere = "203.0.113.7";

    [Theory]
    [Clause("TH-28")]
    [Clause("CA-5.3")]
    [Clause("O7-8.7")]
    [InlineData("onetoonehelp")]
    [InlineData("calmally")]
    [InlineData("o7therapy")]
    public async Task A_call_in_clear_from_another_machine_is_refused_and_told_nothing(string profile)
    {
        await using var host = await StartAsync(o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find(profile)!) });

        using var refused = await AskAsync(host, Elsewhere, null);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.DoesNotContain("data", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var here = await AskAsync(host, "127.0.0.1", null);
        Assert.Equal(HttpStatusCode.OK, here.StatusCode);
        using var claimed = await AskAsync(host, Elsewhere, "https");
        Assert.Equal(HttpStatusCode.Forbidden, claimed.StatusCode);
        using var health = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        health.Headers.Add("X-Test-Remote", Elsewhere);
        using var alive = await host.Client.SendAsync(health, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    [Clause("TH-29")]
    public async Task What_came_with_tls_to_a_known_proxy_is_answered_with_hsts()
    {
        await using var host = await StartAsync(o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find("onetoonehelp")!), Proxies = [IPNetwork.Parse("203.0.113.0/24")] });

        using var answer = await AskAsync(host, Elsewhere, "https");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["max-age=31536000; includeSubDomains"], answer.Headers.GetValues("Strict-Transport-Security"));

        using var clear = await AskAsync(host, Elsewhere, "http");
        Assert.Equal(HttpStatusCode.Forbidden, clear.StatusCode);
        using var stranger = await AskAsync(host, "198.51.100.1", "https");
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
    }

    private static Task<RunningHost> StartAsync(Func<HostOptions, HostOptions> change) =>
        RunningHost.StartAsync(adjust: builder => builder.Services.AddSingleton<IStartupFilter>(new RemoteAddress()), change: change);

    private static async Task<HttpResponseMessage> AskAsync(RunningHost host, string from, string? scheme)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ __typename }" }) };
        request.Headers.Add("X-Test-Remote", from);
        if (scheme is not null)
        {
            request.Headers.Add("X-Forwarded-Proto", scheme);
            request.Headers.Add("X-Forwarded-For", "192.0.2.44");
        }

        return await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Stands in for the network: the connection comes from where the test says.</summary>
    private sealed class RemoteAddress : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (http, following) =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse(http.Request.Headers["X-Test-Remote"].ToString());
                await following(http);
            });
            next(app);
        };
    }
}

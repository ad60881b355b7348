using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Host.Health;

namespace Monolith.Host.Tests.CommandLine;

public sealed class HealthTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_started_host_is_live_and_ready()
    {
        await using var host = await RunningHost.StartAsync();

        Assert.Equal("{\"status\":\"live\"}", await host.Client.GetStringAsync("/health/live", Cancelled));
        Assert.Equal("{\"status\":\"ready\"}", await host.Client.GetStringAsync("/health/ready", Cancelled));
    }

    [Fact]
    public async Task A_check_that_fails_throws_or_hangs_makes_the_host_unready_but_not_dead_and_tells_nobody_why()
    {
        foreach (var kind in Enum.GetValues<Failing>())
        {
            await using var host = await RunningHost.StartAsync(b => b.Services.AddSingleton<IReadinessCheck>(new Broken(kind)));

            using var ready = await host.Client.GetAsync("/health/ready", Cancelled);
            using var live = await host.Client.GetAsync("/health/live", Cancelled);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.Equal("{\"status\":\"not ready\"}", await ready.Content.ReadAsStringAsync(Cancelled));
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }
    }

    [Fact]
    public async Task Checks_run_once_a_second_however_many_ask()
    {
        var check = new Counting();
        await using var host = await RunningHost.StartAsync(b => b.Services.AddSingleton<IReadinessCheck>(check).AddSingleton<TimeProvider>(new Monolith.Testing.TestClock()));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.Client.GetStringAsync("/health/ready", Cancelled)));

        Assert.Equal(1, check.Asked);
    }

    [Fact]
    public async Task While_stopping_the_host_is_unready_and_still_answers()
    {
        await using var host = await RunningHost.StartAsync(change: o => o with { DrainDelay = TimeSpan.FromSeconds(30) });
        using var limit = new CancellationTokenSource();

        host.App.Lifetime.StopApplication();
        var stopping = host.App.StopAsync(limit.Token);
        using var ready = await host.Client.GetAsync("/health/ready", Cancelled);
        using var live = await host.Client.GetAsync("/health/live", Cancelled);
        await limit.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopping);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task A_request_that_has_begun_is_answered_before_the_host_is_gone()
    {
        var begun = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using var host = await RunningHost.StartAsync(map: app => app.MapGet("/slow", async () =>
        {
            begun.SetResult();
            await go.Task;
            return "done";
        }));

        var answer = host.Client.GetStringAsync("/slow", Cancelled);
        await begun.Task;
        var stopping = host.App.StopAsync(Cancelled);
        Assert.False(stopping.IsCompleted);
        go.SetResult();

        Assert.Equal("done", await answer);
        await stopping;
    }

    private enum Failing
    {
        False,
        Throws,
        Hangs,
    }

    private sealed class Broken(Failing kind) : IReadinessCheck
    {
        public string Name => "planted";

        public async ValueTask<bool> IsReadyAsync(CancellationToken cancellationToken)
        {
            if (kind == Failing.Hangs)
            {
                await new TaskCompletionSource().Task;
            }

            return kind == Failing.Throws ? throw new InvalidOperationException("canary-9") : false;
        }
    }

    private sealed class Counting : IReadinessCheck
    {
        private int asked;

        public int Asked => asked;

        public string Name => "counting";

        public ValueTask<bool> IsReadyAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref asked);
            return ValueTask.FromResult(true);
        }
    }
}

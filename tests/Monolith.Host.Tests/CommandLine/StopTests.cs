using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.CommandLine;

public sealed class StopTests
{
    private const int Callers = 8;

    [Fact]
    public async Task A_host_that_is_stopped_with_people_connected_logs_no_warning_and_no_error()
    {
        var log = new Heard();
        await using (var host = await RunningHost.StartAsync(b => b.Logging.AddProvider(log), change: o => o with { Testing = true }))
        {
            using var listener = await Subscriber.ConnectAsync(host.Client.BaseAddress!, null);
            await listener.SubscribeAsync("subscription { clockAdvanced { now } }");
            (await new Cast(new GraphClient(host.Client)).DoAsync(null, new("advanceClock", new { by = "PT1S" }, "clock { now }"))).Done();
            Assert.NotNull(await listener.HearAsync());
        }

        Assert.Empty(log.Entries);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_signal_to_stop_while_requests_run_ends_the_process_in_order_and_answers_what_it_took(string database)
    {
        await using var platform = await RunningPlatform.StartAsync(database);
        var begun = new CountdownEvent(Callers);
        var callers = Enumerable.Range(0, Callers).Select(_ => CallUntilGoneAsync(platform.Graph, begun)).ToList();
        begun.Wait(TestContext.Current.CancellationToken);

        var code = await platform.StopAsync();
        var answers = (await Task.WhenAll(callers)).SelectMany(a => a).ToList();

        Assert.Equal(0, code);
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.All(answers, answer => Assert.True(answer.IsDone, answer.Text));
        Assert.DoesNotContain("\"level\":\"Error\"", platform.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("\"level\":\"Critical\"", platform.Log, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Answer>> CallUntilGoneAsync(GraphClient graph, CountdownEvent begun)
    {
        var cast = new Cast(graph);
        List<Answer> answers = [];
        try
        {
            while (true)
            {
                answers.Add(await cast.DoAsync(null, new("registerClient", Cast.Registration(cast.Named("stop")), "registration { message }")));
                if (answers.Count == 2)
                {
                    begun.Signal();
                }
            }
        }
        catch (HttpRequestException)
        {
            return answers;
        }
    }

    private sealed class Heard : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> entries = new();

        public IReadOnlyCollection<string> Entries => entries;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                entries.Enqueue($"{formatter(state, exception)} {exception?.GetType().Name}");
            }
        }

        public void Dispose()
        {
        }
    }
}

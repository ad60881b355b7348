using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Matrix;

/// <summary>Whether the log keeps silent about people when it says the most it can (R83).</summary>
public sealed class LogTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task The_log_at_its_most_talkative_holds_nothing_of_a_client_whose_whole_care_went_through_it(string database)
    {
        var log = new Listening();
        await using var stage = await Stage.OpenAsync(database, adjust: log.Attach);
        var scene = await Scene.BuildAsync(stage.Cast);
        await stage.Cast.Graph.SendAsync("query($email: String!) { account(id: $email) { name } }", new { email = scene.Client.Email }, scene.Client.Token);

        var canaries = (string[])
        [
            scene.Client.Email, scene.Client.Name, scene.Client.Phone, scene.Client.Token!, Person.Password, scene.Therapist.Email, "Sam Sibling", "Slept badly", "Wakes at four", "No evenings",
            "It began late", "Put right", "A call at night", "tok_ok",
        ];
        Assert.True(log.Lines.Count > 1_000, $"Only {log.Lines.Count} lines were heard.");
        Assert.Contains(log.Lines, line => line.StartsWith("Debug", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains("/graphql", StringComparison.Ordinal));
        Assert.Empty(log.Lines.Where(line => canaries.Any(c => line.Contains(c, StringComparison.OrdinalIgnoreCase))).Take(10));
    }

    private sealed class Listening : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public void Attach(WebApplicationBuilder builder) => builder.Logging.AddProvider(this).AddFilter<Listening>(null, LogLevel.Debug);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

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

    [Fact]
    public async Task What_came_in_addresses_headers_and_broken_bodies_is_in_no_line_however_much_an_operator_asks_for()
    {
        const string canary = "xylophone-canary";
        var log = new Listening(likeTheLog: true);
        await using var host = await RunningHost.StartAsync(
            builder =>
            {
                builder.Logging.AddProvider(log);
                foreach (var category in (string[])["Default", "Microsoft.AspNetCore", "Microsoft.Extensions", "System.Net", "Quartz.Core"])
                {
                    builder.Configuration[$"Logging:LogLevel:{category}"] = "Debug";
                }
            },
            app => app.MapGet("/boom", string () => throw new InvalidOperationException(canary)));
        host.Client.DefaultRequestHeaders.Add("X-Forwarded-For", canary);
        host.Client.DefaultRequestHeaders.Add("User-Agent", canary);
        host.Client.DefaultRequestHeaders.Add("Idempotency-Key", canary);

        foreach (var address in (string[])[$"/graphql?query={{account(id:\"{canary}\"){{id}}}}", $"/graphql?query=query($id:ID!){{account(id:$id){{id}}}}&variables={{\"id\":\"{canary}\"}}", $"/boom?name={canary}", $"/health/live?{canary}"])
        {
            using var answer = await host.Client.GetAsync(address, TestContext.Current.CancellationToken);
        }

        foreach (var body in (string[])[$"{{\"query\": \"{canary}", $"{{\"query\": \"{{ {canary} }}\"}}", $"{{\"query\": \"query($n: Int!) {{ __typename }}\", \"variables\": {{\"n\": \"{canary}\"}}}}"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new("Bearer", canary);
            using var answer = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        }

        Assert.True(log.Lines.Count(line => line.StartsWith("Debug", StringComparison.Ordinal)) > 20, $"Only {log.Lines.Count} lines were heard.");
        Assert.Empty(log.Lines.Where(line => line.Contains(canary, StringComparison.OrdinalIgnoreCase)).Take(10));
    }

    /// <param name="likeTheLog">Whether of an exception only the type is heard, as the log writes it.</param>
    private sealed class Listening(bool likeTheLog = false) : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public void Attach(WebApplicationBuilder builder) => builder.Logging.AddProvider(this).AddFilter<Listening>(null, LogLevel.Debug);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel} {formatter(state, likeTheLog ? null : exception)} {(likeTheLog ? exception?.GetType().FullName : exception?.ToString())}");

        public void Dispose()
        {
        }
    }
}

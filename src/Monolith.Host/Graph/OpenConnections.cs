using System.Collections.Concurrent;
using Monolith.BuildingBlocks.Access;
using Monolith.GraphQL;
using Monolith.GraphQL.Transport;

namespace Monolith.Host.Graph;

/// <summary>
/// The sockets and event streams of signed-in people. Twice a second the sessions behind them are looked up, all at once, and those whose session is over are
/// closed (R39), whichever instance ended it.
/// </summary>
internal sealed class OpenConnections(IServiceScopeFactory scopes, ILogger<OpenConnections> log) : BackgroundService
{
    /// <summary>How many connections one person may have (R62).</summary>
    public const int MostOfOnePerson = 5;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<GraphQLConnection, Caller> open = new();
    private readonly Dictionary<Guid, int> counts = [];

    /// <exception cref="GraphQLException">The person has too many.</exception>
    public void Add(GraphQLConnection connection)
    {
        if (ConnectionEntry.CallerOf(connection) is not { } caller)
        {
            return;
        }

        lock (counts)
        {
            var count = counts.GetValueOrDefault(caller.AccountId);
            if (count >= MostOfOnePerson)
            {
                throw new GraphQLException($"More connections at a time than the limit of {MostOfOnePerson}.", "TOO_MANY_CONNECTIONS");
            }

            counts[caller.AccountId] = count + 1;
            open[connection] = caller;
        }

        connection.Closed.UnsafeRegister(_ => Remove(connection), null);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Between, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await CloseEndedAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogError("The sessions of open connections could not be looked up: {Failure}", failure.GetType().Name);
            }
        }
    }

    private async Task CloseEndedAsync(CancellationToken cancellationToken)
    {
        if (open.IsEmpty)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var tokens = scope.ServiceProvider.GetRequiredService<ISessionTokens>();
        foreach (var part in open.ToArray().Chunk(500))
        {
            var running = await tokens.FindRunningAsync(part.Select(c => c.Value.SessionId).ToHashSet(), cancellationToken);
            foreach (var (connection, _) in part.Where(c => !running.Contains(c.Value.SessionId)))
            {
                connection.Close(ConnectionEntry.SessionOver, "The session is over");
            }
        }
    }

    private void Remove(GraphQLConnection connection)
    {
        lock (counts)
        {
            if (open.TryRemove(connection, out var caller) && --counts[caller.AccountId] == 0)
            {
                counts.Remove(caller.AccountId);
            }
        }
    }
}

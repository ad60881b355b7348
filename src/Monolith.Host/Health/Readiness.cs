namespace Monolith.Host.Health;

/// <summary>One thing without which the host cannot serve: a database that takes writes, migrations done, keys readable, disk space.</summary>
internal interface IReadinessCheck
{
    /// <summary>A short name for the log.</summary>
    string Name { get; }

    /// <summary>True when it holds; false, an exception or no answer within two seconds when it does not.</summary>
    ValueTask<bool> IsReadyAsync(CancellationToken cancellationToken);
}

/// <summary>Whether the host can serve. Checks run at most once a second, however often they are asked for.</summary>
internal sealed class Readiness(IEnumerable<IReadinessCheck> checks, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Readiness> log)
    : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim turn = new(1);
    private readonly IReadinessCheck[] all = [.. checks];
    private (long At, bool Ready)? last;

    public async ValueTask<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested || !lifetime.ApplicationStarted.IsCancellationRequested)
        {
            return false;
        }

        await turn.WaitAsync(cancellationToken);
        try
        {
            if (last is not { } known || clock.GetElapsedTime(known.At) >= Freshness)
            {
                last = (clock.GetTimestamp(), await AskAllAsync(cancellationToken));
            }

            return last.Value.Ready;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<bool> AskAllAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(all.Select(check => AskAsync(check, cancellationToken)));
        return answers.All(ready => ready);
    }

    private async Task<bool> AskAsync(IReadinessCheck check, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            if (await check.IsReadyAsync(limit.Token).AsTask().WaitAsync(limit.Token))
            {
                return true;
            }

            log.LogWarning("Not ready: {Check}", check.Name);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(e, "Not ready: {Check}", check.Name);
        }

        return false;
    }
}

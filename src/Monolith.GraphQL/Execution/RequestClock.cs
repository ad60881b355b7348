using System.Collections.Concurrent;

namespace Monolith.GraphQL.Execution;

/// <summary>
/// The time that a request may take, and a token that is cancelled when it is up or the caller has gone. Most requests ask for the token late or never, so it is
/// made when it is asked for, from sources that are used again; nobody may keep it beyond the request.
/// </summary>
internal sealed class RequestClock(TimeSpan timeout, TimeProvider time, CancellationToken caller) : IDisposable
{
    private static readonly ConcurrentBag<CancellationTokenSource> Idle = [];
    private readonly long _begin = time.GetTimestamp();
    private readonly Lock _gate = new();
    private CancellationTokenSource? _source;
    private CancellationTokenRegistration _registration;

    /// <summary>Whether the time ran out while the caller was still there.</summary>
    public bool IsUp => _source is { IsCancellationRequested: true } && !caller.IsCancellationRequested;

    /// <summary>Cancelled when the time is up or the caller has gone.</summary>
    public CancellationToken Token
    {
        get
        {
            lock (_gate)
            {
                return (_source ??= Make()).Token;
            }
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        if (_source is null)
        {
            return;
        }

        if (ReferenceEquals(time, TimeProvider.System) && _source.TryReset())
        {
            Idle.Add(_source);
        }
        else
        {
            _source.Dispose();
        }
    }

    private CancellationTokenSource Make()
    {
        var left = timeout;
        if (left != Timeout.InfiniteTimeSpan)
        {
            left -= time.GetElapsedTime(_begin);
            left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }

        CancellationTokenSource? source;
        if (!ReferenceEquals(time, TimeProvider.System))
        {
            source = new CancellationTokenSource(left, time);
        }
        else if (Idle.TryTake(out source))
        {
            source.CancelAfter(left);
        }
        else
        {
            source = new CancellationTokenSource(left);
        }

        _registration = caller.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
        return source;
    }
}

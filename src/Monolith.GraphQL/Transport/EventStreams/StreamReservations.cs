using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Monolith.GraphQL.Transport.EventStreams;

/// <summary>The event streams of single connection mode by their tokens of 128 random bits.</summary>
internal sealed class StreamReservations(GraphQLStreamOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, ReservedStream> _streams = new(StringComparer.Ordinal);

    /// <summary>Reserves a stream for a subject; null when there are too many.</summary>
    public string? Reserve(object? subject)
    {
        var now = clock.GetUtcNow();
        if (_streams.Count >= options.MaxReservedStreams)
        {
            foreach (var stale in _streams.Where(s => s.Value.IsExpired(now)))
            {
                _streams.TryRemove(stale);
            }

            if (_streams.Count >= options.MaxReservedStreams)
            {
                return null;
            }
        }

        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _streams[token] = new ReservedStream(subject, now + options.ReservationTimeout);
        return token;
    }

    /// <summary>The stream of a token, when it is the subject's and was opened in time.</summary>
    public bool TryFind(string token, object? subject, [NotNullWhen(true)] out ReservedStream? stream) =>
        _streams.TryGetValue(token, out stream) && Equals(stream.Subject, subject) && !stream.IsExpired(clock.GetUtcNow());

    public void Remove(string token) => _streams.TryRemove(token, out _);
}

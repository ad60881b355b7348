using Microsoft.AspNetCore.Http;

namespace Monolith.GraphQL.Transport;

/// <summary>Counts the requests in execution; one too many is turned away at once instead of waiting.</summary>
internal sealed class ConcurrencyGate(int max)
{
    private int _inside;

    /// <exception cref="TransportException">503 with code SERVER_BUSY; the response then says when to come again.</exception>
    public void Enter(HttpResponse response)
    {
        if (Interlocked.Increment(ref _inside) <= max)
        {
            return;
        }

        Interlocked.Decrement(ref _inside);
        response.Headers.RetryAfter = "1";
        throw new TransportException(StatusCodes.Status503ServiceUnavailable, $"The server is at its limit of {max} requests at once. Try again.", "SERVER_BUSY");
    }

    public void Leave() => Interlocked.Decrement(ref _inside);
}

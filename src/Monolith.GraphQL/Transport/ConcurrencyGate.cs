using Microsoft.AspNetCore.Http;

namespace Monolith.GraphQL.Transport;

/// <summary>Counts the requests in execution, of all transports; one too many is turned away at once instead of waiting. Events of open subscriptions pass.</summary>
internal sealed class ConcurrencyGate(int max)
{
    private const string Code = "SERVER_BUSY";
    private int _inside;

    private string Busy => $"The server is at its limit of {max} requests at once. Try again.";

    /// <exception cref="TransportException">503 with code SERVER_BUSY; the response then says when to come again.</exception>
    public void Enter(HttpResponse response)
    {
        if (!TryEnter())
        {
            response.Headers.RetryAfter = "1";
            throw new TransportException(StatusCodes.Status503ServiceUnavailable, Busy, Code);
        }
    }

    /// <exception cref="GraphQLException">The operation of a connection is one too many; code SERVER_BUSY.</exception>
    public void Enter()
    {
        if (!TryEnter())
        {
            throw new GraphQLException(Busy, Code);
        }
    }

    public void Leave() => Interlocked.Decrement(ref _inside);

    private bool TryEnter()
    {
        if (Interlocked.Increment(ref _inside) <= max)
        {
            return true;
        }

        Leave();
        return false;
    }
}

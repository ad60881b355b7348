namespace Monolith.BuildingBlocks.Messaging;

/// <summary>Wakes the relay when something was told.</summary>
public sealed class OutboxSignal
{
    private readonly SemaphoreSlim bell = new(0, 1);

    /// <summary>Something is waiting.</summary>
    public void Ring()
    {
        if (bell.CurrentCount == 0)
        {
            try
            {
                bell.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else rang in the same moment; one ring is enough.
            }
        }
    }

    /// <summary>Waits for a ring, at most this long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => bell.WaitAsync(atMost, cancellationToken);
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Persistence;

namespace Monolith.BuildingBlocks.Messaging;

/// <summary>
/// Carries events from each module's outbox to the listeners of the others: at least once, with effect once (inbox), in order for each
/// aggregate, and parked after <see cref="MostAttempts"/> tries so that one bad message holds up nobody else (R16, R22).
/// </summary>
public sealed class OutboxRelay(
    IServiceScopeFactory scopes, IEnumerable<ModuleRegistration> modules, IEnumerable<ListenerRegistration> listeners,
    IAnnouncements announcements, OutboxSignal signal, TimeProvider clock, ILogger<OutboxRelay> log) : BackgroundService
{
    /// <summary>Tries before a message is parked.</summary>
    public const int MostAttempts = 8;
    private const int PageSize = 200;
    private readonly ILookup<string, ListenerRegistration> listenersOf = listeners.ToLookup(l => l.Event.FullName!);
    private readonly SemaphoreSlim onePass = new(1, 1);

    /// <summary>Delivers everything that can be delivered now, also what listeners tell in turn.</summary>
    /// <returns>How many messages were delivered.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        await onePass.WaitAsync(cancellationToken);
        try
        {
            var total = 0;
            for (var delivered = -1; delivered != 0; total += delivered)
            {
                delivered = 0;
                foreach (var module in modules)
                {
                    delivered += await PassAsync(module, cancellationToken);
                }
            }

            return total;
        }
        finally
        {
            onePass.Release();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DrainAsync(stoppingToken);
            }
            catch (Exception failure)
            {
                log.Log(stoppingToken.IsCancellationRequested ? LogLevel.Debug : LogLevel.Error, "The outbox could not be read: {Failure}", failure.GetType().Name);
            }

            await signal.WaitAsync(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> PassAsync(ModuleRegistration module, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform("Relay");
        var db = (ModuleDbContext)scope.ServiceProvider.GetRequiredService(module.Context);
        var now = clock.GetUtcNow().UtcDateTime;
        var waiting = await db.Outbox.Where(m => m.DeliveredAt == null && m.ParkedAt == null).OrderBy(m => m.Id).Take(PageSize).ToListAsync(cancellationToken);
        HashSet<Guid> heldUp = [];
        var delivered = 0;
        foreach (var message in waiting)
        {
            if (heldUp.Contains(message.AggregateId) || message.RetryAt > now)
            {
                heldUp.Add(message.AggregateId);
                continue;
            }

            var failure = await DeliverAsync(message, cancellationToken);
            if (message.Attempts == 0)
            {
                await announcements.AnnounceAsync(message.Kind, message.Body, cancellationToken);
            }

            if (failure is not null)
            {
                heldUp.Add(message.AggregateId);
                PutOff(message, failure, now);
            }
            else
            {
                message.DeliveredAt = now;
                delivered++;
            }
        }

        if (db.ChangeTracker.HasChanges())
        {
            await db.SaveChangesAsync(cancellationToken);
        }

        return delivered;
    }

    private void PutOff(OutboxMessage message, Exception failure, DateTime now)
    {
        message.Attempts++;
        message.Failure = failure.GetType().Name;
        message.RetryAt = now + TimeSpan.FromSeconds(Math.Pow(2, message.Attempts));
        message.ParkedAt = message.Attempts >= MostAttempts ? now : null;
        log.LogWarning("{Kind} {MessageId} was not taken in: {Failure}, try {Attempt}", message.Kind, message.Id, message.Failure, message.Attempts);
    }

    private async Task<Exception?> DeliverAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        foreach (var listener in listenersOf[message.Kind])
        {
            try
            {
                await DeliverAsync(message, listener, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                return failure;
            }
        }

        return null;
    }

    private async Task DeliverAsync(OutboxMessage message, ListenerRegistration listener, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var request = scope.ServiceProvider.GetRequiredService<RequestScope>();
        request.ActAsPlatform(listener.Listener.Name);
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        work.EndsWithSave = false;
        var db = (ModuleDbContext)scope.ServiceProvider.GetRequiredService(listener.Module.Context);
        var name = listener.Listener.Name;
        if (await db.Inbox.AnyAsync(m => m.MessageId == message.Id && m.Listener == name, cancellationToken))
        {
            return;
        }

        await listener.HandleAsync(scope.ServiceProvider, JsonSerializer.Deserialize(message.Body, listener.Event)!, cancellationToken);
        db.Inbox.Add(new InboxMessage { MessageId = message.Id, Listener = name, TakenAt = clock.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<IAuditTrail>().RecordAsync(request.TakePending(), cancellationToken);
    }
}

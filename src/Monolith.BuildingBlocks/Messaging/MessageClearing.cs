using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Persistence;

namespace Monolith.BuildingBlocks.Messaging;

/// <summary>Clears delivered events, the marks of those who took them in, and stored answers, once they are 30 days old.</summary>
internal sealed class MessageClearing(IServiceScopeFactory scopes, IEnumerable<ModuleRegistration> modules, TimeProvider clock) : IScheduledJob
{
    private const int AtOnce = 2000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().UtcDateTime - Kept;

        // What waits or is parked may still be delivered: its marks keep those who took it in from acting twice.
        List<Guid> waiting = [];
        await EachAsync(async db => waiting.AddRange(await db.Outbox.Where(m => m.DeliveredAt == null).Select(m => m.Id).ToListAsync(cancellationToken)));
        await EachAsync(async db =>
        {
            await db.BeginWriteAsync(cancellationToken);
            await db.Outbox.Where(m => m.DeliveredAt <= before).OrderBy(m => m.Id).Take(AtOnce).ExecuteDeleteAsync(cancellationToken);
            await db.Inbox.Where(m => m.TakenAt <= before && !waiting.Contains(m.MessageId)).OrderBy(m => m.MessageId).Take(AtOnce).ExecuteDeleteAsync(cancellationToken);
            await db.Idempotency.Where(r => r.HappenedAt <= before).OrderBy(r => r.ActorId).Take(AtOnce).ExecuteDeleteAsync(cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        });
    }

    private async Task EachAsync(Func<ModuleDbContext, Task> act)
    {
        foreach (var module in modules)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform(nameof(MessageClearing));
            await act((ModuleDbContext)scope.ServiceProvider.GetRequiredService(module.Context));
        }
    }
}

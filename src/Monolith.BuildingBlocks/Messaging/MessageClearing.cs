using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Persistence;

namespace Monolith.BuildingBlocks.Messaging;

/// <summary>
/// Clears delivered events, the marks of those who took them in, and stored answers, once they are 30 days old: 2,000 of each and module an hour. What is about
/// somebody under a hold stays (R95).
/// </summary>
internal sealed class MessageClearing(IServiceScopeFactory scopes, IEnumerable<ModuleRegistration> modules, TimeProvider clock) : IScheduledJob
{
    private const int AtOnce = 2000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().UtcDateTime - Kept;

        var held = await HeldAsync(cancellationToken);

        // What waits or is parked may still be delivered: its marks keep those who took it in from acting twice.
        List<Guid> staying = [];
        await EachAsync(async db =>
        {
            staying.AddRange(await db.Outbox.Where(m => m.DeliveredAt == null).Select(m => m.Id).ToListAsync(cancellationToken));
            foreach (var person in held)
            {
                var id = person.ToString();
                staying.AddRange(await db.Outbox.Where(m => m.DeliveredAt <= before && m.Body.Contains(id)).Select(m => m.Id).ToListAsync(cancellationToken));
            }
        });
        await EachAsync(async db =>
        {
            await db.BeginWriteAsync(cancellationToken);
            await db.Outbox.Where(m => m.DeliveredAt <= before && !staying.Contains(m.Id)).OrderBy(m => m.Id).Take(AtOnce).ExecuteDeleteAsync(cancellationToken);
            await db.Inbox.Where(m => m.TakenAt <= before && !staying.Contains(m.MessageId)).OrderBy(m => m.MessageId).Take(AtOnce).ExecuteDeleteAsync(cancellationToken);
            await db.Idempotency.Where(r => r.HappenedAt <= before && !held.Contains(r.ActorId)).OrderBy(r => r.ActorId).Take(AtOnce).ExecuteDeleteAsync(cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        });
    }

    private async Task<IReadOnlyList<Guid>> HeldAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return scope.ServiceProvider.GetService<IHeldPeople>() is { } holds ? await holds.HeldAsync(cancellationToken) : [];
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

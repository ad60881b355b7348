using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Consent.Contracts.Events;

namespace Monolith.Accounts.Application.News;

/// <summary>How the news of somebody without an account end. Saving is the caller's.</summary>
internal sealed class NewsEnd(AccountsDbContext db, IVault vault, TimeProvider clock)
{
    /// <summary>Erases the address and all mails to it; the fingerprint stays as the proof that it asked.</summary>
    public async Task EndAsync(NewsSubscriber subscriber, CancellationToken cancellationToken)
    {
        await EraseAsync(subscriber.Id, cancellationToken);
        subscriber.End(clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>Erases a wish that came to nothing, whole.</summary>
    public async Task ForgetAsync(NewsSubscriber wish, CancellationToken cancellationToken)
    {
        await EraseAsync(wish.Id, cancellationToken);
        db.NewsSubscribers.Remove(wish);
    }

    // The key goes first: nothing can be sealed for them once the mails are listed.
    private async Task EraseAsync(Guid id, CancellationToken cancellationToken)
    {
        await vault.DestroyAsync(id, [DataClass.Identity], cancellationToken);
        db.OutgoingMessages.RemoveRange(await db.OutgoingMessages.Where(m => m.SubjectId == id).ToListAsync(cancellationToken));
    }
}

/// <summary>Ends the news of somebody without an account when their consent was taken back.</summary>
internal sealed class NewsEndListener(AccountsDbContext db, NewsEnd end) : IListener<ConsentWithdrawn>
{
    public async Task HandleAsync(ConsentWithdrawn told, CancellationToken cancellationToken)
    {
        if (told.Purpose is ConsentPurpose.Marketing
            && await db.NewsSubscribers.SingleOrDefaultAsync(s => s.Id == told.AccountId && s.EndedAt == null, cancellationToken) is { } subscriber)
        {
            await end.EndAsync(subscriber, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}

/// <summary>Erases wishes for news whose code did not come back in time.</summary>
internal sealed class NewsSweep(AccountsDbContext db, NewsEnd end, TimeProvider clock) : IScheduledJob
{
    private const int AtOnce = 200;

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var over = await db.NewsSubscribers.Where(s => s.ConfirmedAt == null && s.CodeEndsAt <= now).OrderBy(s => s.Id).Take(AtOnce).ToListAsync(cancellationToken);
        foreach (var wish in over)
        {
            await end.ForgetAsync(wish, cancellationToken);
        }

        if (over.Count > 0)
        {
            await db.SavedAsync(cancellationToken);
        }
    }
}

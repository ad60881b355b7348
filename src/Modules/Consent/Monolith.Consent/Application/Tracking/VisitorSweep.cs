using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Tracking;

/// <summary>Forgets the choices of visitors that nobody renewed for as long as usage records are kept.</summary>
internal sealed class VisitorSweep(ConsentDbContext db, PolicyProfile profile, TimeProvider clock) : IScheduledJob
{
    private const int AtOnce = 1000;

    public TimeSpan Every => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!CalendarPeriod.TryParse(new PublishedSettings(profile).Text("accounts.retention.usage"), out var period))
        {
            return;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var oldest = await db.VisitorChoices.OrderBy(v => v.ChosenAt).Take(AtOnce).ToListAsync(cancellationToken);
        db.VisitorChoices.RemoveRange(oldest.Where(v => profile.Platform.Clock.Add(v.ChosenAt, period) <= now));
        await db.SaveChangesAsync(cancellationToken);
    }
}

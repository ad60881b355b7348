using System.Buffers.Text;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Tracking;

/// <summary>Writes down which vendors are to be told of a visit; a job tells them.</summary>
internal sealed class VisitListener(ConsentDbContext db, VendorRules rules, TimeProvider clock) : IListener<PageVisited>
{
    public async Task HandleAsync(PageVisited told, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var vendor in await rules.OpenAsync(told.PersonId, told.IsAccount, cancellationToken))
        {
            db.VendorEvents.Add(new VendorEvent(vendor.Name, told.PersonId, told.IsAccount, told.VisitedAt, now));
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>
/// Tells the vendors, each person's choices read once more. A vendor that fails is left alone until its event is due again, so that it holds up nobody else;
/// after eight tries, over eight hours, an event is dropped.
/// </summary>
internal sealed class TellVendors(
    ConsentDbContext db, VendorRules rules, IVendorLine line, IVault vault, OutsideCalls calls, TimeProvider clock, ILogger<TellVendors> log) : IScheduledJob
{
    private const int AtOnce = 100;
    private const int DaysOfPseudonym = 7;
    private const int PseudonymBytes = 16;
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(10);

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var due = await ClaimedAsync(now, cancellationToken);
        Dictionary<string, DateTime> down = [];
        foreach (var one in due)
        {
            if (down.TryGetValue(one.Vendor, out var until))
            {
                one.PutOff(until);
            }
            else if (!await TryAsync(one, now, cancellationToken))
            {
                down[one.Vendor] = one.DueAt;
            }
        }

        if (due.Count > 0)
        {
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    // Whoever puts them off first has them; if it is broken off, they are due again.
    private async Task<IReadOnlyList<VendorEvent>> ClaimedAsync(DateTime now, CancellationToken cancellationToken)
    {
        var due = await db.VendorEvents.Where(e => e.DueAt <= now).OrderBy(e => e.DueAt).Take(AtOnce).ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return due;
        }

        due.ForEach(e => e.PutOff(now + LongestRun));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return due;
        }
        catch (DbUpdateConcurrencyException)
        {
            return [];
        }
    }

    private async Task<bool> TryAsync(VendorEvent one, DateTime now, CancellationToken cancellationToken)
    {
        try
        {
            if ((await rules.OpenAsync(one.PersonId, one.IsAccount, cancellationToken)).FirstOrDefault(v => v.Name == one.Vendor) is { } vendor)
            {
                calls.Note(vendor.Kind, vendor.Purposes, VendorRules.Field);
                await line.TellAsync(one.Vendor, Told(one), cancellationToken);
            }

            db.VendorEvents.Remove(one);
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            one.Failed(now);
            log.LogWarning("Event {EventId} was not taken by its vendor: {Failure}, try {Attempt}", one.Id, failure.GetType().Name, one.Attempts);
            if (one.IsGivenUp)
            {
                db.VendorEvents.Remove(one);
            }

            return false;
        }
    }

    // An id of ours would say to the millisecond when it was made.
    private ToldEvent Told(VendorEvent one)
    {
        var week = (one.VisitedAt - DateTime.UnixEpoch).Days / DaysOfPseudonym;
        var hour = new DateTime(one.VisitedAt.Ticks - (one.VisitedAt.Ticks % TimeSpan.TicksPerHour), DateTimeKind.Utc);
        return new(
            Marked("vendor event", one.Id.ToString()), "VISIT", Marked("vendor person", string.Create(CultureInfo.InvariantCulture, $"{one.Vendor}|{week}|{one.PersonId}")), hour);
    }

    private string Marked(string name, string value) => Base64Url.EncodeToString(vault.BlindIndex(name, value).AsSpan(0, PseudonymBytes));
}

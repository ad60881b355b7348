using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Sharing;

/// <summary>The register of outside processors, begun from the profile and kept by staff (CA-3.12 to CA-3.19).</summary>
internal sealed class ProcessorRegister(ConsentDbContext db, PolicyProfile profile, ConsentPolicy policy, TimeProvider clock)
{
    /// <summary>Today on the profile's calendar.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(
        clock.GetUtcNow().UtcDateTime, TimeZoneInfo.FindSystemTimeZoneById(profile.Platform.Clock.TimeZone)));

    /// <summary>The word the profile uses for a kind.</summary>
    public static string KeyOf(ProcessorKind kind) => kind is ProcessorKind.Summarisation ? "SUMMARIES" : kind.ToString().ToUpperInvariant();

    /// <summary>Enters the profile's processors that are not in the register. Saving is the caller's.</summary>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        var known = await db.Processors.Select(p => new { p.Kind, p.Name }).ToListAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        db.Processors.AddRange(
            from entry in policy.Processors.Register
            where !known.Exists(p => p.Kind == entry.Kind && p.Name == entry.Name)
            select new OutsideProcessor(
                entry.Name, entry.Kind, new(entry.AgreementOn, null, null, entry.Purposes, entry.Fields, entry.Region, now)));
    }

    /// <summary>Whether anything may be shared with a processor of a kind today.</summary>
    public async Task<ProcessorBinding> BindingAsync(ProcessorKind kind, CancellationToken cancellationToken)
    {
        if (!policy.Processors.AgreementRequired)
        {
            return ProcessorBinding.Bound;
        }

        var key = KeyOf(kind);
        var today = Today;
        var all = await db.Processors.AsNoTracking().Where(p => p.Kind == key).ToListAsync(cancellationToken);
        return all.Exists(p => p.BindingOn(today) is ProcessorBinding.Bound) ? ProcessorBinding.Bound : ProcessorBinding.NotBound;
    }
}

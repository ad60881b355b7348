using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Sharing;

/// <summary>The register of outside processors, begun from the profile and kept by staff (CA-3.12 to CA-3.19).</summary>
internal sealed class ProcessorRegister(ConsentDbContext db, PolicyProfile profile, ConsentPolicy policy, TimeProvider clock)
{
    /// <summary>The kind of an affiliate: a company of the same owners, bound like a processor (C-31).</summary>
    public const string Affiliate = "AFFILIATE";

    /// <summary>Today on the profile's calendar.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(
        clock.GetUtcNow().UtcDateTime, TimeZoneInfo.FindSystemTimeZoneById(profile.Platform.Clock.TimeZone)));

    /// <summary>The word the profile uses for a kind.</summary>
    public static string KeyOf(ProcessorKind kind) => kind is ProcessorKind.Summarisation ? "SUMMARIES" : kind.ToString().ToUpperInvariant();

    // AloPal calls the one who takes payments BILLING and the one who sends messages MAIL.
    private static string[] KeysOf(ProcessorKind kind) => kind switch
    {
        ProcessorKind.Payment => [KeyOf(kind), "BILLING"],
        ProcessorKind.Messaging => [KeyOf(kind), "MAIL"],
        _ => [KeyOf(kind)],
    };

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

    /// <summary>The processors of a kind that are bound today; where the profile asks for no agreement, all of them.</summary>
    public Task<IReadOnlyList<OutsideProcessor>> BoundAsync(ProcessorKind kind, CancellationToken cancellationToken) => BoundAsync(KeysOf(kind), cancellationToken);

    /// <summary>The processors of these kinds that are bound today; where the profile asks for no agreement, all of them.</summary>
    public async Task<IReadOnlyList<OutsideProcessor>> BoundAsync(string[] keys, CancellationToken cancellationToken)
    {
        var today = Today;
        var all = await db.Processors.AsNoTracking().Where(p => keys.Contains(p.Kind)).OrderBy(p => p.Id).ToListAsync(cancellationToken);
        return [.. all.Where(p => !policy.Processors.AgreementRequired || p.BindingOn(today) is ProcessorBinding.Bound)];
    }
}

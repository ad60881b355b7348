using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Sharing;

/// <summary>The assessment that data is as safe in a region as at home.</summary>
/// <param name="Region">Country code.</param>
/// <param name="Reference">What the assessment is called in the provider's files.</param>
/// <param name="AssessedUntilOn">Last day on which it holds.</param>
/// <param name="RecordedAt">When it was recorded.</param>
internal sealed record RegionSafeguardView(string Region, string Reference, DateOnly AssessedUntilOn, DateTime RecordedAt);

/// <summary>Records the assessment of a region, in place of an earlier one; without it nothing is transferred there (AP-147). Refused with FIELD_REQUIRED, CONFLICT.</summary>
/// <param name="Region">Country code of two capitals.</param>
/// <param name="Reference">What the assessment is called in the provider's files.</param>
/// <param name="AssessedUntilOn">Last day on which it holds.</param>
[Mutation, Allow(Role.Administrator, Role.PrivacyOfficer), Idempotent]
internal sealed record AssessRegion(string Region, string Reference, DateOnly AssessedUntilOn) : ICommand<RegionSafeguardView>;

internal sealed class AssessRegionHandler(ConsentDbContext db, TimeProvider clock) : ICommandHandler<AssessRegion, RegionSafeguardView>
{
    public async Task<Result<RegionSafeguardView>> Handle(AssessRegion command, CancellationToken cancellationToken)
    {
        if (command.Region.Length != 2 || !command.Region.All(char.IsAsciiLetterUpper))
        {
            return new FieldRequired("region", "A region is a country code of two capitals.");
        }

        if (string.IsNullOrWhiteSpace(command.Reference))
        {
            return new FieldRequired("reference", "Say what the assessment is called in your files.");
        }

        var safeguard = await db.Regions.SingleOrDefaultAsync(r => r.Region == command.Region, cancellationToken) ?? db.Regions.Add(new RegionSafeguard(command.Region)).Entity;
        safeguard.Assess(command.Reference.Trim(), command.AssessedUntilOn, clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellationToken);
        return new RegionSafeguardView(safeguard.Region, safeguard.Reference, safeguard.AssessedUntilOn, safeguard.RecordedAt);
    }
}

/// <summary>The regions that were assessed (AP-147).</summary>
[Query, AllowAnyone]
internal sealed record RegionSafeguards : IQuery<IReadOnlyList<RegionSafeguardView>>;

internal sealed class RegionSafeguardsHandler(ConsentDbContext db) : IQueryHandler<RegionSafeguards, IReadOnlyList<RegionSafeguardView>>
{
    public async Task<Result<IReadOnlyList<RegionSafeguardView>>> Handle(RegionSafeguards query, CancellationToken cancellationToken) =>
        await db.Regions.AsNoTracking().OrderBy(r => r.Region).Select(r => new RegionSafeguardView(r.Region, r.Reference, r.AssessedUntilOn, r.RecordedAt)).ToListAsync(cancellationToken);
}

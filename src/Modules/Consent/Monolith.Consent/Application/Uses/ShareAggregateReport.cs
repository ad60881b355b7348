using System.Text.Json;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Application.Uses;

/// <summary>
/// Gives the counts of <c>aggregateReport</c> to a recipient of the profile's list and keeps them as they were: the share stands in everybody's <c>disclosures</c> with the
/// ground AGGREGATE (HU-44, AP-57). Refused with FEATURE_DISABLED for any other recipient.
/// </summary>
/// <param name="Recipient">For whom.</param>
[Mutation(Payload = "share"), Allow(Role.Administrator, Role.PrivacyOfficer), Idempotent]
internal sealed record ShareAggregateReport(string Recipient) : ICommand<AggregateShareView>;

/// <summary>Counts that were given out.</summary>
/// <param name="ShareId">The share.</param>
/// <param name="SharedAt">When.</param>
/// <param name="Report">What was given.</param>
internal sealed record AggregateShareView([property: ID] Guid ShareId, DateTime SharedAt, AggregateReportView Report);

internal sealed class ShareAggregateReportHandler(ConsentDbContext db, AggregateCounts counts, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<ShareAggregateReport, AggregateShareView>
{
    public async Task<Result<AggregateShareView>> Handle(ShareAggregateReport command, CancellationToken cancellationToken)
    {
        var report = await counts.ReportAsync(command.Recipient, cancellationToken);
        if (report.Refusal is { } no)
        {
            return no;
        }

        var share = new AggregateShare(command.Recipient, JsonSerializer.Serialize(report.Value.Cells), user.Id, clock.GetUtcNow().UtcDateTime);
        db.AggregateShares.Add(share);
        await db.SaveChangesAsync(cancellationToken);
        return new AggregateShareView(share.Id, share.SharedAt, report.Value);
    }
}

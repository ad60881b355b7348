using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application.Documents;

namespace Monolith.Consent.Application.Profile;

/// <summary>How long one class of data is kept.</summary>
/// <param name="Category">The class.</param>
/// <param name="What">What it is.</param>
/// <param name="Period">ISO 8601 duration.</param>
/// <param name="From">From when it runs.</param>
/// <param name="Basis">Why it may be kept that long.</param>
/// <param name="Setting">The setting that holds the period.</param>
internal sealed record RetentionView(string Category, string What, string Period, string From, string Basis, string Setting);

/// <summary>The retention schedule (CA-8.1, C-42): every class of data with its period and basis.</summary>
[Query, AllowAnyone]
internal sealed record RetentionSchedule : IQuery<IReadOnlyList<RetentionView>>;

internal sealed class RetentionScheduleHandler(PolicyProfile profile, ConsentPolicy policy) : IQueryHandler<RetentionSchedule, IReadOnlyList<RetentionView>>
{
    public Task<Result<IReadOnlyList<RetentionView>>> Handle(RetentionSchedule query, CancellationToken cancellationToken)
    {
        RetentionView[] lines =
        [
            .. RetentionLines.Of(new PublishedSettings(profile))
                .Select(l => new RetentionView(l.Category, l.Words, l.Period.ToString(), l.From, l.Basis, l.Setting)),
        ];
        return Task.FromResult<Result<IReadOnlyList<RetentionView>>>(policy.Retention.Published ? lines : new FeatureDisabled("The retention schedule"));
    }
}

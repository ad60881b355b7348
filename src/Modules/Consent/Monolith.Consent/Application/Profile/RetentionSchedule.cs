using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Application.Holds;
using Monolith.Consent.Application.Sharing;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Application.Profile;

/// <summary>A legal hold, as the person whose data it keeps sees it.</summary>
/// <param name="Id">The hold.</param>
/// <param name="Since">From when on nothing is deleted.</param>
/// <param name="ReviewOn">When somebody looks whether it is still needed.</param>
internal sealed record RetentionHoldView(Guid Id, DateTime Since, DateOnly ReviewOn);

/// <summary>How long one class of data is kept.</summary>
/// <param name="Category">The class.</param>
/// <param name="What">What it is.</param>
/// <param name="Period">ISO 8601 duration.</param>
/// <param name="From">From when it runs.</param>
/// <param name="Basis">Why it may be kept that long.</param>
/// <param name="Setting">The setting that holds the period.</param>
/// <param name="Holds">The legal holds that keep it beyond its period: the caller's own, or those of the account asked about.</param>
internal sealed record RetentionView(string Category, string What, string Period, string From, string Basis, string Setting, IReadOnlyList<RetentionHoldView> Holds);

/// <summary>
/// The retention schedule (CA-8.1, C-42): every class of data with its period and basis, and what holds it beyond (CA-3.11). Refused with
/// FEATURE_DISABLED; with NEED_TO_KNOW for somebody else's account.
/// </summary>
/// <param name="AccountId">Whose holds to name; the caller's own when absent.</param>
[Query, AllowAnyone]
internal sealed record RetentionSchedule([property: ID("Account")] Guid? AccountId = null) : IQuery<IReadOnlyList<RetentionView>>;

internal sealed class RetentionScheduleHandler(PolicyProfile profile, ConsentPolicy policy, HoldRegister register, IAccessGate gate, ICurrentUser user)
    : IQueryHandler<RetentionSchedule, IReadOnlyList<RetentionView>>
{
    public async Task<Result<IReadOnlyList<RetentionView>>> Handle(RetentionSchedule query, CancellationToken cancellationToken)
    {
        if (!policy.Retention.Published)
        {
            return new FeatureDisabled("The retention schedule");
        }

        if (query.AccountId is { } other && await gate.AskAsync(new(other, DataClass.Case, AccessMode.Read, DisclosureGrant.Ledger), cancellationToken) is { } denied)
        {
            return denied;
        }

        var subjectId = query.AccountId ?? user.Id;
        RetentionHoldView[] holds = subjectId == Guid.Empty
            ? []
            : [.. (await register.OnAsync(subjectId, cancellationToken)).Select(h => new RetentionHoldView(h.Id, h.RequestedAt, h.ReviewOn))];
        RetentionView[] lines =
        [
            .. RetentionLines.Of(new PublishedSettings(profile))
                .Select(l => new RetentionView(l.Category, l.Words, l.Period.ToString(), l.From, l.Basis, l.Setting, holds)),
        ];
        return lines;
    }
}

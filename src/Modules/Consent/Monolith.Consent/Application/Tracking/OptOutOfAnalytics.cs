using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Tracking;

/// <summary>An opt-out of one vendor of analytics.</summary>
/// <param name="Vendor">The vendor's key.</param>
/// <param name="OptOutLink">The vendor's own page, for what it learns elsewhere.</param>
/// <param name="Visitor">For somebody who is not signed in: the token to keep and to send along; null for an account.</param>
/// <param name="Record">For an account: what was recorded, with its receipt.</param>
internal sealed record AnalyticsOptOutView(string Vendor, string? OptOutLink, string? Visitor, ConsentRecordView? Record);

/// <summary>
/// Opts out of one vendor of analytics, with effect at once; others are not affected (O7-9.3, O7-9.6). Refused with FEATURE_DISABLED where the
/// service has no opt-out by vendor, with PROCESSOR_NOT_FOUND for a vendor that is not used, and with RATE_LIMITED as <c>setCookieChoices</c> is.
/// </summary>
/// <param name="Vendor">A key of <c>trackers</c>.</param>
/// <param name="Visitor">The token of earlier choices, when nobody is signed in.</param>
[Mutation(Payload = "optOut"), AllowAnyone, Idempotent]
internal sealed record OptOutOfAnalytics(string Vendor, string? Visitor = null) : ICommand<AnalyticsOptOutView>;

internal sealed class OptOutOfAnalyticsHandler(
    ConsentDbContext db, ConsentPolicy policy, TrackingChoices choices, ConsentLedger ledger, VisitorLimits limits, RequestScope user, TimeProvider clock)
    : ICommandHandler<OptOutOfAnalytics, AnalyticsOptOutView>
{
    public async Task<Result<AnalyticsOptOutView>> Handle(OptOutOfAnalytics command, CancellationToken cancellationToken)
    {
        if (!policy.Trackers.VendorOptOut)
        {
            return new FeatureDisabled("An opt-out by vendor") { Rule = "trackers.vendorOptOut (C-25)" };
        }

        if (policy.Trackers.Register.FirstOrDefault(t => TrackingChoices.KeyOf(t) == command.Vendor) is not { } tracker)
        {
            return new ProcessorNotFound();
        }

        if (user.Role is Role.Visitor && limits.Enter(user.RemoteAddress) is { } tooMany)
        {
            return tooMany;
        }

        var token = user.Role is Role.Visitor ? await LeaveAsVisitorAsync(command, cancellationToken) : null;
        var record = user.Role is Role.Visitor ? null : await RecordAsync(command.Vendor, tracker, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new AnalyticsOptOutView(command.Vendor, TrackerView.Of(tracker, canOptOut: true).OptOutLink, token, record);
    }

    private async Task<string> LeaveAsVisitorAsync(OptOutOfAnalytics command, CancellationToken cancellationToken)
    {
        var (now, token) = (clock.GetUtcNow().UtcDateTime, command.Visitor);
        var visitor = await choices.VisitorAsync(token, cancellationToken);
        if (visitor is null)
        {
            token = TrackingChoices.NewToken();
            visitor = new VisitorChoice(TrackingChoices.HashOf(token), now);
            db.VisitorChoices.Add(visitor);
        }

        visitor.OptOut(command.Vendor, now);
        return token!;
    }

    private async Task<ConsentRecordView> RecordAsync(string vendor, TrackerEntry tracker, CancellationToken cancellationToken)
    {
        var key = new ConsentKey(user.Id, ConsentPurpose.Analytics, vendor);
        var last = await ledger.LastAsync(key, cancellationToken);
        if (last is { State: ConsentState.Withdrawn })
        {
            return await ledger.ViewAsync(last, cancellationToken);
        }

        var record = ConsentRecord.Withdraw(key, last, PolicyVersion.Fingerprint(tracker.Vendor)[..16], clock.GetUtcNow().UtcDateTime);
        return await ledger.AddAsync(record, last, cancellationToken);
    }
}

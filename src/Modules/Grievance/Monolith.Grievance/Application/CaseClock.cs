using Monolith.BuildingBlocks.Profiles;
using Monolith.Grievance.Domain;

namespace Monolith.Grievance.Application;

/// <summary>The deadlines of cases on the provider's calendar, each with the setting that sets it.</summary>
internal sealed class CaseClock(GrievancePolicy policy, PolicyProfile profile, TimeProvider clock)
{
    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The clocks of a case received now: both from receipt .</summary>
    public Clocks OfCase(CaseKind kind, DateTime now)
    {
        var first = kind is CaseKind.Complaint ? policy.Grievance.AcknowledgeWithin : null;
        var resolve = policy.Grievance.ResolveWithin;
        return new Clocks(
            first is { } within ? new Deadline(End(now, within), $"grievance.acknowledgeWithin={within} (G-02)") : null,
            new Deadline(End(now, resolve), $"grievance.resolveWithin={resolve} (G-03)"));
    }

    /// <summary>The clock of a request verified now (CA-8.7).</summary>
    public Deadline OfRights(DateTime now) => new(End(now, policy.Rights.RespondWithin), $"rights.respondWithin={policy.Rights.RespondWithin} (G-09)");

    /// <summary>How long a case closed now is kept (G-05).</summary>
    public DateTime KeptUntil(DateTime now) => End(now, policy.Retention.Communications);

    private DateTime End(DateTime now, CalendarPeriod period) => profile.Platform.Clock.Add(now, period);
}

using Monolith.BuildingBlocks;
using Monolith.Therapy.Contracts;

namespace Monolith.Billing.Domain;

/// <summary>How much of what was paid for a session is due back, by who called it off and when.</summary>
internal static class RefundPolicy
{
    /// <summary>Up to this long before its start, the client calls a session off free of charge.</summary>
    public static readonly TimeSpan FreeCancellation = TimeSpan.FromHours(24);

    private const int LateShare = 50;

    /// <summary>The amount due.</summary>
    /// <param name="paid">What was paid for the session.</param>
    /// <param name="session">How the session ended.</param>
    public static Result<Money> AmountDue(Money paid, SessionFacts session) =>
        session.Outcome switch
        {
            SessionOutcome.CancelledByTherapist => paid,
            SessionOutcome.CancelledByClient when session.StartsAt - session.CancelledAt >= FreeCancellation => paid,
            SessionOutcome.CancelledByClient => paid.Percent(LateShare),
            SessionOutcome.Held => new NotRefundable("The session was held. File a grievance instead."),
            SessionOutcome.Missed => new NotRefundable("The session was missed. File a grievance instead."),
            SessionOutcome.Scheduled => new NotRefundable("Cancel the appointment first."),
            _ => throw new ArgumentOutOfRangeException(nameof(session)),
        };
}

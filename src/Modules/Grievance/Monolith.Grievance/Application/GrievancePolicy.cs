using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Grievance.Application;

/// <summary>The profile's section <c>grievance</c> (G-01 to G-25).</summary>
/// <param name="Grievance">G-01 to G-03.</param>
/// <param name="Contact">G-04.</param>
/// <param name="Retention">G-05.</param>
/// <param name="Takedown">G-06.</param>
/// <param name="Rights">G-07 to G-18, G-22, G-24, G-25.</param>
/// <param name="Controller">G-19.</param>
/// <param name="Minors">G-20.</param>
/// <param name="Security">G-21.</param>
/// <param name="Fairness">G-23.</param>
internal sealed record GrievancePolicy(
    ComplaintPolicy Grievance,
    ContactPolicy Contact,
    GrievanceRetention Retention,
    TakedownPolicy Takedown,
    RightsPolicy Rights,
    ControllerPolicy Controller,
    ReportPolicy Minors,
    ReportPolicy Security,
    RightsFairness Fairness) : IProfileSection
{
    /// <inheritdoc/>
    public IEnumerable<ProfileFault> Check() => CheckComplaints().Concat(CheckTakedown()).Concat(Rights.Check());

    private IEnumerable<ProfileFault> CheckComplaints()
    {
        if (Grievance is { AcknowledgeWithin: not null, Officer: null })
        {
            yield return new("grievance.officer", "must be given when grievance.acknowledgeWithin is");
        }

        if (Grievance.Officer is { } officer && (string.IsNullOrWhiteSpace(officer.Name) || !officer.Email.Contains('@') || string.IsNullOrWhiteSpace(officer.Phone)))
        {
            yield return new("grievance.officer", "must have a name, an e-mail address and a telephone number");
        }

        if (Grievance.AcknowledgeWithin is { } first && !first.IsSurelyWithin(Grievance.ResolveWithin))
        {
            yield return new("grievance.acknowledgeWithin", "must not be longer than grievance.resolveWithin");
        }

        if (Contact is { Email: null, Form: null, Link: null })
        {
            yield return new("contact", "must have an e-mail address, a form or a link");
        }

        if (!Fairness.Rights)
        {
            yield return new("fairness.rights", "must be true: using a right is never held against anybody");
        }
    }

    private IEnumerable<ProfileFault> CheckTakedown()
    {
        if (Takedown.On != (Takedown.Triggers.Count > 0))
        {
            yield return new("takedown.triggers", "must name at least one trigger when takedown.on is true, and only then");
        }

        if (!Takedown.On && Takedown.Within is not null)
        {
            yield return new("takedown.within", "must be null when takedown.on is false");
        }
    }
}

/// <summary>G-01 to G-03.</summary>
/// <param name="Officer">G-01: published; null = none is appointed.</param>
/// <param name="AcknowledgeWithin">G-02: from receipt; null = no clock.</param>
/// <param name="ResolveWithin">G-03: from receipt.</param>
internal sealed record ComplaintPolicy(GrievanceOfficer? Officer, CalendarPeriod? AcknowledgeWithin, CalendarPeriod ResolveWithin);

/// <summary>G-01.</summary>
internal sealed record GrievanceOfficer(string Name, string Email, string Phone);

/// <summary>G-04: the ways to reach the provider; null = not offered.</summary>
internal sealed record ContactPolicy(string? Email, string? Form, string? Link);

/// <summary>G-05: letters and answers.</summary>
internal sealed record GrievanceRetention(CalendarPeriod Communications);

/// <summary>G-06.</summary>
/// <param name="On">Reported content is decided on.</param>
/// <param name="Within">After this it is hidden by itself; null = no clock.</param>
/// <param name="Triggers">What starts it.</param>
internal sealed record TakedownPolicy(bool On, CalendarPeriod? Within, IReadOnlyList<string> Triggers);

/// <summary>G-19: to whom a request goes.</summary>
internal sealed record ControllerPolicy(ControllerMode Mode);

internal enum ControllerMode
{
    Own,
    ByOrganisation,
}

/// <summary>G-20, G-21: anybody may report.</summary>
internal sealed record ReportPolicy(bool Reports);

/// <summary>G-23: rights are used without any disadvantage.</summary>
internal sealed record RightsFairness(bool Rights);

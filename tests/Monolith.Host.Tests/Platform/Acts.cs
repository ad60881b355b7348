namespace Monolith.Host.Tests.Platform;

/// <summary>The mutations that more than one test sends.</summary>
internal static class Acts
{
    private static readonly string[] Week = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

    public static Act RequestMatch { get; } =
        new("requestMatch", null, "matchRequest { id proposals { rank score therapistId criteria { criterion points outOf reason } } }");

    public static Act Profile(Person person, string topic) => new(
        "submitTherapistProfile",
        new
        {
            displayName = person.Name,
            bio = "Listens first.",
            languages = new[] { "en" },
            specialisations = new[] { topic },
            approaches = new[] { "cbt" },
            credentials = new { qualification = "M.Phil.", registrationNumber = "R-1", registeredWith = "Council" },
        },
        "therapist { id displayName }");

    public static Act Hours() => new(
        "setAvailability",
        new
        {
            timeZone = "Asia/Kolkata",
            week = Week.Select(day => new { day, from = "08:00:00", until = "20:00:00" }),
            sessionMinutes = 50,
            breakMinutes = 10,
        },
        "availability { timeZone }");

    public static Act Verify(Person therapist) =>
        new("verifyTherapistCredentials", new { therapistId = therapist.Id, accepted = true, reference = "register/1" }, "therapist { id }");

    public static Act Wishes(string topic) => new(
        "setTreatmentPreferences",
        new { specialisations = new[] { topic }, approaches = new[] { "cbt" }, languages = new[] { "en" } },
        "treatmentPreferences { specialisations }");

    public static Act Withdraw { get; } = new("withdrawConsent", new { purpose = "SENSITIVE_DATA", confirm = true }, "withdrawal { __typename }");

    public static Act Intake { get; } =
        new("recordHealthIntake", new { concerns = "Sleep", history = "None" }, "healthIntake { concerns recordedAt }");

    public static Act Book(Person therapist, string startsAt) => new(
        "bookAppointment", new { therapistId = therapist.Id, startsAt, channel = "ONLINE" }, "appointment { id startsAt endsAt state }");

    public static Act Cancel(string appointmentId) =>
        new("cancelAppointment", new { appointmentId, reason = "Ill" }, "appointment { id state cancelledAt }");

    public static Act EndMatch(string matchId) => new("endMatch", new { matchId }, "match { id endedAt }");

    public static Act Start(string appointmentId) => new("startSession", new { appointmentId }, "session { id state joinReference }");

    public static Act End(string appointmentId) => new("endSession", new { appointmentId, attended = true }, "session { id state endedAt }");

    public static Act Note(string appointmentId, string text, int? revision = null) =>
        new("writeSessionNote", new { appointmentId, text, revision }, "sessionNote { id revision revisions { number text } }");

    public static Act Summary(string appointmentId) => new("generateSessionSummary", new { appointmentId }, "sessionSummary { text ofRevision }");

    /// <summary>An agreement with an outside processor, and an assessment that is good for a year.</summary>
    public static Act Bind(string kind, string name, string purpose)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var input = new { name, kind, agreementOn = today.AddDays(-1), agreementReference = "AG-1", assessedUntilOn = today.AddYears(1), purposes = new[] { purpose }, region = "IN" };
        return new("registerProcessor", input, "processor { id }");
    }

    public static Act Order(string productId, string? appointmentId = null) =>
        new("placeOrder", new { productId, appointmentId }, "order { id state amount { minor currency } }");

    public static Act Pay(string orderId, string paymentMethod = "tok_ok") =>
        new("payOrder", new { orderId, paymentMethod }, "order { id state payment { id amount { minor } } }");

    public static Act Refund(string orderId, long? amountMinor = null, string reason = "Called off") =>
        new("refundPayment", new { orderId, reason, amountMinor }, "refund { id amount { minor } }");
}

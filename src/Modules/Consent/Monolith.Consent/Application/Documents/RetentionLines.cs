using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Consent.Application.Documents;

/// <summary>One line of the retention schedule.</summary>
/// <param name="Category">The class of data, in the profile's words.</param>
/// <param name="Setting">The setting that holds the period.</param>
/// <param name="Words">What is kept.</param>
/// <param name="Period">How long.</param>
/// <param name="From">From when the period runs.</param>
/// <param name="Basis">Why it may be kept that long.</param>
internal sealed record RetentionLine(string Category, string Setting, string Words, CalendarPeriod Period, string From, string Basis);

/// <summary>The retention schedule as the profile sets it (CA-8.1): no category without a period.</summary>
internal static class RetentionLines
{
    private static readonly (string Category, string Setting, string Words, string From, string Basis)[] All =
    [
        ("ACCOUNT", "accounts.retention.account", "account", "after the account is closed", "needed for the service"),
        ("PERSONAL", "accounts.retention.personal", "evidence of consents and agreements", "after the account is closed", "required or permitted by law"),
        ("USAGE", "accounts.retention.usage", "usage records", "after they were made", "needed to run and secure the service"),
        ("SECURITY_EVENTS", "accounts.retention.securityEvents", "security events", "after they happened", "required or permitted by law"),
        ("PROVIDER", "matching.retention.therapist", "professional profiles", "after the provider leaves", "needed for the service"),
        ("HEALTH", "therapy.retention.health", "health records", "after the last interaction", "required or permitted by law"),
        ("MAIL_ARCHIVE", "therapy.retention.mailArchive", "archived mail", "after it was deleted", "required or permitted by law"),
        ("BILLING", "billing.retention.billing", "orders, payments and invoices", "after the transaction", "required or permitted by law"),
        ("COMMUNICATIONS", "grievance.retention.communications", "complaints and correspondence", "after the case is closed", "required or permitted by law"),
    ];

    public static IEnumerable<RetentionLine> Of(PublishedSettings settings) =>
        from line in All
        let period = CalendarPeriod.TryParse(settings.Text(line.Setting), out var found) ? (CalendarPeriod?)found : null
        where period is not null
        select new RetentionLine(line.Category, line.Setting, line.Words, period.Value, line.From, line.Basis);
}

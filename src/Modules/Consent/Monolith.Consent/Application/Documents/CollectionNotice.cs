using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Application.Documents;

/// <summary>A purpose for which something is collected.</summary>
/// <param name="Key">The purpose of the register.</param>
/// <param name="Basis">Its legal basis.</param>
internal sealed record CollectionPurposeView(string Key, LegalBasis Basis);

/// <summary>What to show where a person is asked for data (HU-4, C-10).</summary>
/// <param name="Operation">The mutation that takes it.</param>
/// <param name="From">From whom: the person, or somebody about them.</param>
/// <param name="Fields">What is asked for.</param>
/// <param name="Purposes">What it is used for, and on which basis.</param>
/// <param name="NeedsConsent">The consent that is asked for first; null when there is none.</param>
/// <param name="Kept">How long: ISO 8601 duration; null where the profile says none.</param>
/// <param name="VersionId">The privacy policy in force.</param>
/// <param name="Number">Its number.</param>
/// <param name="Sha256">Its fingerprint.</param>
/// <param name="Link">Where to read it: a path on this server.</param>
/// <param name="Minors">Who must not give anything, in the words of the policy (CA-13.4).</param>
internal sealed record CollectionNoticeView(
    string Operation, string From, IReadOnlyList<string> Fields, IReadOnlyList<CollectionPurposeView> Purposes, ConsentPurpose? NeedsConsent, string? Kept,
    [property: ID("PolicyVersion")] Guid VersionId, int Number, string Sha256, string Link, string Minors);

/// <summary>
/// What a person is told before they give data through an operation: what, from whom, why, how long, and where the policy is (HU-4, C-10). Refused
/// with FEATURE_DISABLED where the profile has no such notices, and with FIELD_REQUIRED for an operation that collects nothing about a person.
/// </summary>
/// <param name="Operation">The name of a mutation.</param>
[Query, AllowAnyone]
internal sealed record CollectionNotice(string Operation) : IQuery<CollectionNoticeView>;

internal sealed class CollectionNoticeHandler(PolicyProfile profile, ConsentPolicy policy, ConsentQuestions questions, DocumentsInForce inForce, DocumentTexts texts)
    : IQueryHandler<CollectionNotice, CollectionNoticeView>
{
    private readonly PublishedSettings settings = new(profile);

    public async Task<Result<CollectionNoticeView>> Handle(CollectionNotice query, CancellationToken cancellationToken)
    {
        if (!policy.Document.AtCollection)
        {
            return new FeatureDisabled("A notice at each point of collection") { Rule = "document.atCollection (C-10)" };
        }

        if (CollectionPoints.All.FirstOrDefault(p => p.Operation == query.Operation) is not { } point)
        {
            return new FieldRequired("operation", $"Data about people is taken by: {string.Join(", ", CollectionPoints.All.Select(p => p.Operation))}.");
        }

        var version = (await inForce.OfAsync([DocumentKind.Privacy], cancellationToken)).Single();
        var fields = FieldsOf(point);
        var purposes = policy.Purposes.Where(p => point.Register is null ? point.Purposes.Contains(p.Key) : IsFor(p.Key, fields)).ToList();
        var kept = RetentionLines.Of(settings).Where(l => l.Category == point.Retention).Select(l => l.Period.ToString()).FirstOrDefault();
        return new CollectionNoticeView(
            point.Operation, point.From, fields, [.. purposes.Select(p => new CollectionPurposeView(p.Key, p.Basis))],
            point.IsHealth ? questions.Find(ConsentPurpose.SensitiveData)?.Purpose : null, kept, version.Id, version.Number, version.Sha256,
            $"/graphql?query=%7BpolicyDocument(kind%3APRIVACY%2Cnumber%3A{version.Number})%7BrenderedText%7D%7D",
            texts.Generate(DocumentKind.Privacy).Single(s => s.Number == PrivacyText.AgeSection).Text);
    }

    private bool IsFor(string purpose, IReadOnlyList<string> fields) => policy.Collection.TryGetValue(purpose, out var collected) && collected.Intersect(fields).Any();

    // What a registration asks for is the profile's; what a provider says of themselves too.
    private IReadOnlyList<string> FieldsOf(CollectionPoint point) => point.Register is { } path
        ? [.. settings.List(path.Path, path.Member).Split(", ", StringSplitOptions.RemoveEmptyEntries)]
        : point.Fields;
}

/// <summary>An operation that takes data about a person.</summary>
/// <param name="Operation">The mutation.</param>
/// <param name="From">From whom.</param>
/// <param name="Fields">What it asks for, unless a register of the profile says so.</param>
/// <param name="Purposes">Keys that profiles may have for what it is used for.</param>
/// <param name="Retention">The category of the retention schedule.</param>
internal sealed record CollectionPoint(string Operation, string From, IReadOnlyList<string> Fields, IReadOnlyList<string> Purposes, string Retention)
{
    /// <summary>The profile's own list of fields; null when the platform's stands.</summary>
    public (string Path, string? Member)? Register { get; init; }

    /// <summary>Whether it is about health.</summary>
    public bool IsHealth { get; init; }
}

/// <summary>All of them.</summary>
internal static class CollectionPoints
{
    private const string Person = "THE_PERSON";
    private const string Therapist = "THE_THERAPIST";
    private static readonly string[] Account = ["ACCOUNT", "ACCOUNT_MAINTENANCE", "SERVICE_DELIVERY"];
    private static readonly string[] Care = ["SERVICE_DELIVERY", "INTAKE", "SESSION_RECORDS"];
    private static readonly string[] Cases = ["SUPPORT", "REQUESTS", "SERVICE_CONTACT", "CONTACT", "LEGAL_OBLIGATION", "LEGAL"];
    private static readonly string[] Money = ["PAYMENT", "COLLECT_PAYMENT", "PURCHASE_CONTRACT"];

    public static IReadOnlyList<CollectionPoint> All { get; } =
    [
        new("registerClient", Person, [], Account, "ACCOUNT") { Register = ("accounts.registration.fields", "name") },
        new("registerTherapist", Therapist, ["name", "email", "phone"], Account, "PROVIDER"),
        new("submitTherapistProfile", Therapist, [], ["MATCHING", "SERVICE_DELIVERY"], "PROVIDER") { Register = ("matching.provider.fields", null) },
        new("updateProfile", Person, [], Account, "ACCOUNT") { Register = ("accounts.registration.fields", "name") },
        new("changeEmail", Person, ["email"], Account, "ACCOUNT"),
        new("setEmergencyContact", Person, ["name", "phone", "relation"], ["SERVICE_DELIVERY", "ACCOUNT"], "ACCOUNT"),
        new("setTreatmentPreferences", Person, ["specialisations", "approaches", "languages", "gender", "note"], ["MATCHING", "SERVICE_DELIVERY"], "HEALTH") { IsHealth = true },
        new("recordHealthIntake", Person, ["concerns", "history", "symptoms"], Care, "HEALTH") { IsHealth = true },
        new("bookAppointment", Person, ["therapistId", "startsAt", "channel"], ["SCHEDULING", "SERVICE_DELIVERY"], "HEALTH"),
        new("writeSessionNote", Therapist, ["text"], Care, "HEALTH") { IsHealth = true },
        new("sendMessage", Person, ["text"], Care, "HEALTH") { IsHealth = true },
        new("placeOrder", Person, ["productId", "appointmentId"], Money, "BILLING"),
        new("payOrder", Person, ["paymentMethod"], Money, "BILLING"),
        new("fileGrievance", Person, ["text"], Cases, "COMMUNICATIONS"),
        new("sendEnquiry", Person, ["text", "replyTo"], Cases, "COMMUNICATIONS"),
        new("submitRightsRequest", Person, ["kind", "wish", "onBehalfOfEmail"], Cases, "COMMUNICATIONS"),
        new("reportSecurityConcern", Person, ["text"], Cases, "COMMUNICATIONS"),
        new("reportMinor", "SOMEBODY_ELSE", ["text", "replyTo"], Cases, "COMMUNICATIONS"),
    ];
}

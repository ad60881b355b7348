using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;

namespace Monolith.Consent.Application.Consents;

/// <summary>
/// Writes the receipt of a consent event: the fields of ISO/IEC TS 27560 in canonical JSON (keys in ordinal order, no white space, UTF-8).
/// Each receipt names the fingerprint of the one before, so that none can be left out unseen.
/// </summary>
internal sealed class ReceiptText(PolicyProfile profile, ConsentPolicy policy, ConsentQuestions questions, DocumentsInForce inForce, IVault vault)
{
    private const string Schema = "ISO/IEC TS 27560:2023; monolith 1";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The receipt of a record.</summary>
    /// <param name="record">The new record.</param>
    /// <param name="last">The one before it for the same person and purpose.</param>
    /// <param name="keyNumber">The key that will sign.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task<string> WriteAsync(ConsentRecord record, ConsentRecord? last, int keyNumber, CancellationToken cancellationToken)
    {
        var notice = (await inForce.OfAsync([DocumentKind.Privacy], cancellationToken)).Single();
        var earlier = last is null ? null : PolicyVersion.Fingerprint(await vault.OpenAsync(last.Receipt, cancellationToken));
        var question = questions.Find(record.Purpose);
        var receipt = new JsonObject
        {
            ["schema_version"] = Schema,
            ["record_id"] = record.Id.ToString(),
            ["pii_principal_id"] = record.SubjectId.ToString(),
            ["key_number"] = keyNumber,
            ["previous_receipt_sha256"] = earlier,
            ["privacy_notice"] = new JsonObject { ["id"] = notice.Id.ToString(), ["version"] = notice.Number, ["sha256"] = notice.Sha256, ["language"] = "en" },
            ["purposes"] = new JsonArray(Processing(record, question)),
            ["party_identification"] = new JsonArray(new JsonObject { ["party_name"] = profile.Platform.Provider.LegalName, ["party_role"] = "pii_controller" }),
            ["events"] = new JsonArray(Event(record)),
        };
        return Canonical(receipt).ToJsonString(Plain);
    }

    private static JsonObject Event(ConsentRecord record) => new()
    {
        ["event_time"] = record.HappenedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["event_type"] = "explicit",
        ["event_state"] = record.Event switch
        {
            ConsentEvent.Given or ConsentEvent.Superseded => "consent_given",
            ConsentEvent.Refused => "consent_refused",
            _ => "consent_withdrawn",
        },
        ["entity_id"] = record.SubjectId.ToString(),
        ["sequence"] = record.Sequence,
        ["affirmative_act"] = record.Act?.ToString().ToUpperInvariant(),
    };

    private JsonObject Processing(ConsentRecord record, ConsentQuestion? question)
    {
        var keys = question?.PurposeKeys ?? (record.Topic.Length == 0 ? [] : [record.Topic]);
        var categories = policy.Purposes.Where(p => keys.Contains(p.Key)).SelectMany(p => p.Categories).Distinct();
        var recipients = policy.Processors.Register.Where(p => p.Purposes.Any(keys.Contains)).Select(p => p.Kind).Distinct();
        return new()
        {
            ["purpose"] = record.Purpose.ToString(),
            ["services"] = Array(keys),
            ["wording_version"] = record.WordingVersion,
            ["wording"] = question?.WordingVersion == record.WordingVersion ? question.Wording : null,
            ["lawful_basis"] = "consent",
            ["pii_information"] = new JsonArray([.. categories.Select(c => new JsonObject
            {
                ["pii_type"] = c.ToString().ToUpperInvariant(), ["sensitive_pii_category"] = ConsentQuestions.IsSensitive(c),
            })]),
            ["recipient_third_parties"] = Array(recipients),
            ["storage_locations"] = Array(policy.DataResidency.Primary is { } country ? [country] : []),
            ["retention_period"] = profile.Settings.GetProperty("accounts").GetProperty("retention").GetProperty("personal").ToString(),
            ["jurisdiction"] = policy.DataResidency.Primary,
            ["collection_method"] = "graphql:grantConsent",
            ["withdrawal_method"] = "graphql:withdrawConsent",
            ["privacy_rights"] = Array(new PublishedSettings(profile).List("grievance.rights.kinds").Split(", ", StringSplitOptions.RemoveEmptyEntries)),
        };
    }

    private static JsonArray Array(IEnumerable<string> items) => new([.. items.Select(i => JsonValue.Create(i))]);

    private static JsonNode Canonical(JsonNode node) => node switch
    {
        JsonObject many => new JsonObject(many.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, p.Value is null ? null : Canonical(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Canonical(item))]),
        _ => node.DeepClone(),
    };
}

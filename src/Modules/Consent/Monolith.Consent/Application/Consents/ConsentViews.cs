using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Application.Consents;

/// <summary>One event in the history of a consent, with its signed receipt.</summary>
/// <param name="Id">The record.</param>
/// <param name="Purpose">What the consent is for.</param>
/// <param name="Topic">Which category, vendor or use, where a purpose has one consent for each; otherwise null.</param>
/// <param name="Sequence">Counts from 1 for each consent, without gaps.</param>
/// <param name="Event">What happened.</param>
/// <param name="State">The state it left.</param>
/// <param name="AffirmativeAct">By which act it was given.</param>
/// <param name="WordingVersion">Which wording was shown.</param>
/// <param name="HappenedAt">When.</param>
/// <param name="Receipt">The receipt, to keep.</param>
internal sealed record ConsentRecordView(
    Guid Id, ConsentPurpose Purpose, string? Topic, int Sequence, ConsentEvent Event, ConsentState State, AffirmativeAct? AffirmativeAct,
    string WordingVersion, DateTime HappenedAt, ConsentReceiptView Receipt)
{
    public static ConsentRecordView Of(ConsentRecord record, string receipt) => new(
        record.Id, record.Purpose, record.Topic.Length == 0 ? null : record.Topic, record.Sequence, record.Event, record.State, record.Act, record.WordingVersion, record.HappenedAt,
        new(receipt, Convert.ToBase64String(record.Signature), record.KeyNumber));
}

/// <summary>A receipt that its holder can check without us: the signature covers the UTF-8 bytes of the text exactly as they are.</summary>
/// <param name="Text">Canonical JSON with the fields of ISO/IEC TS 27560.</param>
/// <param name="Signature">Base64 of an ECDSA P-256 signature over SHA-256, in DER.</param>
/// <param name="KeyNumber">Which of <c>receiptKeys</c> signed it.</param>
internal sealed record ConsentReceiptView(string Text, string Signature, int KeyNumber);

/// <summary>What withdrawing a consent means, or meant.</summary>
/// <param name="Purpose">The consent.</param>
/// <param name="State">Its state now.</param>
/// <param name="Confirmed">Whether it was withdrawn; false = nothing changed.</param>
/// <param name="AffectedServices">What stops (CA-12.5).</param>
/// <param name="Kept">What was collected before and is kept none the less, read-only .</param>
/// <param name="Record">The new event; null when nothing changed.</param>
internal sealed record WithdrawalView(
    ConsentPurpose Purpose, ConsentState State, bool Confirmed, IReadOnlyList<string> AffectedServices, IReadOnlyList<KeptAfterWithdrawalView> Kept,
    ConsentRecordView? Record);

/// <summary>A class of data that a withdrawal does not erase: it can still be read, and is erased when its period ends or the person asks and the law lets it.</summary>
/// <param name="Category">A category of <c>retentionSchedule</c>.</param>
/// <param name="What">What it is.</param>
/// <param name="Period">How long it is kept: ISO 8601 duration.</param>
/// <param name="From">From when the period runs.</param>
/// <param name="Basis">Why it may be kept.</param>
internal sealed record KeptAfterWithdrawalView(string Category, string What, string Period, string From, string Basis);

/// <summary>A consent in its state at one instant.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="Topic">Which category, vendor or use, where a purpose has one consent for each; otherwise null.</param>
/// <param name="State">Its state.</param>
/// <param name="SinceAt">Since when; null when it was never given.</param>
internal sealed record ConsentStandingView(ConsentPurpose Purpose, string? Topic, ConsentState State, DateTime? SinceAt);

/// <summary>A version of a document that the account accepted.</summary>
/// <param name="VersionId">The version.</param>
/// <param name="Document">The document.</param>
/// <param name="Number">The version's number.</param>
/// <param name="Kind">How it was accepted.</param>
/// <param name="AffirmedAdult">Whether the account affirmed to be of age with it.</param>
/// <param name="AcceptedAt">When.</param>
internal sealed record PolicyAcceptanceView(
    [property: ID("PolicyVersion")] Guid VersionId, DocumentKind Document, int Number, AcceptanceKind Kind, bool AffirmedAdult, DateTime AcceptedAt);

/// <summary>All that the caller accepted, gave, refused and took back, up to one instant.</summary>
/// <param name="At">The instant.</param>
/// <param name="Standing">Each consent of this service with its state then.</param>
/// <param name="Acceptances">Documents accepted, newest first.</param>
/// <param name="Records">The history of consents, newest first.</param>
internal sealed record ConsentsView(
    DateTime At, IReadOnlyList<ConsentStandingView> Standing, IReadOnlyList<PolicyAcceptanceView> Acceptances, IReadOnlyList<ConsentRecordView> Records);

namespace Monolith.Consent.Contracts.Events;

/// <summary>A person gave a consent.</summary>
/// <param name="AccountId">The person.</param>
/// <param name="Purpose">What for.</param>
/// <param name="RecordId">The consent record.</param>
/// <param name="GivenAt">When, UTC.</param>
public sealed record ConsentGiven(Guid AccountId, ConsentPurpose Purpose, Guid RecordId, DateTime GivenAt);

/// <summary>A person took a consent back: whatever rests on it stops now (CA-12.4).</summary>
/// <param name="AccountId">The person.</param>
/// <param name="Purpose">What for.</param>
/// <param name="RecordId">The consent record.</param>
/// <param name="WithdrawnAt">When, UTC.</param>
public sealed record ConsentWithdrawn(Guid AccountId, ConsentPurpose Purpose, Guid RecordId, DateTime WithdrawnAt);

/// <summary>A new version of a document is announced by mail (HU-56, C-07).</summary>
/// <param name="VersionId">The version.</param>
/// <param name="Document">The document.</param>
/// <param name="Number">Counts from 1 for each document.</param>
/// <param name="EffectiveAt">When it takes effect, UTC; for those it needs the approval of, when they approve.</param>
public sealed record PolicyVersionAnnounced(Guid VersionId, DocumentKind Document, int Number, DateTime EffectiveAt);

/// <summary>A new use of data is proposed; it is open to nobody before its window for objections is over (HU-46).</summary>
/// <param name="NewUseId">The use.</param>
/// <param name="WindowEndsAt">Until when people can object before it begins, UTC; they can afterwards too.</param>
public sealed record NewUseProposed(Guid NewUseId, DateTime WindowEndsAt);

/// <summary>The business, or part of it, is to change hands; everybody is told before data goes (O7-6.5).</summary>
/// <param name="TransferId">The deal.</param>
/// <param name="AnnouncedAt">When it was announced, UTC.</param>
/// <param name="EarliestAt">The earliest moment at which data goes, UTC.</param>
public sealed record BusinessTransferAnnounced(Guid TransferId, DateTime AnnouncedAt, DateTime EarliestAt);

/// <summary>Consent carried out an order to erase.</summary>
/// <param name="CaseId">The case that ordered it.</param>
/// <param name="SubjectId">The person.</param>
/// <param name="ErasedRecords">Records erased.</param>
/// <param name="RetainedRecords">Records kept as evidence.</param>
/// <param name="RetainedUntilAt">When the kept ones go, UTC.</param>
public sealed record ConsentErased(Guid CaseId, Guid SubjectId, int ErasedRecords, int RetainedRecords, DateTime? RetainedUntilAt);

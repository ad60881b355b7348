using Monolith.BuildingBlocks;

namespace Monolith.Consent.Domain;

/// <summary>There is no such version of a published document.</summary>
internal sealed record PolicyVersionNotFound() : Refusal("There is no such version of a published document.", "versionId");

/// <summary>A later version took this one's place; only what is in force, or announced, can be accepted.</summary>
internal sealed record PolicyVersionSuperseded() : Refusal("A later version is in force. Read and accept that one.", "versionId");

/// <summary>The wording is no longer, or was never, the one that is shown for this purpose.</summary>
internal sealed record WordingOutdated() : Refusal("The wording of this consent is another one by now. Show the one that purposes answers.", "wordingVersion");

/// <summary>This consent is not in force, so there is nothing to take back.</summary>
internal sealed record ConsentNotGiven() : Refusal("This consent is not in force; there is nothing to take back.", "purpose");

/// <summary>The service rests on this use: it ends with the account, not with an opt-out (CA-7.4).</summary>
internal sealed record UseNotOptional(string Use)
    : Refusal($"{Use} is part of the service itself and cannot be opted out of. Closing the account ends it.", "purpose");

/// <summary>No purpose of the register has this key.</summary>
internal sealed record NoLegalBasis() : Refusal("The register of purposes has no such purpose, so there is no basis to use data for it.", "purpose");

/// <summary>Personal data is not sold, rented or traded (CA-4.1).</summary>
internal sealed record SaleForbidden() : Refusal("Personal data is not sold, and not given in return for anything.", "ground");

/// <summary>A disclosure needs one of the grounds of the policy, with what that ground asks for (CA-4.4 to CA-4.7).</summary>
internal sealed record DisclosureGroundRequired(string Explanation) : Refusal(Explanation, "ground");

/// <summary>A subpoena is contested before it is obeyed, or the reason why it cannot be is put on record (TH-47).</summary>
internal sealed record ContestFirst() : Refusal("Contest the subpoena first, or record why that is impossible.", "subpoenaId");

/// <summary>Everybody is told before their data goes elsewhere (O7-6.5).</summary>
internal sealed record NoticeRequired(DateTime? EarliestAt)
    : Refusal(EarliestAt is { } at ? $"Everybody has been told; nothing goes before {at:yyyy-MM-dd HH:mm} UTC." : "Announce it first, so that everybody is told before their data goes.");

/// <summary>There is no such deal.</summary>
internal sealed record BusinessTransferNotFound() : Refusal("There is no such deal.", "transferId");

/// <summary>There is no such subpoena.</summary>
internal sealed record SubpoenaNotFound() : Refusal("There is no such subpoena.", "subpoenaId");

/// <summary>No valid assessment says that data is safe in the region (AP-147).</summary>
internal sealed record RegionNotAllowed(string Explanation) : Refusal(Explanation, "processorId");

/// <summary>The processor's agreement does not cover this purpose (CA-3.19).</summary>
internal sealed record PurposeNotAgreed() : Refusal("The agreement with this processor does not cover that purpose.", "purpose");

/// <summary>There is no such consent record of the caller's.</summary>
internal sealed record ConsentRecordNotFound() : Refusal("There is no such consent record of yours.", "recordId");

/// <summary>The processor would receive more than its kind ever needs (C-29).</summary>
internal sealed record MinimumDataExceeded(string Explanation) : Refusal(Explanation, "fields");

/// <summary>There is no such processor in the register.</summary>
internal sealed record ProcessorNotFound() : Refusal("The register has no such processor.", "processorId");

/// <summary>We did not make this token, or it was changed on the way.</summary>
internal sealed record UnsubscribeTokenInvalid() : Refusal("This token is not one of ours. Use the one at the end of a message.", "token");

/// <summary>There is no such legal hold.</summary>
internal sealed record LegalHoldNotFound() : Refusal("There is no such legal hold.", "holdId");

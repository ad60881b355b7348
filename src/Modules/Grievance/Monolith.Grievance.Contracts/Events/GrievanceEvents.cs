namespace Monolith.Grievance.Contracts.Events;

/// <summary>Every module erases what it holds about the person, or says what it must keep and until when (CA-8.6).</summary>
/// <param name="CaseId">The case.</param>
/// <param name="SubjectId">The person.</param>
/// <param name="OrderedAt">When, UTC.</param>
public sealed record ErasureOrdered(Guid CaseId, Guid SubjectId, DateTime OrderedAt);

/// <summary>An erasure has been over for an hour: what somebody was writing about the person while it ran stands in the tables by now, and goes (R72).</summary>
/// <param name="CaseId">The case.</param>
/// <param name="SubjectId">The person.</param>
/// <param name="SettledAt">When, UTC.</param>
public sealed record ErasureSettled(Guid CaseId, Guid SubjectId, DateTime SettledAt);

/// <summary>The person's data is only stored, not used, until lifted.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="SubjectId">The person.</param>
/// <param name="Lifted">False when it begins, true when it ends.</param>
/// <param name="OrderedAt">When, UTC.</param>
public sealed record RestrictionOrdered(Guid CaseId, Guid SubjectId, bool Lifted, DateTime OrderedAt);

/// <summary>A field of the person's data is to be corrected by its owner module.</summary>
/// <param name="CaseId">The case, which holds the wanted value.</param>
/// <param name="SubjectId">The person.</param>
/// <param name="OrderedAt">When, UTC.</param>
public sealed record CorrectionOrdered(Guid CaseId, Guid SubjectId, DateTime OrderedAt);

/// <summary>A copy of the person's data was made ready.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="SubjectId">The person.</param>
/// <param name="OrderedAt">When, UTC.</param>
public sealed record ExportOrdered(Guid CaseId, Guid SubjectId, DateTime OrderedAt);

/// <summary>Content must no longer be served (CA-6.4).</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ContentId">The content.</param>
/// <param name="OrderedAt">When, UTC.</param>
public sealed record ContentTakedownOrdered(Guid CaseId, Guid ContentId, DateTime OrderedAt);

/// <summary>Somebody with an account asked, complained or reported something; until it is resolved it is open.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="AccountId">The account it came from.</param>
/// <param name="OpenedAt">When, UTC.</param>
public sealed record CaseOpened(Guid CaseId, Guid AccountId, DateTime OpenedAt);

/// <summary>A complaint was acknowledged, at the latest by the clock (CA-11.3).</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ComplainantId">The account that complained.</param>
/// <param name="AcknowledgedAt">When, UTC.</param>
public sealed record GrievanceAcknowledged(Guid CaseId, Guid ComplainantId, DateTime AcknowledgedAt);

/// <summary>A complaint was resolved.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ComplainantId">The account that complained.</param>
/// <param name="ResolvedAt">When, UTC.</param>
public sealed record GrievanceResolved(Guid CaseId, Guid ComplainantId, DateTime ResolvedAt);

/// <summary>A rights request was received; its maker has to prove who they are with a code that Accounts sends them.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="SubjectId">The person.</param>
/// <param name="ReceivedAt">When, UTC.</param>
public sealed record RightsRequestReceived(Guid CaseId, Guid SubjectId, DateTime ReceivedAt);

/// <summary>Somebody believes an account is in wrong hands: its sessions end at once (CA-5.11).</summary>
/// <param name="CaseId">The case.</param>
/// <param name="AccountId">The account.</param>
/// <param name="ReportedAt">When, UTC.</param>
public sealed record SecurityConcernReported(Guid CaseId, Guid AccountId, DateTime ReportedAt);

namespace Monolith.Matching.Contracts.Events;

/// <summary>A client and a therapist were matched.</summary>
/// <param name="MatchId">The match.</param>
/// <param name="ClientId">The client's account.</param>
/// <param name="TherapistId">The therapist's account.</param>
/// <param name="AcceptedAt">When, UTC.</param>
public sealed record MatchAccepted(Guid MatchId, Guid ClientId, Guid TherapistId, DateTime AcceptedAt);

/// <summary>A match ended: the therapist no longer needs to know anything of the client, and open appointments fall.</summary>
/// <param name="MatchId">The match.</param>
/// <param name="ClientId">The client's account.</param>
/// <param name="TherapistId">The therapist's account.</param>
/// <param name="EndedAt">When, UTC.</param>
public sealed record MatchEnded(Guid MatchId, Guid ClientId, Guid TherapistId, DateTime EndedAt);

/// <summary>Matching carried out an order to erase.</summary>
/// <param name="CaseId">The case that ordered it.</param>
/// <param name="SubjectId">The person.</param>
/// <param name="ErasedRecords">Records erased.</param>
/// <param name="RetainedRecords">Records kept because a law or setting demands it.</param>
/// <param name="RetainedUntilAt">When the kept ones go, UTC.</param>
public sealed record MatchingErased(Guid CaseId, Guid SubjectId, int ErasedRecords, int RetainedRecords, DateTime? RetainedUntilAt);

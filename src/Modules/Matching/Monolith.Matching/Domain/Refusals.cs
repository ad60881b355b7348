using Monolith.BuildingBlocks;

namespace Monolith.Matching.Domain;

/// <summary>There is no such therapist, or clients cannot see them.</summary>
internal sealed record TherapistNotFound() : Refusal("There is no such therapist.");

/// <summary>The caller has no such match.</summary>
internal sealed record MatchNotFound() : Refusal("You have no such match.");

/// <summary>The caller has no such match request.</summary>
internal sealed record MatchRequestNotFound() : Refusal("You have no such match request.");

/// <summary>A match needs wishes to go by, and there are none in use.</summary>
internal sealed record PreferencesRequired() : Refusal("State your treatment preferences first: see setTreatmentPreferences.");

/// <summary>The therapist is not among the request's proposals.</summary>
internal sealed record TherapistNotProposed() : Refusal("This therapist is not among the proposals of the request.", "therapistId");

/// <summary>The therapist takes nobody any more.</summary>
internal sealed record TherapistUnavailable() : Refusal("This therapist is no longer available. Request a match again.", "therapistId");

/// <summary>The two are matched already.</summary>
internal sealed record AlreadyMatched() : Refusal("You are matched with this therapist already.", "therapistId");

/// <summary>No therapist is verified, available soon and fits a wish.</summary>
internal sealed record NobodyFits() : Refusal("No available therapist fits your preferences. Widen them and try again.");

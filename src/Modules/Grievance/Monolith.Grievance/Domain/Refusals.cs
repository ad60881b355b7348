using Monolith.BuildingBlocks;

namespace Monolith.Grievance.Domain;

/// <summary>There is no such case, or it is not the caller's.</summary>
internal sealed record CaseNotFound() : Refusal("You have no such case.", "id");

/// <summary>The person behind a rights request was not proven to be the one it is about (CA-8.6).</summary>
internal sealed record IdentityNotVerified(string Explanation) : Refusal(Explanation);

/// <summary>The ground is not on the service's closed list (G-11).</summary>
internal sealed record GroundNotAllowed(string Allowed) : Refusal($"A request is refused only on one of these grounds: {Allowed}.", "ground");

/// <summary>A legal hold keeps the person's data: an erasure waits for its end (R95).</summary>
internal sealed record LegalHoldInForce() : Refusal("A legal hold keeps this person's data. The erasure can be decided when the hold has ended.");

/// <summary>The person asked that their data be stored and not used (G-15).</summary>
internal sealed record ProcessingRestricted() : Refusal("This person's data is restricted: it is stored and not used.");

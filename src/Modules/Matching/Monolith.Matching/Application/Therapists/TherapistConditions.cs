using Monolith.Matching.Domain;

namespace Monolith.Matching.Application.Therapists;

/// <summary>Conditions on therapists that more than one use case has.</summary>
internal static class TherapistConditions
{
    /// <summary>Those whom clients may see and be matched with.</summary>
    public static IQueryable<Therapist> WithShown(this IQueryable<Therapist> therapists) =>
        therapists.Where(t => t.LeftAt == null && (t.State == CredentialState.Verified || t.State == CredentialState.NotRequired));
}

using System.Linq.Expressions;
using Monolith.Matching.Domain;

namespace Monolith.Matching.Application.Therapists;

/// <summary>Conditions on therapists that more than one use case has.</summary>
internal static class TherapistConditions
{
    /// <summary>Whether clients may see and be matched with the therapist.</summary>
    public static readonly Expression<Func<Therapist, bool>> IsShown =
        t => t.LeftAt == null && (t.State == CredentialState.Verified || t.State == CredentialState.NotRequired);

    /// <summary>Those whom clients may see and be matched with.</summary>
    public static IQueryable<Therapist> WithShown(this IQueryable<Therapist> therapists) => therapists.Where(IsShown);
}

using System.Linq.Expressions;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Domain;

namespace Monolith.Matching.Application.Therapists;

/// <summary>The columns of a therapist that clients may see, sealed as they are stored. Nothing else is read for them.</summary>
internal sealed record PublicTherapist(
    Guid Id,
    Sealed<string> DisplayName,
    Sealed<string> Bio,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Approaches,
    CredentialState State,
    bool DemographicsPublic,
    Sealed<DemographicContent>? Demographics)
{
    public static readonly Expression<Func<Therapist, PublicTherapist>> Columns = t => new PublicTherapist(
        t.Id, t.DisplayName, t.Bio, t.Languages, t.Approaches, t.State, t.DemographicsPublic, t.Demographics);

    private static readonly Func<Therapist, PublicTherapist> Compiled = Columns.Compile();

    /// <summary>A loaded therapist's.</summary>
    public static PublicTherapist Of(Therapist therapist) => Compiled(therapist);
}

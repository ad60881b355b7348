using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Matching.Domain;

/// <summary>How far the check of a therapist's credentials is.</summary>
internal enum CredentialState
{
    /// <summary>Nobody has looked yet, or they changed since.</summary>
    Pending,

    /// <summary>Checked and good.</summary>
    Verified,

    /// <summary>Checked and not accepted.</summary>
    Rejected,

    /// <summary>The profile of this service asks for no check (M-03).</summary>
    NotRequired,
}

/// <summary>
/// A provider of sessions, as clients may find and know them. Its id is the therapist's account. Clients see it only while
/// <see cref="IsShown"/> (CA-2.14).
/// </summary>
internal sealed class Therapist : Entity, IPersonal, ISubmission
{
    private readonly List<TherapistSpecialisation> specialisations = [];

    private Therapist()
    {
    }

    public Guid SubjectId => Id;

    /// <inheritdoc/>
    public Guid GivenBy => Id;

    /// <inheritdoc/>
    public int? PolicyVersion { get; private set; }

    public Sealed<string> DisplayName { get; private set; } = null!; // The factory or the database sets it.

    public Sealed<string> Bio { get; private set; } = null!; // The factory or the database sets it.

    public List<string> Languages { get; private set; } = [];

    public List<string> Approaches { get; private set; } = [];

    public IReadOnlyCollection<TherapistSpecialisation> Specialisations => specialisations;

    public Sealed<CredentialContent>? Credentials { get; private set; }

    public Sealed<DemographicContent>? Demographics { get; private set; }

    public bool DemographicsPublic { get; private set; }

    /// <summary>For searches; only when the therapist made the demographics public.</summary>
    public TherapistGender? PublicGender { get; private set; }

    public Sealed<List<PracticeField>>? Practice { get; private set; }

    public CredentialState State { get; private set; }

    public DateTime SubmittedAt { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public Sealed<string>? DecisionReference { get; private set; }

    /// <summary>When the account was closed; the profile is no longer shown.</summary>
    public DateTime? LeftAt { get; private set; }

    /// <summary>Whether clients may see and be matched with the therapist.</summary>
    public bool IsShown => LeftAt is null && State is CredentialState.Verified or CredentialState.NotRequired;

    /// <summary>A first profile.</summary>
    public static Therapist Of(Guid accountId) => new() { Id = accountId };

    /// <summary>Takes a profile over. Whoever changes credentials is checked again.</summary>
    /// <param name="content">The profile.</param>
    /// <param name="known">The specialisations it names.</param>
    /// <param name="sameCredentials">Whether the credentials are those already there.</param>
    /// <param name="checkRequired">Whether this service checks credentials.</param>
    /// <param name="now">The instant, UTC.</param>
    public void Submit(ProfileContent content, IReadOnlyList<Specialisation> known, bool sameCredentials, bool checkRequired, DateTime now)
    {
        (DisplayName, Bio) = (Sealed.Of(content.DisplayName), Sealed.Of(content.Bio));
        (Languages, Approaches) = (content.Languages, content.Approaches);
        specialisations.RemoveAll(mine => known.All(s => s.Id != mine.SpecialisationId));
        specialisations.AddRange(known.Where(s => specialisations.All(mine => mine.SpecialisationId != s.Id)).Select(s => new TherapistSpecialisation(Id, s.Id)));
        Demographics = content.Demographics is { } demographics ? Sealed.Of(demographics) : null;
        DemographicsPublic = content.DemographicsPublic;
        PublicGender = content.DemographicsPublic ? content.Demographics?.Gender : null;
        Practice = content.Practice.Count > 0 ? Sealed.Of(content.Practice) : null;
        SubmittedAt = now;
        if (!sameCredentials || State is CredentialState.NotRequired || DecidedAt is null)
        {
            Credentials = content.Credentials is { } credentials ? Sealed.Of(credentials) : null;
            (State, DecidedAt, DecidedBy) = (checkRequired ? CredentialState.Pending : CredentialState.NotRequired, null, null);
        }
    }

    /// <summary>Decides the check of the credentials.</summary>
    public Result<Therapist> Decide(bool accepted, string reference, Guid verifierId, DateTime now)
    {
        if (State is CredentialState.NotRequired || Credentials is null)
        {
            return new IllegalState("There are no credentials to check.");
        }

        State = accepted ? CredentialState.Verified : CredentialState.Rejected;
        (DecidedAt, DecidedBy, DecisionReference) = (now, verifierId, Sealed.Of(reference));
        return this;
    }

    /// <summary>The account was closed.</summary>
    public void Leave(DateTime now) => LeftAt ??= now;
}

using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Domain;

namespace Monolith.Matching.Application.Therapists;

/// <summary>A provider of sessions.</summary>
/// <param name="Id">The therapist's account.</param>
/// <param name="Label">What this service calls its providers (M-01).</param>
/// <param name="Languages">Languages spoken, in lower case.</param>
/// <param name="Approaches">Ways of working, in lower case.</param>
/// <param name="Verified">Whether the credentials were checked and accepted.</param>
/// <param name="Demographics">Null unless the therapist made them public, or asks.</param>
/// <param name="Credentials">Only for the therapist and whoever checks credentials.</param>
/// <param name="CredentialState">How far the check is; only for the therapist and whoever checks credentials.</param>
/// <param name="Practice">Other facts of the practice; only for the therapist.</param>
internal sealed record TherapistView(
    Guid Id,
    string Label,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Approaches,
    bool Verified,
    DemographicsView? Demographics = null,
    CredentialsView? Credentials = null,
    CredentialState? CredentialState = null,
    IReadOnlyList<PracticeFieldView>? Practice = null)
{
    // Opened for those who ask: a page of therapists without their biographies costs none.
    private readonly Sealed<string>? name;
    private readonly Sealed<string>? biography;

    private TherapistView(PublicTherapist therapist, MatchingPolicy policy)
        : this(therapist.Id, policy.Provider.Label, therapist.Languages, therapist.Approaches, therapist.State is Domain.CredentialState.Verified) =>
        (name, biography) = (therapist.DisplayName, therapist.Bio);

    /// <summary>The name clients see.</summary>
    public string DisplayName { get => name?.Open() ?? ""; init => name = Sealed.Of(value); }

    /// <summary>What the therapist says about the work.</summary>
    public string Bio { get => biography?.Open() ?? ""; init => biography = Sealed.Of(value); }

    /// <summary>Whether the caller sees more of a therapist than clients do.</summary>
    public static bool SeesMore(ICurrentUser user, Guid id) => user.Id == id || user.Role is Role.CredentialVerifier or Role.Administrator;

    /// <summary>What clients see.</summary>
    public static async ValueTask<TherapistView> PublicAsync(PublicTherapist therapist, IVault vault, MatchingPolicy policy, CancellationToken cancellationToken)
    {
        await vault.UnlockAsync(therapist.DisplayName.At(therapist.Id, therapist.Id), cancellationToken);
        await vault.UnlockAsync(therapist.Bio.At(therapist.Id, therapist.Id), cancellationToken);
        return new(therapist, policy)
        {
            Demographics = therapist is { DemographicsPublic: true, Demographics: { } shown }
                ? DemographicsView.Of(await vault.OpenAsync(shown.At(therapist.Id, therapist.Id), cancellationToken)) : null,
        };
    }

    /// <summary>What those who check credentials see.</summary>
    public static async Task<TherapistView> ForVerifierAsync(Therapist therapist, IVault vault, MatchingPolicy policy, CancellationToken cancellationToken) =>
        await PublicAsync(PublicTherapist.Of(therapist), vault, policy, cancellationToken) with
        {
            Credentials = therapist.Credentials is { } sealedOnes ? CredentialsView.Of(await vault.OpenAsync(sealedOnes, cancellationToken)) : null,
            CredentialState = therapist.State,
        };

    /// <summary>What the therapist sees.</summary>
    public static async Task<TherapistView> OwnAsync(Therapist therapist, IVault vault, MatchingPolicy policy, CancellationToken cancellationToken) =>
        await ForVerifierAsync(therapist, vault, policy, cancellationToken) with
        {
            Demographics = therapist.Demographics is { } demographics ? DemographicsView.Of(await vault.OpenAsync(demographics, cancellationToken)) : null,
            Practice = therapist.Practice is { } practice
                ? [.. (await vault.OpenAsync(practice, cancellationToken)).Select(f => new PracticeFieldView(f.Name, f.Text))]
                : [],
        };
}

/// <summary>Who a therapist is beside the profession.</summary>
/// <param name="Gender">Gender.</param>
/// <param name="YearOfBirth">Year of birth.</param>
/// <param name="Region">Where the therapist comes from.</param>
internal sealed record DemographicsView(TherapistGender? Gender, int? YearOfBirth, string? Region)
{
    public static DemographicsView Of(DemographicContent content) => new(content.Gender, content.YearOfBirth, content.Region);
}

/// <summary>What a therapist is qualified by.</summary>
/// <param name="Qualification">Degree or training.</param>
/// <param name="RegistrationNumber">Number in the register of the profession.</param>
/// <param name="RegisteredWith">Who keeps the register.</param>
internal sealed record CredentialsView(string Qualification, string? RegistrationNumber, string? RegisteredWith)
{
    public static CredentialsView Of(CredentialContent content) => new(content.Qualification, content.RegistrationNumber, content.RegisteredWith);
}

/// <summary>A fact of the practice.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Text">What it says.</param>
internal sealed record PracticeFieldView(string Name, string Text);

/// <summary>Something therapists specialise in.</summary>
/// <param name="Name">The tag, in lower case.</param>
internal sealed record SpecialisationView(string Name);

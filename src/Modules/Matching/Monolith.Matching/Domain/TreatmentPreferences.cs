using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Matching.Domain;

/// <summary>What a client wishes of a therapist; health information (CA-2.10).</summary>
internal sealed record PreferenceContent(
    IReadOnlyList<string> Specialisations, IReadOnlyList<string> Approaches, IReadOnlyList<string> Languages, TherapistGender? Gender, string? Note)
{
    private const int LongestNote = 2000;

    /// <summary>Refuses wishes that say nothing, or too much.</summary>
    public Refusal? Check() =>
        Specialisations.Count + Approaches.Count + Languages.Count == 0 && Gender is null
            ? new FieldRequired("specialisations", "State at least one wish: a specialisation, an approach, a language or a gender.")
        : Note?.Length > LongestNote ? new FieldRequired("note", $"At most {LongestNote} characters.")
        : null;
}

/// <summary>A client's wishes. Its id is the client's account.</summary>
internal sealed class TreatmentPreferences : Entity, IPersonal, ISubmission
{
    private TreatmentPreferences()
    {
    }

    public Guid SubjectId => Id;

    /// <inheritdoc/>
    public Guid GivenBy => Id;

    /// <inheritdoc/>
    public int? PolicyVersion { get; private set; }

    public Sealed<PreferenceContent> Content { get; private set; } = null!; // The factory or the database sets it.

    public DateTime StatedAt { get; private set; }

    /// <summary>When the consent they rest on was taken back: they are kept and no longer used until stated again.</summary>
    public DateTime? UnusedSinceAt { get; private set; }

    /// <summary>No wishes yet.</summary>
    public static TreatmentPreferences Of(Guid clientId) => new() { Id = clientId };

    /// <summary>States the wishes anew.</summary>
    public void State(PreferenceContent content, DateTime now) => (Content, StatedAt, UnusedSinceAt) = (Sealed.Of(content), now, null);

    /// <summary>Consent was taken back.</summary>
    public void StopUse(DateTime now) => UnusedSinceAt ??= now;
}

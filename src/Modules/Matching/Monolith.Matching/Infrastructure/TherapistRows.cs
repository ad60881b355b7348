using Monolith.BuildingBlocks.Storage;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Application.Therapists;
using Monolith.Matching.Domain;

namespace Monolith.Matching.Infrastructure;

/// <summary>Therapists whom clients may see, past Entity Framework (<see cref="DirectReads"/>): the columns that clients see, sealed as they are stored.</summary>
internal sealed class TherapistRows(DirectReads reads)
{
    // As TherapistConditions.IsShown has it.
    private const string Shown =
        "SELECT id, display_name, bio, languages, approaches, state, demographics_public, demographics FROM matching.therapist WHERE left_at IS NULL AND state IN ('Verified', 'NotRequired')";

    private const string ById = Shown + " AND id = $1";
    private const string ByIds = Shown + " AND id = ANY($1)";
    private const string After = Shown + " AND id > $1 ORDER BY id LIMIT $2";

    private const string Specialised =
        "SELECT own.therapist_id, one.name FROM matching.therapist_specialisation own JOIN matching.specialisation one ON one.id = own.specialisation_id WHERE own.therapist_id = ANY($1) ORDER BY one.name";

    private static readonly SealedColumn DisplayName = SealedColumn.Of("matching_therapist", "display_name", DataClass.Provider);
    private static readonly SealedColumn Bio = SealedColumn.Of("matching_therapist", "bio", DataClass.Provider);
    private static readonly SealedColumn Demographics = SealedColumn.Of("matching_therapist", "demographics", DataClass.Provider);

    /// <summary>One.</summary>
    public async ValueTask<PublicTherapist?> ShownAsync(Guid id, CancellationToken cancellationToken) =>
        (await reads.ReadAsync(ById, [id], Read, cancellationToken)).SingleOrDefault();

    /// <summary>Those of these.</summary>
    public ValueTask<List<PublicTherapist>> ShownAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        reads.ReadByIdsAsync(ByIds, ids, Read, cancellationToken);

    /// <summary>By how long they are here, after this one; <see cref="Guid.Empty"/> begins at the first.</summary>
    public ValueTask<List<PublicTherapist>> ShownAfterAsync(Guid after, int most, CancellationToken cancellationToken) =>
        reads.ReadAsync(After, [after, most], Read, cancellationToken);

    /// <summary>Therapists with the names of their specialisations, by name.</summary>
    public ValueTask<List<(Guid TherapistId, string Name)>> SpecialisationsAsync(IReadOnlyCollection<Guid> therapistIds, CancellationToken cancellationToken) =>
        reads.ReadByIdsAsync(Specialised, therapistIds, static row => (row.Id(0), row.Text(1)), cancellationToken);

    private static PublicTherapist Read(StoredRow row) => new(
        row.Id(0),
        DisplayName.Stored<string>(row.Bytes(1)!),
        Bio.Stored<string>(row.Bytes(2)!),
        row.Texts(3),
        row.Texts(4),
        row.Word<CredentialState>(5),
        row.Flag(6),
        row.Bytes(7) is { } demographics ? Demographics.Stored<DemographicContent>(demographics) : null);
}

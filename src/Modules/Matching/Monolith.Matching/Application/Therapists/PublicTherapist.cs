using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Therapists;

/// <summary>The columns of a therapist that clients may see, sealed as they are stored. Nothing else is read for them.</summary>
internal sealed record PublicTherapist(
    Guid Id,
    Sealed<string> DisplayName,
    Sealed<string> Bio,
    List<string> Languages,
    List<string> Approaches,
    CredentialState State,
    bool DemographicsPublic,
    Sealed<DemographicContent>? Demographics)
{
    public static readonly Expression<Func<Therapist, PublicTherapist>> Columns = t => new PublicTherapist(
        t.Id, t.DisplayName, t.Bio, t.Languages, t.Approaches, t.State, t.DemographicsPublic, t.Demographics);

    private static readonly Func<Therapist, PublicTherapist> Compiled = Columns.Compile();

    // A compiled query serves one model; a process with two databases, as tests are, has two.
    private static readonly ConditionalWeakTable<IModel, Queries> Known = [];

    /// <summary>A loaded therapist's.</summary>
    public static PublicTherapist Of(Therapist therapist) => Compiled(therapist);

    /// <summary>One whom clients may see.</summary>
    public static Task<PublicTherapist?> ShownAsync(MatchingDbContext db, Guid id, CancellationToken cancellationToken) => On(db).ById(db, id, cancellationToken);

    /// <summary>Those whom clients may see, by how long they are here, after this one; <see cref="Guid.Empty"/> begins at the first.</summary>
    public static async Task<List<PublicTherapist>> ShownAfterAsync(MatchingDbContext db, Guid after, int most, CancellationToken cancellationToken) =>
        await On(db).After(db, after, most).ToListAsync(cancellationToken);

    private static Queries On(MatchingDbContext db) => Known.GetValue(db.Model, static _ => new Queries());

    private sealed class Queries
    {
        public Func<MatchingDbContext, Guid, CancellationToken, Task<PublicTherapist?>> ById { get; } = EF.CompileAsyncQuery(
            (MatchingDbContext db, Guid id, CancellationToken _) => db.Therapists.Where(TherapistConditions.IsShown).Where(t => t.Id == id).Select(Columns).SingleOrDefault());

        public Func<MatchingDbContext, Guid, int, IAsyncEnumerable<PublicTherapist>> After { get; } = EF.CompileAsyncQuery(
            (MatchingDbContext db, Guid after, int most) =>
                db.Therapists.Where(TherapistConditions.IsShown).Where(t => t.Id.CompareTo(after) > 0).OrderBy(t => t.Id).Select(Columns).Take(most));
    }
}

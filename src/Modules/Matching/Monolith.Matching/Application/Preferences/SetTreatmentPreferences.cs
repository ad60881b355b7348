using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Preferences;

/// <summary>States what the caller wishes of a therapist; health information, which needs the consent to it (CA-2.10, CA-12.2).</summary>
/// <param name="Specialisations">Topics.</param>
/// <param name="Approaches">Ways of working.</param>
/// <param name="Languages">Languages.</param>
/// <param name="Gender">Gender of the therapist.</param>
/// <param name="Note">Anything else, up to 2,000 characters; people read it, the ranking does not.</param>
[Mutation, Allow(Role.Client), Idempotent, OwnData(DataClass.Health, AccessMode.Write, Purpose.Matching)]
internal sealed record SetTreatmentPreferences(
    IReadOnlyList<string>? Specialisations = null,
    IReadOnlyList<string>? Approaches = null,
    IReadOnlyList<string>? Languages = null,
    TherapistGender? Gender = null,
    string? Note = null) : ICommand<TreatmentPreferencesView>;

/// <summary>What a client wishes of a therapist.</summary>
/// <param name="Specialisations">Topics.</param>
/// <param name="Approaches">Ways of working.</param>
/// <param name="Languages">Languages.</param>
/// <param name="Gender">Gender of the therapist.</param>
/// <param name="Note">Anything else.</param>
/// <param name="StatedAt">When they were stated, UTC.</param>
internal sealed record TreatmentPreferencesView(
    IReadOnlyList<string> Specialisations, IReadOnlyList<string> Approaches, IReadOnlyList<string> Languages, TherapistGender? Gender, string? Note, DateTime StatedAt)
{
    public static TreatmentPreferencesView Of(PreferenceContent content, DateTime statedAt) =>
        new(content.Specialisations, content.Approaches, content.Languages, content.Gender, content.Note, statedAt);
}

internal sealed class SetTreatmentPreferencesHandler(MatchingDbContext db, ICurrentUser user, MatchingPolicy policy, TimeProvider clock)
    : ICommandHandler<SetTreatmentPreferences, TreatmentPreferencesView>
{
    public async Task<Result<TreatmentPreferencesView>> Handle(SetTreatmentPreferences command, CancellationToken cancellationToken)
    {
        if (!policy.Matching.Preferences)
        {
            return new FeatureDisabled("Stating treatment preferences");
        }

        var specialisations = Tag.ParseAll(command.Specialisations, "specialisations");
        var approaches = Tag.ParseAll(command.Approaches, "approaches");
        var languages = Tag.ParseAll(command.Languages, "languages");
        if ((specialisations.Refusal ?? approaches.Refusal ?? languages.Refusal) is { } malformed)
        {
            return malformed;
        }

        var content = new PreferenceContent(specialisations.Value, approaches.Value, languages.Value, command.Gender, command.Note?.Trim());
        if (content.Check() is { } refusal)
        {
            return refusal;
        }

        var preferences = await db.Preferences.SingleOrDefaultAsync(p => p.Id == user.Id, cancellationToken);
        if (preferences is null)
        {
            preferences = TreatmentPreferences.Of(user.Id);
            db.Preferences.Add(preferences);
        }

        preferences.State(content, clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellationToken);
        return TreatmentPreferencesView.Of(content, preferences.StatedAt);
    }
}

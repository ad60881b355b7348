using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Therapists;

/// <summary>
/// Submits the caller's profile as a therapist, or replaces it (CA-2.14 to CA-2.19). Clients see it once the credentials are verified;
/// changed credentials are verified again.
/// </summary>
/// <param name="DisplayName">The name clients see, 1 to 80 characters.</param>
/// <param name="Bio">About the work, up to 4,000 characters.</param>
/// <param name="Languages">Languages spoken, such as <c>en</c> or <c>hindi</c>.</param>
/// <param name="Specialisations">Topics, such as <c>anxiety</c>.</param>
/// <param name="Approaches">Ways of working, such as <c>cbt</c>.</param>
/// <param name="Credentials">What qualifies the caller; required where the service checks credentials.</param>
/// <param name="Demographics">Who the caller is beside the profession.</param>
/// <param name="DemographicsPublic">Whether clients see the demographics and may search by gender.</param>
/// <param name="Practice">Anything else about the practice.</param>
[Mutation, Allow(Role.Therapist), Idempotent, OwnData(DataClass.Provider, AccessMode.Write, Purpose.ServiceDelivery)]
internal sealed record SubmitTherapistProfile(
    string DisplayName,
    string Bio,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Specialisations,
    IReadOnlyList<string> Approaches,
    CredentialsInput? Credentials = null,
    DemographicsInput? Demographics = null,
    bool DemographicsPublic = false,
    IReadOnlyList<PracticeFieldInput>? Practice = null) : ICommand<TherapistView>;

/// <summary>What a therapist is qualified by.</summary>
/// <param name="Qualification">Degree or training.</param>
/// <param name="RegistrationNumber">Number in the register of the profession.</param>
/// <param name="RegisteredWith">Who keeps the register.</param>
internal sealed record CredentialsInput(string Qualification, string? RegistrationNumber = null, string? RegisteredWith = null);

/// <summary>Who a therapist is beside the profession.</summary>
/// <param name="Gender">Gender.</param>
/// <param name="YearOfBirth">Year of birth.</param>
/// <param name="Region">Where the therapist comes from.</param>
internal sealed record DemographicsInput(TherapistGender? Gender = null, int? YearOfBirth = null, string? Region = null);

/// <summary>A fact of the practice.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Text">What it says.</param>
internal sealed record PracticeFieldInput(string Name, string Text);

internal sealed class SubmitTherapistProfileHandler(MatchingDbContext db, IVault vault, ICurrentUser user, MatchingPolicy policy, TimeProvider clock)
    : ICommandHandler<SubmitTherapistProfile, TherapistView>
{
    public async Task<Result<TherapistView>> Handle(SubmitTherapistProfile command, CancellationToken cancellationToken)
    {
        var parsed = Parse(command);
        if (parsed.Refusal is { } malformed)
        {
            return malformed;
        }

        var content = parsed.Value;
        if (policy.Provider.Verification && content.Credentials is null)
        {
            return new FieldRequired("credentials", "Credentials are checked here; say what qualifies you.");
        }

        var therapist = await db.Therapists.Include(t => t.Specialisations).SingleOrDefaultAsync(t => t.Id == user.Id, cancellationToken);
        var known = await KnownAsync(content.Specialisations, cancellationToken);
        var same = therapist?.Credentials is { } earlier && await vault.OpenAsync(earlier, cancellationToken) == content.Credentials;
        if (therapist is null)
        {
            therapist = Therapist.Of(user.Id);
            db.Therapists.Add(therapist);
        }

        therapist.Submit(content, known, same, policy.Provider.Verification, clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellationToken);
        return await TherapistView.OwnAsync(therapist, vault, policy, cancellationToken);
    }

    private static Result<ProfileContent> Parse(SubmitTherapistProfile command)
    {
        var languages = Tag.ParseAll(command.Languages, "languages");
        var approaches = Tag.ParseAll(command.Approaches, "approaches");
        var specialisations = Tag.ParseAll(command.Specialisations, "specialisations");
        if ((languages.Refusal ?? approaches.Refusal ?? specialisations.Refusal) is { } malformed)
        {
            return malformed;
        }

        var content = new ProfileContent(
            command.DisplayName.Trim(), command.Bio.Trim(), languages.Value, approaches.Value, specialisations.Value,
            command.Credentials is { } c ? new CredentialContent(c.Qualification, c.RegistrationNumber, c.RegisteredWith) : null,
            command.Demographics is { } d ? new DemographicContent(d.Gender, d.YearOfBirth, d.Region) : null,
            command.DemographicsPublic,
            [.. (command.Practice ?? []).Select(p => new PracticeField(p.Name, p.Text))]);
        return content.Check() is { } refusal ? refusal : content;
    }

    private async Task<List<Specialisation>> KnownAsync(List<string> names, CancellationToken cancellationToken)
    {
        var known = await db.Specialisations.Where(s => names.Contains(s.Name)).ToListAsync(cancellationToken);
        List<Specialisation> added = [.. names.Except(known.Select(s => s.Name)).Select(name => new Specialisation(name))];
        db.Specialisations.AddRange(added);
        return [.. known, .. added];
    }
}

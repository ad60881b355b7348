using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Grievance.Contracts.Events;
using Monolith.Matching.Application;
using Monolith.Matching.Application.Integration;
using Monolith.Matching.Application.Matches;
using Monolith.Matching.Contracts;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;
using Monolith.Therapy.Contracts.Events;
using ConsentWithdrawn = Monolith.Consent.Contracts.Events.ConsentWithdrawn;

namespace Monolith.Matching;

/// <summary>The Matching module: therapists as clients find them, when they are free, what clients wish for, and who works with whom.</summary>
public static class MatchingModule
{
    /// <summary>The faults of the profile's section <c>matching</c>; empty when the module can start under it.</summary>
    public static IReadOnlyList<ProfileFault> CheckProfile(PolicyProfile profile) => profile.Check<MatchingPolicy>("matching");

    /// <summary>Adds the module. The container has the <see cref="PolicyProfile"/>.</summary>
    public static IServiceCollection AddMatching(this IServiceCollection services) => services.AddModule<MatchingDbContext>("matching", m =>
    {
        m.Services.AddSingleton(p => p.GetRequiredService<PolicyProfile>().Section<MatchingPolicy>("matching")).AddScoped<CandidateSearch>();
        m.Services.AddSingleton<TherapistRows>();
        m.Answers<IMatchFacts, MatchFacts>();
        m.Grants<MatchedTherapistGrant>().Grants<CredentialCheckGrant>().Holds<MatchingHoldings>().Runs<TherapistRetention>();
        m.Listens<HealthIntakeRecorded, NoteIntake>().Listens<ConsentWithdrawn, StopUseOfWishes>().Listens<AccountClosed, LeaveWithAccount>().Listens<ErasureOrdered, EraseMatching>().Listens<ErasureSettled, EraseMatching>();
        m.Conflict("ux_match_active", () => new AlreadyMatched()).Conflict("matching_match.client_id,matching_match.therapist_id", () => new AlreadyMatched());
        m.Conflict("ux_specialisation_name", () => new Conflict()).Conflict("matching_specialisation.name", () => new Conflict());
        m.Conflict("therapist_specialisation_pkey", () => new Conflict())
            .Conflict("matching_therapist_specialisation.therapist_id,matching_therapist_specialisation.specialisation_id", () => new Conflict());
        m.Conflict("therapist_pkey", () => new Conflict()).Conflict("matching_therapist.id", () => new Conflict());
        m.Conflict("availability_pkey", () => new Conflict()).Conflict("matching_availability.id", () => new Conflict());
        m.Conflict("treatment_preferences_pkey", () => new Conflict()).Conflict("matching_treatment_preferences.id", () => new Conflict());
    });
}

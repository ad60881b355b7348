using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Matching.Domain;

namespace Monolith.Matching.Infrastructure;

/// <summary>Matching's tables.</summary>
internal sealed class MatchingDbContext(DbContextOptions<MatchingDbContext> options) : ModuleDbContext(options)
{
    public DbSet<Therapist> Therapists => Set<Therapist>();

    public DbSet<Specialisation> Specialisations => Set<Specialisation>();

    public DbSet<TherapistSpecialisation> TherapistSpecialisations => Set<TherapistSpecialisation>();

    public DbSet<Availability> Availabilities => Set<Availability>();

    public DbSet<TreatmentPreferences> Preferences => Set<TreatmentPreferences>();

    public DbSet<MatchRequest> Requests => Set<MatchRequest>();

    public DbSet<Match> Matches => Set<Match>();

    public DbSet<ErasureRecord> Erasures => Set<ErasureRecord>();

    public DbSet<IntakeOnRecord> IntakesOnRecord => Set<IntakeOnRecord>();

    protected override string Schema => "matching";
}

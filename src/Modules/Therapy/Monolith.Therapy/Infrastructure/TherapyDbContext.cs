using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Therapy.Domain;

namespace Monolith.Therapy.Infrastructure;

/// <summary>Therapy's tables.</summary>
internal sealed class TherapyDbContext(DbContextOptions<TherapyDbContext> options) : ModuleDbContext(options)
{
    public DbSet<Appointment> Appointments => Set<Appointment>();

    public DbSet<HealthIntake> Intakes => Set<HealthIntake>();

    public DbSet<SessionNote> Notes => Set<SessionNote>();

    public DbSet<NoteRevision> Revisions => Set<NoteRevision>();

    public DbSet<SessionSummary> Summaries => Set<SessionSummary>();

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<SafetyConcern> Concerns => Set<SafetyConcern>();

    public DbSet<Resource> Resources => Set<Resource>();

    public DbSet<Offering> Offerings => Set<Offering>();

    public DbSet<Enrolment> Enrolments => Set<Enrolment>();

    public DbSet<ErasureRecord> Erasures => Set<ErasureRecord>();

    protected override string Schema => "therapy";
}

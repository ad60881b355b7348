using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.BuildingBlocks.Vault;
using Monolith.Therapy.Domain;

namespace Monolith.Therapy.Infrastructure;

internal sealed class AppointmentConfiguration : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.Property(a => a.CancelReason).IsSealed(DataClass.Health);
        builder.Property(a => a.JoinReference).IsSealed(DataClass.Health);
        builder.Ignore(a => a.Outcome);
    }
}

internal sealed class HealthIntakeConfiguration : IEntityTypeConfiguration<HealthIntake>
{
    public void Configure(EntityTypeBuilder<HealthIntake> builder) => builder.Property(i => i.Content).IsSealed(DataClass.Health);
}

internal sealed class SessionNoteConfiguration : IEntityTypeConfiguration<SessionNote>
{
    public void Configure(EntityTypeBuilder<SessionNote> builder) => builder.HasMany(n => n.Revisions).WithOne().HasForeignKey(r => r.NoteId);
}

internal sealed class NoteRevisionConfiguration : IEntityTypeConfiguration<NoteRevision>
{
    public void Configure(EntityTypeBuilder<NoteRevision> builder) => builder.Property(r => r.Text).IsSealed(DataClass.Health);
}

internal sealed class SessionSummaryConfiguration : IEntityTypeConfiguration<SessionSummary>
{
    public void Configure(EntityTypeBuilder<SessionSummary> builder) => builder.Property(s => s.Text).IsSealed(DataClass.Health);
}

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder) => builder.Property(m => m.Text).IsSealed(DataClass.Communication);
}

internal sealed class SafetyConcernConfiguration : IEntityTypeConfiguration<SafetyConcern>
{
    public void Configure(EntityTypeBuilder<SafetyConcern> builder) => builder.Property(c => c.Words).IsSealed(DataClass.Health);
}

internal sealed class ResourceConfiguration : IEntityTypeConfiguration<Resource>
{
    public void Configure(EntityTypeBuilder<Resource> builder) => builder.HasKey(r => r.Id);
}

internal sealed class OfferingConfiguration : IEntityTypeConfiguration<Offering>
{
    public void Configure(EntityTypeBuilder<Offering> builder) => builder.HasKey(o => o.Id);
}

internal sealed class EnrolmentConfiguration : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> builder) => builder.HasIndex(e => new { e.OfferingId, e.ClientId });
}

internal sealed class ErasureRecordConfiguration : IEntityTypeConfiguration<ErasureRecord>
{
    public void Configure(EntityTypeBuilder<ErasureRecord> builder) => builder.HasKey(r => r.Id);
}

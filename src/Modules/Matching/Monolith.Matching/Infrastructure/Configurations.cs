using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Domain;

namespace Monolith.Matching.Infrastructure;

internal sealed class TherapistConfiguration : IEntityTypeConfiguration<Therapist>
{
    public void Configure(EntityTypeBuilder<Therapist> builder)
    {
        builder.Property(t => t.DisplayName).IsSealed(DataClass.Provider);
        builder.Property(t => t.Bio).IsSealed(DataClass.Provider);
        builder.Property(t => t.Credentials).IsSealed(DataClass.Provider);
        builder.Property(t => t.Demographics).IsSealed(DataClass.Provider);
        builder.Property(t => t.Practice).IsSealed(DataClass.Provider);
        builder.Property(t => t.DecisionReference).IsSealed(DataClass.Provider);
        builder.Ignore(t => t.IsShown);
        builder.HasMany(t => t.Specialisations).WithOne().HasForeignKey(s => s.TherapistId);
    }
}

internal sealed class SpecialisationConfiguration : IEntityTypeConfiguration<Specialisation>
{
    public void Configure(EntityTypeBuilder<Specialisation> builder) => builder.HasKey(s => s.Id);
}

internal sealed class TherapistSpecialisationConfiguration : IEntityTypeConfiguration<TherapistSpecialisation>
{
    public void Configure(EntityTypeBuilder<TherapistSpecialisation> builder)
    {
        builder.HasKey(s => new { s.TherapistId, s.SpecialisationId });
        builder.HasOne(s => s.Specialisation).WithMany().HasForeignKey(s => s.SpecialisationId);
    }
}

internal sealed class AvailabilityConfiguration : IEntityTypeConfiguration<Availability>
{
    public void Configure(EntityTypeBuilder<Availability> builder)
    {
        builder.Property(a => a.Week).HasConversion(new AsJson<List<WeeklyWindow>>(), new ByReference<List<WeeklyWindow>>());
        builder.Property(a => a.Exceptions).HasConversion(new AsJson<List<DayException>>(), new ByReference<List<DayException>>());
    }

    private sealed class AsJson<T>() : ValueConverter<T, string>(
        value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default), text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Default)!);

    private sealed class ByReference<T>() : ValueComparer<T>((one, other) => ReferenceEquals(one, other), value => value!.GetHashCode(), value => value)
        where T : class;
}

internal sealed class TreatmentPreferencesConfiguration : IEntityTypeConfiguration<TreatmentPreferences>
{
    public void Configure(EntityTypeBuilder<TreatmentPreferences> builder) => builder.Property(p => p.Content).IsSealed(DataClass.Health);
}

internal sealed class MatchRequestConfiguration : IEntityTypeConfiguration<MatchRequest>
{
    public void Configure(EntityTypeBuilder<MatchRequest> builder) => builder.Property(r => r.Proposals).IsSealed(DataClass.Health);
}

internal sealed class MatchConfiguration : IEntityTypeConfiguration<Match>
{
    public void Configure(EntityTypeBuilder<Match> builder) => builder.HasKey(m => m.Id);
}

internal sealed class ErasureRecordConfiguration : IEntityTypeConfiguration<ErasureRecord>
{
    public void Configure(EntityTypeBuilder<ErasureRecord> builder) => builder.HasKey(r => r.Id);
}

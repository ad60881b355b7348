using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;
using Monolith.Grievance.Domain;

namespace Monolith.Grievance.Infrastructure;

/// <summary>Grievance's tables.</summary>
internal sealed class GrievanceDbContext(DbContextOptions<GrievanceDbContext> options) : ModuleDbContext(options)
{
    public DbSet<CaseFile> Cases => Set<CaseFile>();

    public DbSet<RightsRequest> Requests => Set<RightsRequest>();

    protected override string Schema => "grievance";
}

internal sealed class CaseFileConfiguration : IEntityTypeConfiguration<CaseFile>
{
    public void Configure(EntityTypeBuilder<CaseFile> builder)
    {
        builder.Property(c => c.Text).IsSealed(DataClass.Case);
        builder.Property(c => c.ReplyTo).IsSealed(DataClass.Case);
        builder.Property(c => c.Phone).IsSealed(DataClass.Case);
        builder.Property(c => c.Resolution).IsSealed(DataClass.Case);
    }
}

internal sealed class RightsRequestConfiguration : IEntityTypeConfiguration<RightsRequest>
{
    public void Configure(EntityTypeBuilder<RightsRequest> builder)
    {
        builder.Property(r => r.Wish).IsSealed(DataClass.Case);
        builder.Property(r => r.Explanation).IsSealed(DataClass.Case);
        builder.Property(r => r.Copy).IsSealed(DataClass.Case);
        builder.Property(r => r.Receipt).IsSealed(DataClass.Case);
        builder.HasMany(r => r.Parts).WithOne().HasForeignKey(p => p.RequestId);
    }
}

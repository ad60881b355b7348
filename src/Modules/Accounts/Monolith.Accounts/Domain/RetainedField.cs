using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Domain;

/// <summary>What a field held before its owner deleted it, kept for a time and for nobody but a privacy officer .</summary>
internal sealed class RetainedField : Entity, IPersonal
{
    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <inheritdoc/>
    public Guid SubjectId => AccountId;

    /// <summary>The field's name in the profile's register.</summary>
    public required string Field { get; init; }

    /// <summary>What it held.</summary>
    public required Sealed<string> Value { get; init; }

    /// <summary>When it was deleted.</summary>
    public required DateTime DeletedAt { get; init; }

    /// <summary>Until when the copy is kept.</summary>
    public required DateTime KeptUntilAt { get; init; }
}

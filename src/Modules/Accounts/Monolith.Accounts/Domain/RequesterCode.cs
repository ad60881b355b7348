using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Accounts.Domain;

/// <summary>The code sent to the maker of a rights request.</summary>
internal sealed class RequesterCode : Entity
{
    /// <summary>The case; unique.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The person.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of the code.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>Until when it works.</summary>
    public required DateTime EndsAt { get; init; }
}

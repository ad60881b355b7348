using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Domain;

/// <summary>A member of staff promised to keep to themselves what they learn of people .</summary>
internal sealed class ConfidentialityUndertaking : Entity
{
    /// <summary>Who; unique.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>When.</summary>
    public required DateTime SignedAt { get; init; }

    /// <summary>SHA-256 of the words that were signed.</summary>
    public required byte[] WordsHash { get; init; }
}

/// <summary>A measure against somebody who works for the provider .</summary>
internal sealed class DisciplinaryMeasure : Entity, IPersonal
{
    /// <summary>Against whom.</summary>
    public required Guid AccountId { get; init; }

    /// <inheritdoc/>
    public Guid SubjectId => AccountId;

    /// <summary>Which measure.</summary>
    public required Discipline Measure { get; init; }

    /// <summary>Why.</summary>
    public required Sealed<string> Reason { get; init; }

    /// <summary>Who decided it.</summary>
    public required Guid DecidedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTime DecidedAt { get; init; }
}

/// <summary>Measures against somebody who works for the provider.</summary>
internal enum Discipline
{
    /// <summary>A warning; nothing else changes.</summary>
    Warn,

    /// <summary>No access until it is restored.</summary>
    Suspend,

    /// <summary>No access any more; it is not restored.</summary>
    Terminate,
}

/// <summary>Staff see nobody's data before they signed the undertaking of confidentiality (TH-31).</summary>
internal sealed record UndertakingRequired() : Refusal("Sign the undertaking of confidentiality first: see signConfidentialityUndertaking.");

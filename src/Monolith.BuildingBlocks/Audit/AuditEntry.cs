using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.BuildingBlocks.Audit;

/// <summary>How an audited act ended.</summary>
public enum AuditOutcome
{
    /// <summary>Access to personal data was granted.</summary>
    Granted,

    /// <summary>Access to personal data was denied.</summary>
    Denied,

    /// <summary>Something was done that must be provable.</summary>
    Done,
}

/// <summary>One line of the audit (R78): who did what to whose data, for which purpose, and how it ended. Ids and codes only, never personal text.</summary>
public sealed class AuditEntry
{
    /// <summary>Time-ordered id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateTime OccurredAt { get; init; }

    /// <summary>Who asked; null for visitors and the platform.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>As what.</summary>
    public required Role ActorRole { get; init; }

    /// <summary>The command, query, listener or job.</summary>
    public required string Operation { get; init; }

    /// <summary>Whose data.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>Which object.</summary>
    public Guid? ObjectId { get; init; }

    /// <summary>Which class of data.</summary>
    public DataClass? DataClass { get; init; }

    /// <summary>Read or write.</summary>
    public AccessMode? Mode { get; init; }

    /// <summary>What for.</summary>
    public string? Purpose { get; init; }

    /// <summary>How it ended.</summary>
    public required AuditOutcome Outcome { get; init; }

    /// <summary>The rule that granted or refused.</summary>
    public string? Rule { get; init; }

    /// <summary>The request.</summary>
    public required string RequestId { get; init; }

    /// <summary>Codes and ids that explain it further.</summary>
    public string? Details { get; init; }
}

/// <summary>Writes audit entries that belong to no command's transaction: reads and denials.</summary>
public interface IAuditTrail
{
    /// <summary>Completes once the entries are durable; many callers share one transaction.</summary>
    Task RecordAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken);
}

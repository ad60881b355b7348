namespace Monolith.BuildingBlocks.Persistence;

/// <summary>An event told, waiting in the transaction's outbox until every listener has taken it in.</summary>
public sealed class OutboxMessage
{
    /// <summary>The message's id, the same at every delivery.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The event's full type name.</summary>
    public required string Kind { get; init; }

    /// <summary>The event as JSON: ids, enums, numbers, instants.</summary>
    public required string Body { get; init; }

    /// <summary>Keeps the order: messages of one aggregate are delivered one after another.</summary>
    public required Guid AggregateId { get; init; }

    /// <summary>When it was told.</summary>
    public required DateTime ToldAt { get; init; }

    /// <summary>When the last listener had taken it in.</summary>
    public DateTime? DeliveredAt { get; set; }

    /// <summary>Failed deliveries so far.</summary>
    public int Attempts { get; set; }

    /// <summary>When delivery was given up; a person looks at it.</summary>
    public DateTime? ParkedAt { get; set; }

    /// <summary>When to try again.</summary>
    public DateTime? RetryAt { get; set; }

    /// <summary>The last failure's type name.</summary>
    public string? Failure { get; set; }
}

/// <summary>A message a listener has taken in; it will not act on it again.</summary>
public sealed class InboxMessage
{
    /// <summary>The message.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The listener.</summary>
    public required string Listener { get; init; }

    /// <summary>When.</summary>
    public required DateTime TakenAt { get; init; }
}

/// <summary>The stored answer of a command, for those who ask again with the same key (R20, R21).</summary>
public sealed class IdempotencyRecord
{
    /// <summary>Who asked; <see cref="Guid.Empty"/> for visitors.</summary>
    public required Guid ActorId { get; init; }

    /// <summary>The command.</summary>
    public required string Operation { get; init; }

    /// <summary>The caller's key.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of the input.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>The answer, sealed.</summary>
    public required byte[] Answer { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTime HappenedAt { get; init; }
}

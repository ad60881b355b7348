using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Consent.Domain;

/// <summary>How arguing for the person's confidentiality ended.</summary>
internal enum ContestOutcome
{
    /// <summary>The court insists on all of it.</summary>
    Upheld,

    /// <summary>The court asks for less.</summary>
    Narrowed,

    /// <summary>The court took it back: nothing is disclosed.</summary>
    Quashed,

    /// <summary>It could not be contested; the reason says why.</summary>
    NotPossible,
}

/// <summary>Where a subpoena stands.</summary>
internal enum SubpoenaState
{
    /// <summary>It was received.</summary>
    Received,

    /// <summary>It was contested, or the reason why that is impossible is on record.</summary>
    Contested,

    /// <summary>What it asks for, as the court left it, was disclosed.</summary>
    Answered,
}

/// <summary>A court wants a person's data. The house argues for confidentiality before it obeys (TH-47, C-35).</summary>
internal sealed class Subpoena : Entity, IPersonal
{
    private Subpoena()
    {
    }

    /// <summary>Puts it on record.</summary>
    public Subpoena(Guid subjectId, SubpoenaWords words, Guid recordedBy, DateTime receivedAt) =>
        (SubjectId, Words, RecordedBy, ReceivedAt) = (subjectId, Sealed.Of(words), recordedBy, receivedAt);

    /// <inheritdoc/>
    public Guid SubjectId { get; private init; }

    /// <summary>Which court, its reference, and what it asks for.</summary>
    public Sealed<SubpoenaWords> Words { get; private init; } = null!; // The factory or the database sets it.

    /// <summary>Who put it on record.</summary>
    public Guid RecordedBy { get; private init; }

    /// <summary>When, UTC.</summary>
    public DateTime ReceivedAt { get; private init; }

    /// <summary>How contesting it ended; null before.</summary>
    public ContestOutcome? Outcome { get; private set; }

    /// <summary>When that was recorded, UTC.</summary>
    public DateTime? ContestedAt { get; private set; }

    /// <summary>What was argued, and what the court still asks for.</summary>
    public Sealed<ContestWords>? Contest { get; private set; }

    /// <summary>When it was answered with a disclosure, UTC.</summary>
    public DateTime? AnsweredAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public SubpoenaState State => AnsweredAt is not null ? SubpoenaState.Answered : Outcome is not null ? SubpoenaState.Contested : SubpoenaState.Received;

    /// <summary>Records how contesting ended. A later outcome, of an appeal, takes the place of an earlier one.</summary>
    public Refusal? Record(ContestOutcome outcome, ContestWords words, DateTime now)
    {
        if (AnsweredAt is not null)
        {
            return new IllegalState("The subpoena was answered.");
        }

        (Outcome, Contest, ContestedAt) = (outcome, Sealed.Of(words), now);
        return null;
    }

    /// <summary>Answers it: once, not before it was contested where that comes first, and not when the court took it back.</summary>
    public Refusal? Answer(bool contestFirst, DateTime now)
    {
        if (contestFirst && Outcome is null)
        {
            return new ContestFirst();
        }

        if (Outcome is ContestOutcome.Quashed || AnsweredAt is not null)
        {
            return new DisclosureGroundRequired(AnsweredAt is null ? "The court took the subpoena back." : "The subpoena was answered before.");
        }

        AnsweredAt = now;
        return null;
    }
}

/// <summary>The words of a subpoena.</summary>
/// <param name="Court">The court.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Scope">What it asks for.</param>
internal sealed record SubpoenaWords(string Court, string Reference, string Scope);

/// <summary>The words of a contest.</summary>
/// <param name="Reason">What was argued, or why nothing could be.</param>
/// <param name="Scope">What the court asks for now; null = all of it.</param>
internal sealed record ContestWords(string? Reason, string? Scope);

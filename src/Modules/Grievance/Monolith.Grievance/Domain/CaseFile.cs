using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;
using Monolith.Grievance.Contracts.Events;

namespace Monolith.Grievance.Domain;

/// <summary>What a case is about.</summary>
internal enum CaseKind
{
    /// <summary>A complaint, with the clocks of CA-11.</summary>
    Complaint,

    /// <summary>A question (CA-15.1).</summary>
    Enquiry,

    /// <summary>An account may be in wrong hands (CA-5.11).</summary>
    Security,

    /// <summary>Somebody under age may have an account (CA-13.5).</summary>
    Minor,
}

/// <summary>How a case stands.</summary>
internal enum CaseState
{
    /// <summary>Received.</summary>
    Received,

    /// <summary>The complainant was told that it was received.</summary>
    Acknowledged,

    /// <summary>Answered.</summary>
    Resolved,
}

/// <summary>Until when a case must be acknowledged and resolved, by the clock of its receipt.</summary>
/// <param name="Acknowledge">Null where there is no such clock.</param>
/// <param name="Resolve">The latest answer.</param>
internal sealed record Clocks(Deadline? Acknowledge, Deadline Resolve);

/// <summary>A complaint, question or report: received, acknowledged, resolved, in that order and each once.</summary>
internal sealed class CaseFile : Entity, IPersonal, ISubmission
{
    private CaseFile()
    {
    }

    /// <summary>Who filed it; the case itself where a visitor did.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>The account that filed it; null for visitors.</summary>
    public Guid? AccountId { get; private init; }

    /// <inheritdoc/>
    public Guid GivenBy => SubjectId;

    /// <inheritdoc/>
    public int? PolicyVersion { get; private set; }

    /// <summary>What it is about.</summary>
    public CaseKind Kind { get; private init; }

    /// <summary>How it stands.</summary>
    public CaseState State { get; private set; }

    /// <summary>What was written.</summary>
    public Sealed<string> Text { get; private init; } = null!; // The factory or the database sets it.

    /// <summary>Where to answer a visitor.</summary>
    public Sealed<string> ReplyTo { get; private init; } = null!; // The factory or the database sets it.

    /// <summary>Where to call, if a number was given.</summary>
    public Sealed<string>? Phone { get; private set; }

    /// <summary>The answer; empty until there is one.</summary>
    public Sealed<string> Resolution { get; private set; } = null!; // The factory or the database sets it.

    /// <summary>When it was received, UTC.</summary>
    public DateTime ReceivedAt { get; private init; }

    /// <summary>Until when it must be acknowledged, UTC.</summary>
    public DateTime? AcknowledgeByAt { get; private init; }

    /// <summary>The setting that says so.</summary>
    public string AcknowledgeRule { get; private init; } = "";

    /// <summary>Until when it must be resolved, UTC.</summary>
    public DateTime ResolveByAt { get; private init; }

    /// <summary>The setting that says so.</summary>
    public string ResolveRule { get; private init; } = "";

    /// <summary>When it was acknowledged, UTC.</summary>
    public DateTime? AcknowledgedAt { get; private set; }

    /// <summary>Whether the clock did it because nobody else had.</summary>
    public bool AcknowledgedByClock { get; private set; }

    /// <summary>When it went to the top because it was overdue, UTC.</summary>
    public DateTime? EscalatedAt { get; private set; }

    /// <summary>When it was resolved, UTC.</summary>
    public DateTime? ResolvedAt { get; private set; }

    /// <summary>When it is erased, UTC; null while it is open.</summary>
    public DateTime? KeptUntilAt { get; private set; }

    /// <summary>Receives a case.</summary>
    public static CaseFile Receive(CaseKind kind, Guid? accountId, string text, string replyTo, Clocks clocks, DateTime now)
    {
        var id = Guid.CreateVersion7();
        var file = new CaseFile
        {
            Id = id,
            SubjectId = accountId ?? id,
            AccountId = accountId,
            Kind = kind,
            Text = Sealed.Of(text),
            ReplyTo = Sealed.Of(replyTo),
            Resolution = Sealed.Of(""),
            ReceivedAt = now,
            AcknowledgeByAt = clocks.Acknowledge?.DueAt,
            AcknowledgeRule = clocks.Acknowledge?.Rule ?? "",
            ResolveByAt = clocks.Resolve.DueAt,
            ResolveRule = clocks.Resolve.Rule,
        };
        if (accountId is { } account)
        {
            file.Raise(new CaseOpened(id, account, now));
            if (kind is CaseKind.Security)
            {
                file.Raise(new SecurityConcernReported(id, account, now));
            }
        }

        return file;
    }

    /// <summary>The person can be called.</summary>
    public void CallAt(string phone) => Phone = Sealed.Of(phone);

    /// <summary>Tells the complainant that it was received.</summary>
    public Refusal? Acknowledge(DateTime now, bool byClock)
    {
        if (State is not CaseState.Received)
        {
            return new IllegalState("Only a case that was received and nothing more can be acknowledged.");
        }

        (State, AcknowledgedAt, AcknowledgedByClock) = (CaseState.Acknowledged, now, byClock);
        if (AccountId is { } account)
        {
            Raise(new GrievanceAcknowledged(Id, account, now));
        }

        return null;
    }

    /// <summary>Answers it; a case that nobody acknowledged is acknowledged with it.</summary>
    public Refusal? Resolve(string resolution, DateTime now, DateTime keptUntilAt)
    {
        if (State is CaseState.Resolved)
        {
            return new IllegalState("This case was resolved already.");
        }

        if (State is CaseState.Received)
        {
            Acknowledge(now, byClock: false);
        }

        (State, ResolvedAt, KeptUntilAt, Resolution) = (CaseState.Resolved, now, keptUntilAt, Sealed.Of(resolution));
        if (AccountId is { } account)
        {
            Raise(new GrievanceResolved(Id, account, now));
        }

        return null;
    }

    /// <summary>It is overdue and goes to the top; once.</summary>
    public void Escalate(DateTime now) => EscalatedAt ??= now;
}

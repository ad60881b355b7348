using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Domain;

/// <summary>A dangerous act that one person asked for and another has to approve (R43). The yes is to this very request, once, within a day.</summary>
internal sealed class PendingAct : Entity, IPersonal
{
    /// <summary>How long a proposal waits, and its approval with it.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private PendingAct()
    {
    }

    /// <summary>Who asked; only they can do it.</summary>
    public Guid ProposedById { get; private init; }

    /// <inheritdoc/>
    public Guid SubjectId => ProposedById;

    /// <summary>What is to be done.</summary>
    public string Operation { get; private init; } = "";

    /// <summary>SHA-256 of operation and input.</summary>
    public byte[] Fingerprint { get; private init; } = [];

    /// <summary>The input as JSON, for whoever decides.</summary>
    public Sealed<string> Input { get; private init; } = null!; // The factory or the database sets it.

    /// <summary>Roles that may decide.</summary>
    public List<string> Approvers { get; private init; } = [];

    /// <summary>When it was asked for.</summary>
    public DateTime ProposedAt { get; private init; }

    /// <summary>Until when it can be approved and done.</summary>
    public DateTime EndsAt { get; private init; }

    /// <summary>Who approved or refused it.</summary>
    public Guid? DecidedById { get; private set; }

    /// <summary>When it was approved.</summary>
    public DateTime? ApprovedAt { get; private set; }

    /// <summary>When it was refused.</summary>
    public DateTime? RefusedAt { get; private set; }

    /// <summary>When its proposer took it back.</summary>
    public DateTime? WithdrawnAt { get; private set; }

    /// <summary>When it was done.</summary>
    public DateTime? DoneAt { get; private set; }

    /// <summary>SHA-256 of the idempotency key it was done under: the same request sent again is the same act. Null without one.</summary>
    public byte[]? DoneKeyHash { get; private set; }

    /// <summary>Asks for it.</summary>
    public static PendingAct Propose(Guid by, string operation, byte[] fingerprint, string input, IReadOnlyList<Role> approvers, DateTime now) => new()
    {
        ProposedById = by, Operation = operation, Fingerprint = fingerprint, Input = Sealed.Of(input), Approvers = [.. approvers.Select(role => role.ToString())],
        ProposedAt = now, EndsAt = now + Life,
    };

    /// <summary>Where it stands.</summary>
    public PendingActState StateAt(DateTime now) =>
        DoneAt is not null ? PendingActState.Done
        : WithdrawnAt is not null ? PendingActState.Withdrawn
        : RefusedAt is not null ? PendingActState.Refused
        : now >= EndsAt ? PendingActState.Expired
        : ApprovedAt is not null ? PendingActState.Approved
        : PendingActState.Proposed;

    /// <summary>Whether this role decides about it.</summary>
    public bool IsFor(Role role) => Approvers.Contains(role.ToString());

    /// <summary>A second person says yes.</summary>
    public Refusal? Approve(Guid by, DateTime now)
    {
        if (WhyNot(by, now) is { } no)
        {
            return no;
        }

        (DecidedById, ApprovedAt) = (by, now);
        return null;
    }

    /// <summary>A second person says no.</summary>
    public Refusal? Refuse(Guid by, DateTime now)
    {
        if (WhyNot(by, now) is { } no)
        {
            return no;
        }

        (DecidedById, RefusedAt) = (by, now);
        return null;
    }

    /// <summary>Its proposer takes it back.</summary>
    public Refusal? Withdraw(DateTime now)
    {
        if (StateAt(now) is not (PendingActState.Proposed or PendingActState.Approved))
        {
            return new IllegalState("Only an act that was not done yet is taken back.");
        }

        WithdrawnAt = now;
        return null;
    }

    /// <summary>Whoever said yes may say it no more: it waits again.</summary>
    public void LoseApproval() => (DecidedById, ApprovedAt) = (null, null);

    /// <summary>It is done now, and never again.</summary>
    public void Do(byte[]? keyHash, DateTime now) => (DoneAt, DoneKeyHash) = (now, keyHash);

    private Refusal? WhyNot(Guid by, DateTime now) =>
        by == ProposedById ? new AnotherPersonRequired()
        : StateAt(now) is not PendingActState.Proposed ? new IllegalState("Only an act that waits is decided.")
        : null;
}

/// <summary>Where a dangerous act stands.</summary>
internal enum PendingActState
{
    /// <summary>It waits for a second person.</summary>
    Proposed,

    /// <summary>A second person said yes; whoever proposed it can do it.</summary>
    Approved,

    /// <summary>A second person said no.</summary>
    Refused,

    /// <summary>Its proposer took it back.</summary>
    Withdrawn,

    /// <summary>Its day is over.</summary>
    Expired,

    /// <summary>It was done.</summary>
    Done,
}

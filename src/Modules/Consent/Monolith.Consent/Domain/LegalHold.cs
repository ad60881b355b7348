using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Consent.Domain;

/// <summary>Where a hold stands.</summary>
internal enum LegalHoldState
{
    /// <summary>One person asked for it; it holds for a while without a second one.</summary>
    Requested,

    /// <summary>A second person confirmed it; it holds until it is released.</summary>
    InForce,

    /// <summary>Nobody confirmed it in time, or a second person declined it.</summary>
    Lapsed,

    /// <summary>Two people ended it.</summary>
    Released,
}

/// <summary>
/// The law wants a person's data kept: nothing of it is deleted, whatever period is over (CA-3.11, R95). Two people set a hold and two people end it.
/// It holds from the moment it is asked for, because what is deleted meanwhile cannot come back.
/// </summary>
internal sealed class LegalHold : Entity, IPersonal
{
    /// <summary>How long a hold lasts that nobody confirmed.</summary>
    public static readonly TimeSpan Unconfirmed = TimeSpan.FromHours(72);

    private LegalHold()
    {
    }

    /// <summary>Asks for it.</summary>
    public LegalHold(Guid subjectId, LegalHoldWords words, DateOnly reviewOn, Guid requestedBy, DateTime requestedAt) =>
        (SubjectId, Words, ReviewOn, RequestedBy, RequestedAt) = (subjectId, Sealed.Of(words), reviewOn, requestedBy, requestedAt);

    /// <inheritdoc/>
    public Guid SubjectId { get; private init; }

    /// <summary>Why, and under which reference.</summary>
    public Sealed<LegalHoldWords> Words { get; private init; } = null!; // The factory or the database sets it.

    /// <summary>The day on which somebody looks whether it is still needed.</summary>
    public DateOnly ReviewOn { get; private init; }

    /// <summary>Who asked.</summary>
    public Guid RequestedBy { get; private init; }

    /// <summary>When, UTC.</summary>
    public DateTime RequestedAt { get; private init; }

    /// <summary>Who confirmed.</summary>
    public Guid? ConfirmedBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>Who asked for its end.</summary>
    public Guid? ReleaseRequestedBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTime? ReleaseRequestedAt { get; private set; }

    /// <summary>Why it may end.</summary>
    public Sealed<string>? ReleaseReason { get; private set; }

    /// <summary>When it ended, UTC.</summary>
    public DateTime? ReleasedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public LegalHoldState StateAt(DateTime now) =>
        ReleasedAt is not null ? LegalHoldState.Released
        : ConfirmedAt is not null ? LegalHoldState.InForce
        : now < RequestedAt + Unconfirmed ? LegalHoldState.Requested
        : LegalHoldState.Lapsed;

    /// <summary>A second person confirms it.</summary>
    public Refusal? Confirm(Guid by, DateTime now)
    {
        if (StateAt(now) is not LegalHoldState.Requested)
        {
            return new IllegalState("Only a hold that waits for it is confirmed; ask for it anew.");
        }

        if (by == RequestedBy)
        {
            return new AnotherPersonRequired();
        }

        (ConfirmedBy, ConfirmedAt) = (by, now);
        return null;
    }

    /// <summary>Asks for its end.</summary>
    public Refusal? RequestRelease(Guid by, string reason, DateTime now)
    {
        if (StateAt(now) is not LegalHoldState.InForce)
        {
            return new IllegalState("Only a hold in force is released.");
        }

        (ReleaseRequestedBy, ReleaseRequestedAt, ReleaseReason) = (by, now, Sealed.Of(reason));
        return null;
    }

    /// <summary>A second person ends it: every clock that stood goes on at once.</summary>
    public Refusal? ConfirmRelease(Guid by, DateTime now)
    {
        if (StateAt(now) is not LegalHoldState.InForce || ReleaseRequestedBy is null)
        {
            return new IllegalState("Nobody asked for the end of this hold.");
        }

        if (by == ReleaseRequestedBy)
        {
            return new AnotherPersonRequired();
        }

        ReleasedAt = now;
        return null;
    }
}

/// <summary>The words of a hold.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Reference">The proceeding, order or claim.</param>
internal sealed record LegalHoldWords(string Reason, string Reference);

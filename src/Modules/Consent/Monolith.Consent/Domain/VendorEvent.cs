using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Consent.Domain;

/// <summary>That a vendor is to be told of a visit. It is gone when the vendor was told, may not be told any more, or cannot be reached for too long.</summary>
internal sealed class VendorEvent : Entity
{
    /// <summary>Tries before it is given up.</summary>
    public const int MostAttempts = 8;

    private VendorEvent()
    {
    }

    /// <summary>A visit on its way to a vendor.</summary>
    public VendorEvent(string vendor, Guid personId, bool isAccount, DateTime visitedAt, DateTime now) =>
        (Vendor, PersonId, IsAccount, VisitedAt, DueAt) = (vendor, personId, isAccount, visitedAt, now);

    /// <summary>The vendor's name in the register of processors.</summary>
    public string Vendor { get; private init; } = ""; // The constructor or the database sets it.

    /// <summary>The account, or the row of a visitor's choices.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Whether it is an account.</summary>
    public bool IsAccount { get; private init; }

    /// <summary>When, UTC.</summary>
    public DateTime VisitedAt { get; private init; }

    /// <summary>When to try next, UTC.</summary>
    public DateTime DueAt { get; private set; }

    /// <summary>Failed tries.</summary>
    public int Attempts { get; private set; }

    /// <summary>Whether no try is left.</summary>
    public bool IsGivenUp => Attempts >= MostAttempts;

    /// <summary>The vendor did not take it.</summary>
    public void Failed(DateTime now)
    {
        Attempts++;
        PutOff(now.AddMinutes(Math.Pow(2, Attempts)));
    }

    /// <summary>Waits until the vendor is tried again.</summary>
    public void PutOff(DateTime until) => DueAt = until;
}

using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Consent.Contracts.Events;

namespace Monolith.Consent.Domain;

/// <summary>
/// The business, or part of it, changes hands (C-37): a deal is declared, announced to everybody, and carried out. Once carried out it stands in
/// the ledger of disclosures of everyone who had an account then.
/// </summary>
internal sealed class BusinessTransfer : Entity
{
    private BusinessTransfer()
    {
    }

    /// <summary>Declares a deal.</summary>
    public BusinessTransfer(string name, string counterparty, Guid declaredBy, DateTime declaredAt) =>
        (Name, Counterparty, DeclaredBy, DeclaredAt) = (name, counterparty, declaredBy, declaredAt);

    /// <summary>What the deal is called.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Who receives the business.</summary>
    public string Counterparty { get; private init; } = "";

    /// <summary>Who declared it.</summary>
    public Guid DeclaredBy { get; private init; }

    /// <summary>When, UTC; negotiations count.</summary>
    public DateTime DeclaredAt { get; private init; }

    /// <summary>When everybody was told, UTC.</summary>
    public DateTime? AnnouncedAt { get; private set; }

    /// <summary>The earliest moment for it, UTC; null = it was not announced.</summary>
    public DateTime? EarliestAt { get; private set; }

    /// <summary>When data went with it, UTC.</summary>
    public DateTime? ExecutedAt { get; private set; }

    /// <summary>When it was called off, UTC.</summary>
    public DateTime? CalledOffAt { get; private set; }

    /// <summary>Whether it is neither carried out nor called off.</summary>
    public bool IsOpen => ExecutedAt is null && CalledOffAt is null;

    /// <summary>Tells everybody.</summary>
    public Refusal? Announce(DateTime now, DateTime earliestAt)
    {
        if (!IsOpen || AnnouncedAt is not null)
        {
            return new IllegalState("Only a deal that is open and not yet announced can be announced.");
        }

        (AnnouncedAt, EarliestAt) = (now, earliestAt);
        Raise(new BusinessTransferAnnounced(Id, now, earliestAt));
        return null;
    }

    /// <summary>Whether data may go with it now (O7-6.5).</summary>
    public Refusal? WhyNotNow(bool noticeFirst, DateTime now) =>
        !IsOpen ? new IllegalState("The deal was carried out or called off.")
        : noticeFirst && (EarliestAt is null || now < EarliestAt) ? new NoticeRequired(EarliestAt)
        : null;

    /// <summary>Carries it out.</summary>
    public Refusal? Execute(bool noticeFirst, DateTime now)
    {
        if (WhyNotNow(noticeFirst, now) is { } no)
        {
            return no;
        }

        ExecutedAt = now;
        return null;
    }

    /// <summary>Calls it off.</summary>
    public Refusal? CallOff(DateTime now)
    {
        if (!IsOpen)
        {
            return new IllegalState("The deal was carried out or called off.");
        }

        CalledOffAt = now;
        return null;
    }
}

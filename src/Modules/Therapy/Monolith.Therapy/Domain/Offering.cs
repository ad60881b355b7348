using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Therapy.Domain;

/// <summary>A course or event that clients enrol in (T-21); open to everybody's eyes.</summary>
internal sealed class Offering : Entity
{
    private Offering()
    {
    }

    /// <summary>What it is called.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What it is about.</summary>
    public string Description { get; private set; } = "";

    /// <summary>When its words were last changed, UTC.</summary>
    public DateTime ChangedAt { get; private set; }

    /// <summary>Puts one up.</summary>
    public static Offering Of(string title, string description, DateTime now) => new() { Title = title, Description = description, ChangedAt = now };

    /// <summary>Other words.</summary>
    public void Change(string title, string description, DateTime now) => (Title, Description, ChangedAt) = (title, description, now);
}

/// <summary>That a client takes part in an offering.</summary>
internal sealed class Enrolment : Entity
{
    private Enrolment()
    {
    }

    /// <summary>In what.</summary>
    public Guid OfferingId { get; private init; }

    /// <summary>Who.</summary>
    public Guid ClientId { get; private init; }

    /// <summary>Since when, UTC.</summary>
    public DateTime EnrolledAt { get; private init; }

    /// <summary>The last change its client was told of, UTC; null = none.</summary>
    public DateTime? ToldAt { get; private set; }

    /// <summary>Takes part from now on.</summary>
    public static Enrolment Of(Guid offeringId, Guid clientId, DateTime now) => new() { OfferingId = offeringId, ClientId = clientId, EnrolledAt = now };

    /// <summary>The offering changed; its client is to hear of it.</summary>
    public void Tell(DateTime changedAt)
    {
        ToldAt = changedAt;
        Raise(new OfferingChanged(OfferingId, ClientId, changedAt));
    }
}

/// <summary>There is no such offering.</summary>
internal sealed record OfferingNotFound() : Refusal("There is no such offering.", "offeringId");

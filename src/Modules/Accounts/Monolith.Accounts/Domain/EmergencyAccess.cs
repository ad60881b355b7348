using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Domain;

/// <summary>The glass somebody broke: for an hour at most they may see whom to call about one client, and why they did it stays (R52).</summary>
internal sealed class EmergencyAccess : Entity, IPersonal
{
    /// <summary>The longest it lasts.</summary>
    public const int MostMinutes = 60;

    private EmergencyAccess()
    {
    }

    /// <summary>The client.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>Who opened it; nobody else sees through it.</summary>
    public Guid OpenedById { get; private init; }

    /// <summary>As what.</summary>
    public Role OpenedAs { get; private init; }

    /// <summary>Why, from the closed list.</summary>
    public SafetyConcern Reason { get; private init; }

    /// <summary>How much may be seen.</summary>
    public EmergencyScope Scope { get; private init; }

    /// <summary>What happened, and why the client was not told, in the opener's words.</summary>
    public Sealed<EmergencyWords> Words { get; private init; } = null!; // The factory or the database sets it.

    /// <summary>When it was opened.</summary>
    public DateTime OpenedAt { get; private init; }

    /// <summary>When it ends by itself.</summary>
    public DateTime EndsAt { get; private init; }

    /// <summary>Opens one.</summary>
    public static EmergencyAccess Open(Guid clientId, Guid by, Role role, SafetyConcern reason, EmergencyScope scope, EmergencyWords words, DateTime now, int minutes) => new()
    {
        SubjectId = clientId, OpenedById = by, OpenedAs = role, Reason = reason, Scope = scope, Words = Sealed.Of(words), OpenedAt = now, EndsAt = now.AddMinutes(minutes),
    };
}

/// <summary>What is written down with an emergency.</summary>
/// <param name="What">What happened.</param>
/// <param name="ClientNotToldBecause">Why the client is not told; null when they are.</param>
internal sealed record EmergencyWords(string What, string? ClientNotToldBecause);

/// <summary>How much may be seen.</summary>
internal enum EmergencyScope
{
    /// <summary>The emergency contact alone.</summary>
    Contact,

    /// <summary>The emergency contact, and the client's name and number.</summary>
    PersonAndContact,
}

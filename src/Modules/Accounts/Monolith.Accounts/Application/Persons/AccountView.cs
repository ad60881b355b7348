using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Persons;

/// <summary>An account. Personal fields are null for those who have no need to know them.</summary>
/// <param name="Id">The account.</param>
/// <param name="Kind">Client, therapist or staff.</param>
/// <param name="Role">What it may do.</param>
/// <param name="State">Whether it can be used.</param>
/// <param name="RegisteredAt">When the person registered.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="EraseAt">When a closed account is erased (CA-8.2).</param>
/// <param name="PasswordChangedAt">When the password was chosen; only for the owner.</param>
/// <param name="Name">The whole name.</param>
/// <param name="Email">The address.</param>
/// <param name="Phone">The number.</param>
/// <param name="Age">As given at registration or changed since.</param>
/// <param name="YearOfBirth">Where the service asks for it.</param>
/// <param name="DateOfBirth">Where the service asks for it.</param>
/// <param name="Gender">In the person's own word.</param>
/// <param name="Fields">Further fields of the profile.</param>
/// <param name="EmergencyContact">Only for the owner (CA-2.6).</param>
/// <param name="SecurityTips">How to keep the account safe (CA-5.10); only for the owner.</param>
/// <param name="SessionCount">How many sessions run; only for the owner.</param>
internal sealed record AccountView(
    Guid Id,
    AccountKind Kind,
    Role Role,
    AccountState State,
    DateTime RegisteredAt,
    DateTime? ClosedAt,
    DateTime? EraseAt,
    DateTime? PasswordChangedAt,
    string? Name,
    string? Email,
    string? Phone,
    int? Age,
    int? YearOfBirth,
    DateOnly? DateOfBirth,
    string? Gender,
    IReadOnlyList<CollectedFieldView>? Fields,
    EmergencyContactView? EmergencyContact,
    IReadOnlyList<string> SecurityTips,
    int? SessionCount)
{
    /// <summary>The organisation its owner belongs to (TH-10).</summary>
    [ID]
    public Guid? OrganisationId { get; init; }

    /// <summary>The language the owner chose, or else the one that the cookie of their browser remembers (O7-1.20); only for the owner.</summary>
    public string? Language { get; init; }

    /// <summary>Features that somebody of the owner's age does not get (O7-10.6); only for the owner.</summary>
    public IReadOnlyList<string> UnavailableFeatures { get; init; } = [];
}

/// <summary>A field of the profile's register.</summary>
/// <param name="Name">Its name in the register.</param>
/// <param name="Value">Its value.</param>
internal sealed record CollectedFieldView(string Name, string Value);

/// <summary>Whom to call in an emergency.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Phone">Their number.</param>
/// <param name="Relation">What they are to the client.</param>
internal sealed record EmergencyContactView(string Name, string Phone, string? Relation);

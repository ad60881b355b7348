using Monolith.Accounts.Contracts;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Domain;

/// <summary>
/// A registration whose e-mail address is not proven. Several may wait for one address; the code that is used first decides which of them
/// becomes the account, so nobody can reserve or take over another person's address.
/// </summary>
internal sealed class Registration : Entity, IPersonal
{
    /// <summary>The id the account will have.</summary>
    public required Guid AccountId { get; init; }

    /// <inheritdoc/>
    public Guid SubjectId => AccountId;

    /// <summary>Client or therapist.</summary>
    public required AccountKind Kind { get; init; }

    /// <summary>Blind index of the address.</summary>
    public required byte[] EmailIndex { get; init; }

    /// <summary>The address.</summary>
    public required Sealed<string> Email { get; init; }

    /// <summary>Field name to value.</summary>
    public required Sealed<Dictionary<string, string>> Details { get; init; }

    /// <summary>Algorithm, cost, salt and hash.</summary>
    public required string PasswordHash { get; init; }

    /// <summary>SHA-256 of the mailed code.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>The documents accepted.</summary>
    public required List<Guid> AcceptedVersionIds { get; init; }

    /// <summary>Which version of the privacy policy was among them.</summary>
    public int? PolicyVersion { get; init; }

    /// <summary>Whether the person affirmed to be of age (CA-15.2).</summary>
    public required bool AffirmedAdult { get; init; }

    /// <summary>The organisation that vouches; null where none is needed.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>The employee code it uses up.</summary>
    public Guid? EmployeeCodeId { get; init; }

    /// <summary>The parent's consent it rests on; null for adults.</summary>
    public Guid? ParentalConsentId { get; init; }

    /// <summary>When somebody under age comes of age.</summary>
    public DateTime? AdultAt { get; init; }

    /// <summary>When.</summary>
    public required DateTime RegisteredAt { get; init; }

    /// <summary>Until when the code works (R37); the registration is erased afterwards.</summary>
    public required DateTime EndsAt { get; init; }
}

namespace Monolith.Accounts.Contracts.Events;

/// <summary>A client registered and accepted these document versions with the registration (TH-3, CA-15.2).</summary>
/// <param name="AccountId">The new account.</param>
/// <param name="AcceptedVersionIds">The document versions accepted.</param>
/// <param name="AffirmedAdult">Whether the person affirmed to be of age.</param>
/// <param name="RegisteredAt">When, UTC.</param>
public sealed record ClientRegistered(Guid AccountId, IReadOnlyList<Guid> AcceptedVersionIds, bool AffirmedAdult, DateTime RegisteredAt);

/// <summary>A therapist's account was made; the profile still has to be submitted and checked.</summary>
/// <param name="AccountId">The new account.</param>
/// <param name="AcceptedVersionIds">The document versions accepted.</param>
/// <param name="RegisteredAt">When, UTC.</param>
public sealed record TherapistRegistered(Guid AccountId, IReadOnlyList<Guid> AcceptedVersionIds, DateTime RegisteredAt);

/// <summary>So many clients gave this gender when they registered; a count, of nobody in particular (HU-44).</summary>
/// <param name="Group">Which.</param>
/// <param name="Count">How many.</param>
/// <param name="CountedAt">When, UTC.</param>
public sealed record RegistrationsCounted(GenderGroup Group, int Count, DateTime CountedAt);

/// <summary>Kinds of people by the gender they gave.</summary>
public enum GenderGroup
{
    /// <summary>Women.</summary>
    Female,

    /// <summary>Men.</summary>
    Male,

    /// <summary>In other words of their own.</summary>
    Other,
}

/// <summary>An account was closed by its owner; the retention clock starts.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Kind">What it was.</param>
/// <param name="ClosedAt">When, UTC.</param>
public sealed record AccountClosed(Guid AccountId, AccountKind Kind, DateTime ClosedAt);

/// <summary>Accounts carried out an order to erase.</summary>
/// <param name="CaseId">The case that ordered it.</param>
/// <param name="SubjectId">The person.</param>
/// <param name="ErasedRecords">Records erased.</param>
/// <param name="RetainedRecords">Records kept because a law or setting demands it.</param>
/// <param name="RetainedUntilAt">When the kept ones go, UTC.</param>
public sealed record AccountsErased(Guid CaseId, Guid SubjectId, int ErasedRecords, int RetainedRecords, DateTime? RetainedUntilAt);

/// <summary>All that is held of this person must be erased now, without a request to be checked: the account was proven, or the law asks for it.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Reason">Why.</param>
/// <param name="OrderedAt">When, UTC.</param>
public sealed record AccountErasureDue(Guid AccountId, ErasureReason Reason, DateTime OrderedAt);

/// <summary>Why all of a person is erased without a request.</summary>
public enum ErasureReason
{
    /// <summary>The owner deleted the account (O7-3.5, AP-14).</summary>
    DeletedByOwner,

    /// <summary>The person is under age and nobody may consent, or nobody did .</summary>
    UnderAge,
}

using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Domain;

/// <summary>
/// A parent's or guardian's consent: asked for at an address, given with the code mailed there, checked by a member of staff, and
/// then good for one child's account. Nothing of the child is in it before the child registers with it.
/// </summary>
internal sealed class ParentalConsent : Entity, IPersonal
{
    private ParentalConsent()
    {
    }

    /// <summary>The guardian, who has no account.</summary>
    public Guid SubjectId { get; private init; } = Guid.CreateVersion7();

    /// <summary>The guardian's address.</summary>
    public Sealed<string> Email { get; private init; } = null!; // The factory or the database sets it.

    /// <summary>Who the guardian is; empty until they say so.</summary>
    public Sealed<Guardian>? Guardian { get; private set; }

    /// <summary>SHA-256 of the code that was mailed; later of the token the child registers with.</summary>
    public byte[] CodeHash { get; private set; } = [];

    /// <summary>How it stands.</summary>
    public ParentalConsentState State { get; private set; }

    /// <summary>When it was asked for.</summary>
    public DateTime AskedAt { get; private init; }

    /// <summary>When it was given.</summary>
    public DateTime? GivenAt { get; private set; }

    /// <summary>When a member of staff checked it.</summary>
    public DateTime? CheckedAt { get; private set; }

    /// <summary>Who checked it.</summary>
    public Guid? CheckedBy { get; private set; }

    /// <summary>The account it carries; null until a child registers with it.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>Until when the next step must be taken; null once it carries an account.</summary>
    public DateTime? EndsAt { get; private set; }

    /// <summary>Asks for it; the code proves the address.</summary>
    public static ParentalConsent Ask(string email, byte[] codeHash, DateTime now, DateTime endsAt) =>
        new() { Email = Sealed.Of(email), CodeHash = codeHash, AskedAt = now, EndsAt = endsAt };

    /// <summary>The guardian consents; a member of staff looks at it next.</summary>
    public void Give(Guardian guardian, DateTime now, DateTime endsAt) =>
        (Guardian, State, GivenAt, EndsAt) = (Sealed.Of(guardian), ParentalConsentState.Given, now, endsAt);

    /// <summary>A member of staff checked it.</summary>
    public Result<ParentalConsent> Check(bool accepted, byte[] tokenHash, Guid checkedBy, DateTime now, DateTime endsAt)
    {
        if (State is not ParentalConsentState.Given)
        {
            return new IllegalState("Only a consent that was given and not checked yet is checked.");
        }

        (State, CheckedAt, CheckedBy, CodeHash, EndsAt) =
            (accepted ? ParentalConsentState.Verified : ParentalConsentState.Refused, now, checkedBy, tokenHash, endsAt);
        return this;
    }

    /// <summary>Carries an account from now on; two at once meet in the row's version.</summary>
    /// <returns>False when it cannot.</returns>
    public bool TakeUp(Guid accountId)
    {
        if (State is not ParentalConsentState.Verified || AccountId is not null)
        {
            return false;
        }

        (AccountId, EndsAt) = (accountId, null);
        return true;
    }

    /// <summary>The guardian takes it back.</summary>
    public void Withdraw(DateTime endsAt) => (State, EndsAt) = (ParentalConsentState.Withdrawn, endsAt);
}

/// <summary>A parent or guardian.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Relation">What they are to the child.</param>
internal sealed record Guardian(string Name, string Relation);

/// <summary>How a parent's consent stands.</summary>
internal enum ParentalConsentState
{
    /// <summary>Asked for.</summary>
    Asked,

    /// <summary>Given, and waits for a member of staff.</summary>
    Given,

    /// <summary>Checked: good for one account.</summary>
    Verified,

    /// <summary>Not accepted.</summary>
    Refused,

    /// <summary>Taken back.</summary>
    Withdrawn,
}

/// <summary>There is no such consent that could be used so.</summary>
internal sealed record ParentalConsentNotFound() : Refusal("There is no such consent, or it cannot be used so (any more).", "consent");

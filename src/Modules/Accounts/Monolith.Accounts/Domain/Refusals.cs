using Monolith.BuildingBlocks;

namespace Monolith.Accounts.Domain;

/// <summary>A field that the profile does not collect was sent (A-03).</summary>
internal sealed record FieldNotCollected(string Name) : Refusal("This service does not collect this field.", Name);

/// <summary>A field that the profile does not let its owner delete without a request (O7-3.2).</summary>
internal sealed record FieldNotDeletable(IReadOnlyList<string> Deletable) : Refusal($"These fields can be deleted here: {string.Join(", ", Deletable)}.", "fields");

/// <summary>The person is not of the age this service is for, or did not affirm it (CA-13.1, CA-15.2).</summary>
internal sealed record AgeRestricted(string Explanation) : Refusal(Explanation)
{
    /// <summary>Made for an age below the minimum.</summary>
    public static AgeRestricted Below(int minimum) => new($"This service is for people of {minimum} years or older.");
}

/// <summary>A minor needs a parent's recorded consent first (O7-10, AP).</summary>
internal sealed record ParentalConsentRequired() : Refusal("A parent or guardian has to consent first.");

/// <summary>The password is too easy to guess, too short or too long (CA-5.5, R29).</summary>
internal sealed record WeakPassword(string Explanation, string Name = "password") : Refusal(Explanation, Name);

/// <summary>The code is unknown, used, expired or replaced; the four cannot be told apart.</summary>
internal sealed record CodeInvalid() : Refusal("This code does not work (any more). Ask for another one.", "code");

/// <summary>The invitation is unknown, used or expired.</summary>
internal sealed record InvitationInvalid() : Refusal("This invitation does not work (any more). Ask for another one.", "token");

/// <summary>The sign-in failed; which part was wrong is not said (R32).</summary>
internal sealed record SignInRefused() : Refusal("The e-mail address or the password is not right, or the address was not confirmed.");

/// <summary>The password was right; a code of the second factor is needed too.</summary>
internal sealed record SecondFactorRequired() : Refusal("Send a code of your second factor too.", "code");

/// <summary>The code of the second factor is wrong, old, or was used already; the three cannot be told apart (R36).</summary>
internal sealed record SecondFactorWrong() : Refusal("This code is not right (any more). Wait for the next one.", "code");

/// <summary>The answer of the passkey was not taken; what is wrong with it is not said (R32, R35).</summary>
internal sealed record PasskeyRefused() : Refusal("This passkey was not accepted. Ask for another challenge and try again.", "credential");

/// <summary>There is no such passkey of yours.</summary>
internal sealed record PasskeyNotFound() : Refusal("There is no such passkey of yours.", "passkeyId");

/// <summary>A member of staff keeps at least one factor (R34).</summary>
internal sealed record LastFactor() : Refusal("This is your last factor. Add another one first.");

/// <summary>A dangerous act waits for somebody else (R43).</summary>
internal sealed record SecondPersonRequired(Guid ActId, DateTime EndsAt)
    : Refusal($"Somebody else has to approve this until {EndsAt:yyyy-MM-dd'T'HH:mm:ss'Z'}: see pendingActs. Then send exactly the same again.");

/// <summary>There is no such act that the caller proposed or decides.</summary>
internal sealed record ActNotFound() : Refusal("There is no such act for you to decide.", "actId");

/// <summary>The refresh token is unknown, used or expired.</summary>
internal sealed record SessionOver() : Refusal("This session is over. Sign in again.", "refreshToken");

/// <summary>There is no such session of yours.</summary>
internal sealed record SessionNotFound() : Refusal("There is no such session of yours.", "sessionId");

/// <summary>There is no such key of an integrator, or it works no more.</summary>
internal sealed record IntegratorKeyNotFound() : Refusal("There is no such key, or it works no more.", "keyId");

/// <summary>The client named nobody to call.</summary>
internal sealed record EmergencyContactNotFound() : Refusal("This client named nobody to call.", "clientId");

/// <summary>There is no such account.</summary>
internal sealed record AccountNotFound() : Refusal("There is no such account.", "id");

/// <summary>The password given as fresh proof is not the account's (R40).</summary>
internal sealed record PasswordWrong() : Refusal("This is not your password.", "password");

using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Domain;

/// <summary>A message to a person, made in the transaction of what it tells about and sent afterwards.</summary>
internal sealed class OutgoingMessage : Entity, IPersonal
{
    /// <summary>Tries before sending is given up.</summary>
    public const int MostAttempts = 8;

    /// <summary>To whom.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Which way.</summary>
    public required MessageChannel Channel { get; init; }

    /// <summary>What kind of message.</summary>
    public required MessageTemplate Template { get; init; }

    /// <summary>Blind index of the address.</summary>
    public required byte[] ToIndex { get; init; }

    /// <summary>The address.</summary>
    public required Sealed<string> To { get; init; }

    /// <summary>The words.</summary>
    public required Sealed<MessageText> Text { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it was handed to the carrier.</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>Failed tries.</summary>
    public int Attempts { get; private set; }

    /// <summary>When to try next; null once sent or given up.</summary>
    public DateTime? DueAt { get; private set; }

    /// <summary>The carrier took it.</summary>
    public void Sent(DateTime now) => (SentAt, DueAt) = (now, null);

    /// <summary>The carrier failed; try later, or give up after the last try.</summary>
    public void Failed(DateTime now)
    {
        Attempts++;
        DueAt = Attempts < MostAttempts ? now + TimeSpan.FromMinutes(Math.Pow(2, Attempts)) : null;
    }

    /// <summary>It may not leave any more.</summary>
    public void Drop() => DueAt = null;

    /// <summary>Ready to be sent.</summary>
    public OutgoingMessage Due()
    {
        DueAt = CreatedAt;
        return this;
    }
}

/// <summary>The words of a message.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Body">The text; never health data, money or names .</param>
/// <param name="Code">The one-time code in the body, if there is one.</param>
internal sealed record MessageText(string Subject, string Body, string? Code);

/// <summary>Ways a message goes.</summary>
internal enum MessageChannel
{
    /// <summary>E-mail.</summary>
    Email,

    /// <summary>Text message.</summary>
    Phone,

    /// <summary>On the screen of a device (O7-4.6).</summary>
    Push,
}

/// <summary>Kinds of messages.</summary>
internal enum MessageTemplate
{
    /// <summary>The code that proves an address.</summary>
    VerifyEmail,

    /// <summary>Somebody registered with an address that has an account.</summary>
    AlreadyRegistered,

    /// <summary>A role on the staff is offered.</summary>
    StaffInvitation,

    /// <summary>The password was changed.</summary>
    PasswordChanged,

    /// <summary>The code to choose another password with.</summary>
    PasswordReset,

    /// <summary>The code that proves the address that is to be.</summary>
    EmailChange,

    /// <summary>Another address was asked for; to the present one.</summary>
    EmailChangeAsked,

    /// <summary>The address was changed; to both.</summary>
    EmailChanged,

    /// <summary>A change of password is suggested (CA-5.6).</summary>
    PasswordReminder,

    /// <summary>An appointment was booked.</summary>
    AppointmentBooked,

    /// <summary>An appointment was moved.</summary>
    AppointmentRescheduled,

    /// <summary>An appointment was called off.</summary>
    AppointmentCancelled,

    /// <summary>A complaint was acknowledged (CA-11.3).</summary>
    GrievanceAcknowledged,

    /// <summary>A complaint was resolved (CA-11.4).</summary>
    GrievanceResolved,

    /// <summary>Whoever asked support is asked how it went (AP-111).</summary>
    SupportSurvey,

    /// <summary>The code that proves who made a rights request.</summary>
    RequesterCode,

    /// <summary>An order was paid.</summary>
    OrderPaid,

    /// <summary>All sessions were ended after a concern was reported (CA-5.11).</summary>
    SessionsEnded,

    /// <summary>A new version of a document is announced (HU-56).</summary>
    PolicyChanged,

    /// <summary>The business is to change hands.</summary>
    BusinessTransfer,

    /// <summary>A second factor was added.</summary>
    SecondFactorAdded,

    /// <summary>The recovery codes were renewed.</summary>
    RecoveryCodesRenewed,

    /// <summary>The second factor was removed.</summary>
    SecondFactorRemoved,

    /// <summary>A dangerous act waits for the recipient's decision (R43).</summary>
    ApprovalAsked,

    /// <summary>A passkey was added.</summary>
    PasskeyAdded,

    /// <summary>A passkey was removed.</summary>
    PasskeyRemoved,

    /// <summary>The therapist looked up whom to call.</summary>
    EmergencyContactOpened,

    /// <summary>A member of staff was warned.</summary>
    Warned,

    /// <summary>The account was suspended.</summary>
    AccountSuspended,

    /// <summary>The owner is asked whether the details are still right .</summary>
    DetailsReminder,

    /// <summary>A look at what protects the account is suggested (R30).</summary>
    SecurityCheckUp,

    /// <summary>The code with which a parent consents.</summary>
    ParentalConsentCode,

    /// <summary>A parent's consent was checked: the token to register with.</summary>
    ParentalConsentAccepted,

    /// <summary>A parent's consent was not accepted.</summary>
    ParentalConsentRefused,

    /// <summary>The account waits for a parent's consent.</summary>
    ParentNeeded,

    /// <summary>The person came of age; the rules for minors end.</summary>
    CameOfAge,

    /// <summary>Somebody opened an emergency access; to whoever watches over it.</summary>
    EmergencyAccessOpened,

    /// <summary>The account was closed.</summary>
    AccountClosed,

    /// <summary>A use of data is proposed that nobody knew of (HU-46).</summary>
    NewUseProposed,

    /// <summary>The code that proves an address that asked for news.</summary>
    NewsCode,

    /// <summary>News or offers, for those who may get them.</summary>
    Campaign,

    /// <summary>The account was linked with a person of a partner.</summary>
    PartnerLinked,

    /// <summary>A link with a partner was ended.</summary>
    PartnerUnlinked,

    /// <summary>An appointment is near (AP-112).</summary>
    AppointmentComing,

    /// <summary>An offering was changed, to those enrolled in it (AP-39).</summary>
    OfferingChanged,

    /// <summary>An issue of a material, to its subscribers (HU-8).</summary>
    Material,

    /// <summary>The service will be under repair; to everybody (AP-39).</summary>
    Maintenance,
}

using Monolith.Accounts.Domain;

namespace Monolith.Accounts.Application.Messages;

/// <summary>The words of messages. They say that there is something to see, never what: mail is read by more people than its owner.</summary>
internal static class MessageTexts
{
    /// <summary>The words of one message.</summary>
    public static MessageText Of(MessageTemplate template, string? code)
    {
        var (subject, body) = template switch
        {
            MessageTemplate.VerifyEmail => ("Confirm your e-mail address", $"Confirm your address within 24 hours with this code: {code}\nIf you did not register, do nothing."),
            MessageTemplate.AlreadyRegistered => ("You have an account already", "Somebody, perhaps you, tried to register with this address. You have an account: sign in with it. If it was not you, do nothing."),
            MessageTemplate.StaffInvitation => ("You are invited", $"You are invited to work on the platform. Accept within 72 hours with this token: {code}"),
            MessageTemplate.PasswordChanged => ("Your password was changed", "Your password was changed and your other sessions were ended. If it was not you, report a security concern at once."),
            MessageTemplate.PasswordReminder => ("A thought about your password", "You have used the same password for a while. You may change it when you next sign in; the old one keeps working."),
            MessageTemplate.NewsCode => ("Confirm that you want our news", $"Confirm within two days with this code: {code}\nIf you did not ask for it, do nothing: nothing more comes, and your address is erased."),
            MessageTemplate.PasswordReset => ("Choose another password", $"Choose another password within 30 minutes with this code: {code}\nIf you did not ask for it, do nothing: your password stays."),
            MessageTemplate.EmailChange => ("Confirm your new e-mail address", $"Confirm this address within 24 hours with this code: {code}\nIf you did not ask for it, do nothing."),
            MessageTemplate.EmailChangeAsked => ("Another e-mail address was asked for", "Somebody who knows your password asked to move your account to another address. If it was not you, report a security concern at once."),
            MessageTemplate.EmailChanged => ("The e-mail address of your account was changed", "Messages and sign-ins use the new address from now on. If it was not you, report a security concern at once."),
            MessageTemplate.RequesterCode => ("Confirm your request", $"Confirm within 24 hours that the request was yours with this code: {code}\nIf it was not yours, report a security concern."),
            MessageTemplate.SessionsEnded => ("All your sessions were ended", "A concern about your account was reported, so all sessions were ended. Sign in again and change your password."),
            MessageTemplate.BusinessTransfer => ("Our business is to change hands", "Who runs this service is to change, and what is held about your account is to go with it. Sign in to read when, and what you can do before."),
            MessageTemplate.PolicyChanged => ("Our documents change", "A new version of a document you agreed to is announced. Sign in to read it, and to say yes or no where you are asked."),
            MessageTemplate.NewUseProposed => ("We want to use data in a new way", "A use of data that our documents did not name is proposed. Sign in to read about it, and to keep your data out of it if you want."),
            MessageTemplate.SecondFactorAdded => ("A second factor protects your account", "From now on a sign-in needs a code of your program too. Keep the recovery codes safe. If it was not you, report a security concern at once."),
            MessageTemplate.SecondFactorRemoved => ("The second factor of your account was removed", "A sign-in needs your password alone from now on. If it was not you, report a security concern at once."),
            MessageTemplate.AccountSuspended => ("Your account was suspended", "Your account cannot be used for now. Nothing was erased. Write to the grievance officer if you do not agree."),
            MessageTemplate.EmergencyAccessOpened => ("An emergency access was opened", "Somebody opened an emergency access. Sign in and look at it now."),
            MessageTemplate.AccountClosed => ("Your account was closed", "Your account was closed and will be erased when its retention period ends."),
            _ => OfMinors(template, code),
        };
        return new MessageText(subject, body, code);
    }

    private static (string Subject, string Body) OfNews(MessageTemplate template) => template switch
    {
        MessageTemplate.AppointmentBooked => ("An appointment was booked", SeeIt),
        MessageTemplate.AppointmentRescheduled => ("An appointment was moved", SeeIt),
        MessageTemplate.AppointmentCancelled => ("An appointment was called off", SeeIt),
        MessageTemplate.GrievanceAcknowledged => ("We received your complaint", SeeIt),
        MessageTemplate.GrievanceResolved => ("Your complaint was answered", SeeIt),
        MessageTemplate.SupportSurvey => ("How did it go?", "What you asked was answered. How well did we do, from one (badly) to five (well)? Answer this message if you like; nothing depends on it."),
        MessageTemplate.OrderPaid => ("We received a payment", SeeIt),
        MessageTemplate.AppointmentComing => ("An appointment is near", SeeIt),
        MessageTemplate.OfferingChanged => ("Something you are enrolled in was changed", SeeIt),
        MessageTemplate.PartnerLinked => ("Your account was linked", "Whoever signs in with the other account can sign in to yours from now on. If it was not you, report a security concern at once."),
        MessageTemplate.PartnerUnlinked => ("A link of your account was ended", "The other account signs nobody in to yours any more. If it was not you, report a security concern at once."),
        _ => throw new ArgumentOutOfRangeException(nameof(template)),
    };

    private static (string Subject, string Body) OfMinors(MessageTemplate template, string? code) => template switch
    {
        MessageTemplate.ParentalConsentCode => ("Consent for your child", $"Consent within 24 hours with this code: {code}\nIf you did not ask for it, do nothing."),
        MessageTemplate.ParentalConsentAccepted => ("Your consent was checked", $"Your child registers within 30 days with this token: {code}\nKeep it: with it you take the consent back at any time."),
        MessageTemplate.ParentalConsentRefused => ("Your consent was not accepted", "We could not accept the consent. What you sent is erased."),
        MessageTemplate.ParentNeeded => ("A parent has to consent", "Your account waits until a parent consents. Without that it will be erased."),
        MessageTemplate.EmergencyContactOpened => ("Your emergency contact was looked up", "Somebody who works with you looked up whom to call for you. Sign in to see when."),
        MessageTemplate.RecoveryCodesRenewed => ("Your recovery codes were renewed", "The recovery codes of before work no more. If it was not you, report a security concern at once."),
        MessageTemplate.ApprovalAsked => ("Somebody asks for your approval", "Something waits for a second person. Sign in and look at it within a day."),
        MessageTemplate.PasskeyAdded => ("A passkey was added to your account", "From now on it signs in to your account. If it was not you, report a security concern at once."),
        MessageTemplate.PasskeyRemoved => ("A passkey of your account was removed", "It signs in no more. If it was not you, report a security concern at once."),
        MessageTemplate.Warned => ("You were warned", "A warning was recorded against you. Ask whoever you report to."),
        MessageTemplate.DetailsReminder => ("Are your details still right?", "You have not looked at your details for a while. Sign in and correct what has changed."),
        MessageTemplate.SecurityCheckUp => ("A look at what protects your account", "Once a year: sign in and look at your sessions, your second factor and your password. Nothing has to change; everything keeps working."),
        MessageTemplate.CameOfAge => ("You are of age", "The rules for minors end for your account, and so does what your parent could decide."),
        _ => OfNews(template),
    };

    private const string SeeIt = "Sign in to see the details.";
}

using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Grievance.Application.Complaints;
using Monolith.Grievance.Domain;
using Monolith.Grievance.Infrastructure;

namespace Monolith.Grievance.Application.Contact;

/// <summary>Receives what anybody may send in.</summary>
internal sealed class Inbox(GrievanceDbContext db, CaseClock clock, ICurrentUser user)
{
    /// <summary>Adds the case; the caller saves.</summary>
    public Result<CaseFile> Receive(CaseKind kind, string text, string? replyTo)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new ReasonRequired("text");
        }

        var now = clock.Now;
        var file = CaseFile.Receive(kind, user.IsSignedIn ? user.Id : null, text, replyTo ?? "", clock.OfCase(kind, now), now);
        db.Cases.Add(file);
        return file;
    }
}

/// <summary>Says that the caller's account may be in wrong hands: all its sessions end at once (CA-5.11). Refused with REASON_REQUIRED, FEATURE_DISABLED.</summary>
/// <param name="Text">What happened.</param>
[Mutation, AllowSignedIn, Idempotent]
internal sealed record ReportSecurityConcern(string Text) : ICommand<CaseReceiptView>;

internal sealed class ReportSecurityConcernHandler(GrievanceDbContext db, GrievancePolicy policy, Inbox inbox) : ICommandHandler<ReportSecurityConcern, CaseReceiptView>
{
    public async Task<Result<CaseReceiptView>> Handle(ReportSecurityConcern command, CancellationToken cancellationToken)
    {
        if (!policy.Security.Reports)
        {
            return new FeatureDisabled("Reporting a security concern");
        }

        var file = inbox.Receive(CaseKind.Security, command.Text, null);
        if (file.Refusal is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return CaseReceiptView.Of(file.Value);
    }
}

/// <summary>Says that somebody under age has an account; anybody may (CA-13.5). Refused with REASON_REQUIRED, FEATURE_DISABLED.</summary>
/// <param name="Text">Who and why.</param>
/// <param name="ReplyTo">Where to answer.</param>
[Mutation, AllowAnyone, Idempotent]
internal sealed record ReportMinor(string Text, string? ReplyTo = null) : ICommand<CaseReceiptView>;

internal sealed class ReportMinorHandler(GrievanceDbContext db, GrievancePolicy policy, Inbox inbox) : ICommandHandler<ReportMinor, CaseReceiptView>
{
    public async Task<Result<CaseReceiptView>> Handle(ReportMinor command, CancellationToken cancellationToken)
    {
        if (!policy.Minors.Reports)
        {
            return new FeatureDisabled("Reporting a minor");
        }

        var file = inbox.Receive(CaseKind.Minor, command.Text, command.ReplyTo);
        if (file.Refusal is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return CaseReceiptView.Of(file.Value);
    }
}

/// <summary>Asks the provider something, or for help; anybody may (CA-15.1, HU-14). Refused with REASON_REQUIRED, FIELD_REQUIRED.</summary>
/// <param name="Text">The question.</param>
/// <param name="ReplyTo">Where to answer.</param>
/// <param name="Phone">Where to call, with country code; at most 40 characters.</param>
[Mutation, AllowAnyone, Idempotent]
internal sealed record SendEnquiry(string Text, string? ReplyTo = null, string? Phone = null) : ICommand<CaseReceiptView>;

internal sealed class SendEnquiryHandler(GrievanceDbContext db, Inbox inbox) : ICommandHandler<SendEnquiry, CaseReceiptView>
{
    private const int LongestNumber = 40;

    public async Task<Result<CaseReceiptView>> Handle(SendEnquiry command, CancellationToken cancellationToken)
    {
        if (command.Phone?.Length > LongestNumber)
        {
            return new FieldRequired("phone", $"A number of at most {LongestNumber} characters.");
        }

        var file = inbox.Receive(CaseKind.Enquiry, command.Text, command.ReplyTo);
        if (file.Refusal is { } no)
        {
            return no;
        }

        if (!string.IsNullOrWhiteSpace(command.Phone))
        {
            file.Value.CallAt(command.Phone.Trim());
        }

        await db.SaveChangesAsync(cancellationToken);
        return CaseReceiptView.Of(file.Value);
    }
}

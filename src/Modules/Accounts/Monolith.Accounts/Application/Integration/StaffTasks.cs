using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Integration;

/// <summary>
/// What staff may see of a person because of their task (CA-5.4, A-30): who the person is, never their health; auditors, who touched what. Where the profile
/// says so, support looks only while a case of the person is open (AP-45).
/// </summary>
internal sealed class StaffTasks(AccountsDbContext db, AccountsPolicy policy) : IAccessGrant
{
    public async ValueTask<string?> GrantAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken) =>
        (user.Role, request.DataClass, request.Mode) switch
        {
            (Role.Support, DataClass.Identity, AccessMode.Read) when request.Purpose is Purpose.AccountManagement or Purpose.ServiceDelivery =>
                await OfSupportAsync(request, cancellationToken),
            (Role.GrievanceOfficer or Role.PrivacyOfficer, DataClass.Identity, AccessMode.Write) when request.Purpose is Purpose.CaseHandling => "task.correction",
            (Role.Administrator, DataClass.Usage, AccessMode.Read) when request.Purpose is Purpose.AccountManagement => "task.administrator",
            (Role.GrievanceOfficer, DataClass.Identity, AccessMode.Read) when request.Purpose is Purpose.CaseHandling => "task.grievance-officer",
            (Role.PrivacyOfficer, DataClass.Identity, AccessMode.Read) when request.Purpose is Purpose.CaseHandling => "task.privacy-officer",
            (Role.Auditor, DataClass.Usage, AccessMode.Read) when request.Purpose is Purpose.LegalObligation => "task.auditor",
            _ => null,
        };

    // A guardian's consent that waits to be checked is work that somebody asked for, like a case.
    private async ValueTask<string?> OfSupportAsync(AccessRequest request, CancellationToken cancellationToken) =>
        !policy.Access.SupportNeedsCase() ? "task.support"
        : await db.SupportCases.AnyAsync(c => c.AccountId == request.SubjectId, cancellationToken) ? "task.support-case"
        : await db.ParentalConsents.AnyAsync(c => c.Id == request.ObjectId && c.SubjectId == request.SubjectId && c.State == ParentalConsentState.Given, cancellationToken) ? "task.parental-consent"
        : null;
}

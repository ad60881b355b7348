using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Grievance.Application;

/// <summary>Who may see a case: its owner, and the officers who keep cases. Nobody it complains about.</summary>
internal sealed class CaseAccess(IAccessGate gate, ICurrentUser user)
{
    /// <summary>Whether the caller keeps cases.</summary>
    public bool IsOfficer => user.Role is Role.GrievanceOfficer or Role.PrivacyOfficer;

    /// <summary>Null when the caller may touch a case of this person.</summary>
    public async Task<Refusal?> AskAsync(Guid subjectId, Guid caseId, AccessMode mode, CancellationToken cancellationToken) =>
        subjectId == user.Id || IsOfficer
            ? await gate.AskAsync(new AccessRequest(subjectId, DataClass.Case, mode, Purpose.CaseHandling, caseId), cancellationToken)
            : new Domain.CaseNotFound();
}

/// <summary>Officers work with everybody's cases, and through this with nothing else.</summary>
internal sealed class CaseStaffGrant : IAccessGrant
{
    public ValueTask<string?> GrantAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            user.Role is Role.GrievanceOfficer or Role.PrivacyOfficer or Role.Support && request is { DataClass: DataClass.Case, Purpose: Purpose.CaseHandling }
                ? "case-staff" : null);
}

using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Grievance.Domain;
using Monolith.Grievance.Infrastructure;

namespace Monolith.Grievance.Application.Integration;

/// <summary>Restricted data is stored and not used, whoever asks (G-15); the person reads it, and duties of law and cases go on.</summary>
internal sealed class RestrictionVeto(GrievanceDbContext db, GrievancePolicy policy) : IAccessVeto
{
    public async ValueTask<Refusal?> VetoAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken)
    {
        var isFree = request.Purpose is Purpose.LegalObligation or Purpose.CaseHandling || (request.Mode is AccessMode.Read && request.SubjectId == user.Id);
        if (!policy.Rights.Restriction || isFree)
        {
            return null;
        }

        return await db.Requests.AsNoTracking().AnyAsync(
            r => r.SubjectId == request.SubjectId && r.Kind == RightsKind.Restriction && r.State == RightsState.InForce, cancellationToken)
            ? new ProcessingRestricted { Rule = "rights.restriction (G-15)" }
            : null;
    }
}

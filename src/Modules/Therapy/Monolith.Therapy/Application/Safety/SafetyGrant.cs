using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Contracts;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Safety;

/// <summary>Who treats a client, or has treated them, writes down that they fear for them, and reads nothing by it (T-15).</summary>
internal sealed class SafetyGrant(TherapyDbContext db, IMatchFacts matching) : IAccessGrant
{
    public async ValueTask<string?> GrantAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken) =>
        user.Role is Role.Therapist && request is { DataClass: DataClass.Health, Mode: AccessMode.Write, Purpose: Purpose.LegalObligation }
            && (await matching.AreMatchedAsync(request.SubjectId, user.Id, cancellationToken)
                || await db.Appointments.AnyAsync(a => a.ClientId == request.SubjectId && a.TherapistId == user.Id && a.StartedAt != null, cancellationToken))
            ? "safety-concern"
            : null;
}

using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Integration;

/// <summary>Health records that the law keeps after an erasure are closed to everybody but their owner .</summary>
internal sealed class ClosedAfterErasure(TherapyDbContext db) : IAccessVeto
{
    public async ValueTask<Refusal?> VetoAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken) =>
        request.DataClass is DataClass.Health or DataClass.Communication && request.SubjectId != user.Id
        && await db.Erasures.AnyAsync(e => e.SubjectId == request.SubjectId, cancellationToken)
            ? new NeedToKnow { Rule = "health.closed-after-erasure (X-20)" }
            : null;
}

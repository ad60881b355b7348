using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Intake;

/// <summary>The latest intake of the caller, or of a client the caller is matched with; null when there is none. Anybody else: <c>NEED_TO_KNOW</c>.</summary>
/// <param name="Client">The client; the caller when absent.</param>
[Query("healthIntake"), AllowSignedIn]
internal sealed record LatestIntake([property: ID("Client")] Guid? Client = null) : IQuery<HealthIntakeView?>;

internal sealed class LatestIntakeHandler(TherapyDbContext db, IAccessGate gate, IVault vault, ICurrentUser user) : IQueryHandler<LatestIntake, HealthIntakeView?>
{
    public async Task<Result<HealthIntakeView?>> Handle(LatestIntake query, CancellationToken cancellationToken)
    {
        var clientId = query.Client ?? user.Id;
        if (await gate.AskAsync(new AccessRequest(clientId, DataClass.Health, AccessMode.Read, Purpose.ServiceDelivery), cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var intake = await db.Intakes.AsNoTracking().Where(i => i.ClientId == clientId).OrderByDescending(i => i.Id).FirstOrDefaultAsync(cancellationToken);
        return intake is null ? null : HealthIntakeView.Of(await vault.OpenAsync(intake.Content, cancellationToken), intake.RecordedAt);
    }
}

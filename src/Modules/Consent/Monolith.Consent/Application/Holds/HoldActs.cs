using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Holds;

/// <summary>What is done to a hold that exists: found, asked for at the gate, decided, saved.</summary>
internal sealed class HoldActs(ConsentDbContext db, HoldRegister register, IAccessGate gate, ICurrentUser user, TimeProvider clock)
{
    public async Task<Result<LegalHoldView>> DoAsync(Guid holdId, Func<LegalHold, Guid, DateTime, Refusal?> act, CancellationToken cancellationToken)
    {
        var hold = await db.Holds.SingleOrDefaultAsync(h => h.Id == holdId, cancellationToken);
        if (hold is null)
        {
            return new LegalHoldNotFound();
        }

        if (await gate.AskAsync(new(hold.SubjectId, DataClass.Case, AccessMode.Write, DisclosureGrant.Ledger, hold.Id), cancellationToken) is { } denied)
        {
            return denied;
        }

        if (act(hold, user.Id, clock.GetUtcNow().UtcDateTime) is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return await register.ViewAsync(hold, cancellationToken);
    }
}

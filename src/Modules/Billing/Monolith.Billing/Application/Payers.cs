using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Billing.Application;

/// <summary>Whose billing records a message is about: the caller's own, or for the billing role those of the payer it names.</summary>
internal sealed class Payers(IAccessGate gate, ICurrentUser user)
{
    /// <summary>The payer, once the gate agreed.</summary>
    public async Task<Result<Guid>> InQuestionAsync(Guid? named, AccessMode mode, CancellationToken cancellationToken)
    {
        if (named is null && user.Role is Role.Billing)
        {
            return new FieldRequired("payerId", "Name the payer.");
        }

        var payer = named ?? user.Id;
        return await gate.AskAsync(new AccessRequest(payer, DataClass.Billing, mode, Purpose.Payment), cancellationToken) is { } refusal ? refusal : payer;
    }

    /// <summary>Whether the gate lets the caller see this payer's object.</summary>
    public async Task<bool> MaySeeAsync(Guid payerId, Guid objectId, CancellationToken cancellationToken) =>
        (payerId == user.Id || user.Role is Role.Billing)
        && await gate.AskAsync(new AccessRequest(payerId, DataClass.Billing, AccessMode.Read, Purpose.Payment, objectId), cancellationToken) is null;
}

/// <summary>The billing role works with everybody's billing records and with nothing else (CA-5.4).</summary>
internal sealed class BillingStaffGrant : IAccessGrant
{
    public ValueTask<string?> GrantAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken) =>
        ValueTask.FromResult(user.Role is Role.Billing && request is { DataClass: DataClass.Billing, Purpose: Purpose.Payment } ? "billing-staff" : null);
}

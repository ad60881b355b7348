using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Messages;

/// <summary>
/// Shows news about appointments on this device too (O7-4.6): that there is some, never what. At most ten devices; the same token again changes nothing.
/// Refused with FEATURE_DISABLED, FIELD_REQUIRED, ILLEGAL_STATE.
/// </summary>
/// <param name="Token">What the push service knows the device by; 10 to 500 characters.</param>
[Mutation(Payload = "pushDevice"), GraphQLAlone, Allow(Role.Client, Role.Therapist), Idempotent, OwnData(DataClass.Identity, AccessMode.Write, Purpose.AccountManagement)]
internal sealed record RegisterPushDevice(string Token) : ICommand<PushDeviceView>;

/// <summary>Devices that are told.</summary>
/// <param name="Devices">How many of yours.</param>
internal sealed record PushDeviceView(int Devices);

internal sealed class RegisterPushDeviceHandler(AccountsDbContext db, AccountsPolicy policy, IVault vault, ICurrentUser user) : ICommandHandler<RegisterPushDevice, PushDeviceView>
{
    private const int Most = 10;

    public async Task<Result<PushDeviceView>> Handle(RegisterPushDevice command, CancellationToken cancellationToken)
    {
        if (!policy.Messages.Channels.Contains("PUSH"))
        {
            return new FeatureDisabled("Push messages");
        }

        if (command.Token.Trim().Length is < 10 or > 500)
        {
            return new FieldRequired("token", "10 to 500 characters.");
        }

        var index = vault.BlindIndex("pushToken", command.Token.Trim());
        var devices = await db.PushDevices.Where(d => d.AccountId == user.Id || d.TokenIndex == index).ToListAsync(cancellationToken);
        if (devices.Exists(d => d.AccountId == user.Id && d.TokenIndex.AsSpan().SequenceEqual(index)))
        {
            return new PushDeviceView(devices.Count(d => d.AccountId == user.Id));
        }

        if (devices.Count(d => d.AccountId == user.Id) >= Most)
        {
            return new IllegalState($"At most {Most} devices.");
        }

        // A device changes hands: its former owner's news is not shown on it any more.
        db.PushDevices.RemoveRange(devices.Where(d => d.AccountId != user.Id));
        db.PushDevices.Add(new PushDevice { AccountId = user.Id, TokenIndex = index, Token = Sealed.Of(command.Token.Trim()) });
        await db.SaveChangesAsync(cancellationToken);
        return new PushDeviceView(devices.Count(d => d.AccountId == user.Id) + 1);
    }
}

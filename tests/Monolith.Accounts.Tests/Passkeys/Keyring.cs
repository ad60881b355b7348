using Monolith.Accounts.Application.Passkeys;
using Monolith.Accounts.Application.Sessions;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Passkeys;

/// <summary>The ceremonies of a device with the service, as a front end would go through them.</summary>
internal static class Keyring
{
    public static async Task<Result<PasskeyView>> Adds(this SoftwareAuthenticator device, AccountsFixture own, Caller caller, string name = "Telephone")
    {
        var asked = await own.Send(new BeginPasskey(), caller);
        return asked.Refusal is { } refusal ? refusal : await own.Send(new AddPasskey(asked.Value.Ceremony, device.Create(asked.Value.Options), name), caller);
    }

    public static async Task<Result<SignInView>> SignsIn(this SoftwareAuthenticator device, AccountsFixture own)
    {
        var asked = (await own.Send(new BeginPasskeySignIn())).Value;
        return await own.Send(new SignInWithPasskey(asked.Ceremony, device.Get(asked.Options)));
    }

    public static async Task<Result<SignInView>> Proves(this SoftwareAuthenticator device, AccountsFixture own, Caller caller)
    {
        var asked = await own.Send(new BeginPasskeyProof(), caller);
        return asked.Refusal is { } refusal ? refusal : await own.Send(new ProveIdentityWithPasskey(asked.Value.Ceremony, device.Get(asked.Value.Options)), caller);
    }

    /// <summary>A device with a passkey of this caller.</summary>
    public static async Task<SoftwareAuthenticator> ADevice(this AccountsFixture own, Caller caller)
    {
        var device = new SoftwareAuthenticator();
        Assert.Null((await device.Adds(own, caller)).Refusal);
        return device;
    }
}

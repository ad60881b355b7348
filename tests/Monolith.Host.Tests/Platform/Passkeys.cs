using Monolith.Testing;

namespace Monolith.Host.Tests.Platform;

/// <summary>The ceremonies of a device with the platform, as a front end goes through them.</summary>
internal static class Passkeys
{
    private const string Options = "passkeyOptions { ceremony options endsAt }";

    /// <summary>What is sent to add the device's passkey, its challenge asked for.</summary>
    public static async Task<Act> AddingAsync(this Cast cast, Person person, SoftwareAuthenticator device, string name = "Telephone")
    {
        var (ceremony, options) = await AskAsync(cast, person, "beginPasskey");
        return new("addPasskey", new { ceremony, credential = device.Create(options), name }, "passkey { passkeyId name isSynced }");
    }

    /// <summary>Adds the device's passkey and answers its id.</summary>
    public static async Task<string> AddPasskeyAsync(this Cast cast, Person person, SoftwareAuthenticator device) =>
        (await cast.DoAsync(person, await cast.AddingAsync(person, device))).Done()["addPasskey.passkey.passkeyId"];

    /// <summary>Signs in with the device.</summary>
    public static async Task<Answer> SignInWithAsync(this Cast cast, SoftwareAuthenticator device)
    {
        var (ceremony, options) = await AskAsync(cast, null, "beginPasskeySignIn");
        return await cast.DoAsync(null, new("signInWithPasskey", new { ceremony, credential = device.Get(options) }, "signIn { accessToken needsSecondFactor }"));
    }

    /// <summary>Gives fresh proof with the device.</summary>
    public static async Task<Answer> ProveWithAsync(this Cast cast, Person person, SoftwareAuthenticator device)
    {
        var (ceremony, options) = await AskAsync(cast, person, "beginPasskeyProof");
        return await cast.DoAsync(person, new("proveIdentityWithPasskey", new { ceremony, credential = device.Get(options) }, "signIn { accessToken }"));
    }

    private static async Task<(string Ceremony, string Options)> AskAsync(Cast cast, Person? person, string field)
    {
        var asked = (await cast.DoAsync(person, new(field, null, Options))).Done();
        return (asked[$"{field}.passkeyOptions.ceremony"], asked[$"{field}.passkeyOptions.options"]);
    }
}

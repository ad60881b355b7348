using Monolith.Accounts;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

/// <summary>Passkeys as a front end uses them (R34, R35).</summary>
public sealed class PasskeyJourneyTests(Stages stages) : IClassFixture<Stages>
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_client_adds_a_passkey_signs_in_with_it_proves_who_they_are_and_gives_it_up(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync(consents: false);
        using var device = new SoftwareAuthenticator();
        var adding = await cast.AddingAsync(client, device);
        var id = (await cast.DoAsync(client, adding)).Done()["addPasskey.passkey.passkeyId"];
        Assert.Equal(["PASSKEY_REFUSED"], (await cast.DoAsync(client, adding)).Codes);

        client.Token = (await cast.SignInWithAsync(device)).Done()["signInWithPasskey.signIn.accessToken"];
        await cast.WaitAsync("PT6M");
        var remove = new Act("removePasskey", new { passkeyId = id }, "ended { count }");
        Assert.Equal(["REAUTH_REQUIRED"], (await cast.TryAsync(client, remove)).Codes);
        client.Token = (await cast.ProveWithAsync(client, device)).Done()["proveIdentityWithPasskey.signIn.accessToken"];
        Assert.Equal("Telephone", (await cast.AskAsync(client, "{ myPasskeys { name usedAt } }")).Done()["myPasskeys.0.name"]);
        (await cast.DoAsync(client, remove)).Done();

        Assert.Equal(["PASSKEY_REFUSED"], (await cast.SignInWithAsync(device)).Codes);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_page_of_somebody_else_gets_no_session_out_of_a_passkey(string database)
    {
        var cast = await stages.OnAsync(database);
        using var device = new SoftwareAuthenticator();
        await cast.AddPasskeyAsync(await cast.ClientAsync(consents: false), device);
        (await cast.SignInWithAsync(device)).Done();

        device.Origin = "https://localhost.example";

        Assert.Equal(["PASSKEY_REFUSED"], (await cast.SignInWithAsync(device)).Codes);
    }

    [Fact]
    public async Task An_administrator_of_a_host_as_it_is_run_acts_after_a_passkey_alone()
    {
        const string email = "ada.admin@platform.example";
        await using var host = await RunningHost.StartAsync();
        var cast = new Cast(new GraphClient(host.Client));
        var console = await AccountsModule.FirstAdministratorTokenAsync(host.App.Services, TestContext.Current.CancellationToken);
        (await cast.DoAsync(null, new("createFirstAdministrator", new { token = console, name = "Ada Admin", email, password = Person.Password }, "staff { accountId }"))).Done();
        var ada = await cast.SignInAsync(new Person("Ada Admin", email));
        using var device = new SoftwareAuthenticator();
        await cast.AddPasskeyAsync(ada, device);
        var invite = new Act("inviteStaff", new { email = "colleague@platform.example", role = "AUDITOR" }, "invitation { role }");

        await cast.SignInAsync(ada);
        Assert.Equal(["FORBIDDEN"], (await cast.DoAsync(ada, invite)).Codes);
        ada.Token = (await cast.SignInWithAsync(device)).Done()["signInWithPasskey.signIn.accessToken"];

        (await cast.DoAsync(ada, invite)).Done();
    }
}

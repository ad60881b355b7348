using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class ProtectionJourneyTests(Stages stages) : IClassFixture<Stages>
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_sign_in_with_a_second_factor_takes_the_code_of_any_program_once(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync(consents: false);
        var begun = (await cast.DoAsync(client, new("beginSecondFactor", new { password = Person.Password }, "secondFactorSecret { secret uri }"))).Done();
        var secret = begun["beginSecondFactor.secondFactorSecret.secret"];

        Assert.StartsWith("otpauth://totp/", begun["beginSecondFactor.secondFactorSecret.uri"], StringComparison.Ordinal);
        Assert.Equal(["SECOND_FACTOR_WRONG"], (await cast.DoAsync(client, new("confirmSecondFactor", new { code = "abcdef" }, "recoveryCodes { codes }"))).Codes);
        var confirm = new Act("confirmSecondFactor", new { code = await CodeAsync(cast, secret) }, "recoveryCodes { codes }");
        var recovery = (await cast.DoAsync(client, confirm)).Done()["confirmSecondFactor.recoveryCodes.codes.0"];

        Assert.Equal(["SECOND_FACTOR_REQUIRED"], (await SignInAsync(cast, client, null)).Codes);
        Assert.Equal(["SECOND_FACTOR_WRONG"], (await SignInAsync(cast, client, "000000")).Codes);
        (await SignInAsync(cast, client, recovery)).Done();
        Assert.Equal(["SECOND_FACTOR_WRONG"], (await SignInAsync(cast, client, recovery)).Codes);
        Assert.Equal("9", (await cast.AskAsync(client, "{ mySecondFactor { recoveryCodesLeft } }")).Done()["mySecondFactor.recoveryCodesLeft"]);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_integrators_program_invites_staff_with_a_key_and_does_nothing_else(string database)
    {
        var cast = await stages.OnAsync(database);
        await cast.SignInAsync(cast.Administrator);
        var wanted = new { name = "Onboarding", role = "ADMINISTRATOR", operations = new[] { "inviteStaff" }, days = 30 };
        var made = (await cast.DoAsync(cast.Administrator, new("createIntegratorKey", wanted, "integratorKey { secret key { keyId endsAt } }"))).Done();
        var (secret, keyId) = (made["createIntegratorKey.integratorKey.secret"], made["createIntegratorKey.integratorKey.key.keyId"]);
        var colleague = cast.Named("colleague");
        var invite = new Act("inviteStaff", new { email = colleague.Email, role = "AUDITOR" }, "invitation { role }");

        (await cast.Graph.SendAsync(invite.Document, invite.Variables, secret, "once")).Done();
        (await cast.Graph.SendAsync(invite.Document, invite.Variables, secret, "once")).Done();
        Assert.Equal(["FORBIDDEN"], (await cast.Graph.SendAsync("{ me { id } }", token: secret)).Codes);
        Assert.Single((await cast.AskAsync(null, "query($to: String!) { outbox(to: $to) { template } }", new { to = colleague.Email })).Done().All("outbox"));

        var calls = (await cast.AskAsync(cast.Administrator, "query($key: ID!) { integratorKeyCalls(key: $key) { operation outcome } }", new { key = keyId })).Done().All("integratorKeyCalls");
        Assert.Equal(["InviteStaff DONE", "InviteStaff DONE", "Me DENIED"], calls.Select(c => $"{c["operation"]} {c["outcome"]}").Order());
        (await cast.DoAsync(cast.Administrator, new("revokeIntegratorKey", new { keyId }, "integratorKey { revokedAt }"))).Done();
        Assert.Equal(401, (int)(await cast.Graph.SendAsync(invite.Document, invite.Variables, secret)).Status);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_act_that_needs_fresh_proof_waits_for_it_and_the_tokens_are_replaced(string database)
    {
        var cast = await stages.OnAsync(database);
        await cast.SignInAsync(cast.Administrator);
        var create = new Act("createIntegratorKey", new { name = "Later", role = "AUDITOR", operations = new[] { "auditTrail" }, days = 1 }, "integratorKey { secret }");
        await cast.WaitAsync("PT6M");

        Assert.Equal(["REAUTH_REQUIRED"], (await cast.TryAsync(cast.Administrator, create)).Codes);
        var before = cast.Administrator.Token;
        var proven = await cast.DoAsync(cast.Administrator, new("proveIdentity", new { password = Person.Password }, "signIn { accessToken }"));
        cast.Administrator.Token = proven.Done()["proveIdentity.signIn.accessToken"];

        Assert.Equal(401, (int)(await cast.Graph.SendAsync("{ me { id } }", token: before)).Status);
        (await cast.DoAsync(cast.Administrator, create)).Done();
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_suspended_client_is_out_at_once_and_others_sessions_can_be_ended_by_their_owner(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync(consents: false);
        var lost = client.Token;
        await cast.SignInAsync(client);

        Assert.Equal("1", (await cast.DoAsync(client, new("endOtherSessions", null, "ended { count }"))).Done()["endOtherSessions.ended.count"]);
        Assert.Equal(401, (int)(await cast.Graph.SendAsync("{ me { id } }", token: lost)).Status);
        Assert.Equal(["FEATURE_DISABLED"], (await cast.DoAsync(client, new("deletePersonalData", new { fields = new[] { "gender" } }, "account { gender }"))).Codes);
        (await cast.DoAsync(cast.Administrator, new("suspendAccount", new { accountId = client.Id }, "account { state }"))).Done();
        Assert.Equal(401, (int)(await cast.Graph.SendAsync("{ me { id } }", token: client.Token)).Status);
        Assert.Equal(["SIGN_IN_REFUSED"], (await SignInAsync(cast, client, null)).Codes);
        (await cast.DoAsync(cast.Administrator, new("restoreAccount", new { accountId = client.Id }, "account { state }"))).Done();
        (await SignInAsync(cast, client, null)).Done();
    }

    private static Task<Answer> SignInAsync(Cast cast, Person person, string? code) =>
        cast.DoAsync(null, new("signIn", new { email = person.Email, password = Person.Password, code }, "signIn { accessToken }"));

    private static async Task<string> CodeAsync(Cast cast, string secret)
    {
        var now = DateTime.Parse((await cast.DoAsync(null, new("advanceClock", new { by = "PT0S" }, "clock { now }"))).Done()["advanceClock.clock.now"], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        return CodeAt(secret, now);
    }

    /// <summary>As a program on a telephone would make it, knowing nothing but RFC 6238.</summary>
    internal static string CodeAt(string secret, DateTime now)
    {
        var bits = string.Concat(secret.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c), 2).PadLeft(5, '0')));
        var key = bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (long)(now - DateTime.UnixEpoch).TotalSeconds / 30);
#pragma warning disable CA5350 // RFC 6238 fixes SHA-1 for the programs in use.
        var mac = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[19] & 0xF)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}

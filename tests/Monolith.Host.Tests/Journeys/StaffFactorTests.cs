using Monolith.Accounts;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

/// <summary>A host as it is run, not started for tests: staff need a second factor.</summary>
public sealed class StaffFactorTests
{
    private const string Email = "ada.admin@platform.example";

    [Fact]
    public async Task An_administrator_does_nothing_before_a_second_factor_and_everything_after_it()
    {
        await using var host = await RunningHost.StartAsync();
        var graph = new GraphClient(host.Client);
        var console = await AccountsModule.FirstAdministratorTokenAsync(host.App.Services, TestContext.Current.CancellationToken);
        (await SendAsync(graph, new("createFirstAdministrator", new { token = console, name = "Ada Admin", email = Email, password = Person.Password }, "staff { accountId }"))).Done();
        var first = (await SignInAsync(graph, null)).Done();
        var token = first["signIn.signIn.accessToken"];
        var invite = new Act("inviteStaff", new { email = "colleague@platform.example", role = "AUDITOR" }, "invitation { role }");
        Assert.Equal("true", first["signIn.signIn.needsSecondFactor"].ToLowerInvariant());
        Assert.Equal(["FORBIDDEN"], (await SendAsync(graph, invite, token)).Codes);

        var begun = (await SendAsync(graph, new("beginSecondFactor", new { password = Person.Password }, "secondFactorSecret { secret }"), token)).Done();
        var secret = begun["beginSecondFactor.secondFactorSecret.secret"];
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        (await SendAsync(graph, new("confirmSecondFactor", new { code = ProtectionJourneyTests.CodeAt(secret, now) }, "recoveryCodes { codes }"), token)).Done();

        (await SendAsync(graph, invite, token)).Done();
        Assert.Equal(["SECOND_FACTOR_REQUIRED"], (await SignInAsync(graph, null)).Codes);
        var second = (await SignInAsync(graph, ProtectionJourneyTests.CodeAt(secret, now.AddSeconds(30)))).Done();
        Assert.Equal("false", second["signIn.signIn.needsSecondFactor"].ToLowerInvariant());
        (await SendAsync(graph, invite with { Input = new { email = "other@platform.example", role = "BILLING" } }, second["signIn.signIn.accessToken"])).Done();
    }

    private static Task<Answer> SignInAsync(GraphClient graph, string? code) =>
        SendAsync(graph, new("signIn", new { email = Email, password = Person.Password, code }, "signIn { accessToken needsSecondFactor }"));

    private static Task<Answer> SendAsync(GraphClient graph, Act act, string? token = null) => graph.SendAsync(act.Document, act.Variables, token);
}

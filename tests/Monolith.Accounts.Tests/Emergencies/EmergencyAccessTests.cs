using Monolith.Accounts.Application.Emergencies;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Records;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Emergencies;

public sealed class EmergencyAccessTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Whoever_breaks_the_glass_sees_the_contact_for_an_hour_at_most_and_the_client_sees_each_look(string database)
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var (email, officerEmail) = (accounts.FreshEmail(), accounts.FreshEmail());
        var client = await AClientWithAContact(accounts, email);
        await accounts.AMemberOfStaff(Role.PrivacyOfficer, officerEmail);
        var support = accounts.As(Role.Support);

        var access = (await accounts.Send(Opening(client, EmergencyScope.Contact), support)).Value;
        var seen = (await accounts.Send(new EmergencyContactOf(access.AccessId), support)).Value;

        Assert.Equal(("Sam Sibling", null, null), (seen.Contact!.Name, seen.Name, seen.Phone));
        Assert.Contains(await accounts.MailTo(officerEmail), m => m.Template == MessageTemplate.EmergencyAccessOpened);
        Assert.Contains(await accounts.MailTo(email), m => m.Template == MessageTemplate.EmergencyContactOpened);
        var line = (await accounts.Send(new AccessLog(), client)).Value.Nodes[0];
        Assert.Equal((Role.Support, "break-glass", AuditOutcome.Granted), (line.ActorRole, line.Rule, line.Outcome));

        accounts.Clock.Advance(TimeSpan.FromMinutes(EmergencyAccess.MostMinutes));
        Assert.IsType<NeedToKnow>((await accounts.Send(new EmergencyContactOf(access.AccessId), support)).Refusal);
        Assert.Equal(AuditOutcome.Denied, (await accounts.Send(new AccessLog(), client)).Value.Nodes[0].Outcome);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_glass_is_open_to_nobody_else_and_shows_no_more_than_its_scope(string database)
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var client = await AClientWithAContact(accounts, accounts.FreshEmail());
        await accounts.AMemberOfStaff(Role.PrivacyOfficer);
        var support = accounts.As(Role.Support);
        var access = (await accounts.Send(Opening(client, EmergencyScope.PersonAndContact), support)).Value;

        var seen = (await accounts.Send(new EmergencyContactOf(access.AccessId), support)).Value;
        Assert.Equal(("Asha Rao", "+91 98765 43210"), (seen.Name, seen.Phone));
        Assert.IsType<NeedToKnow>((await accounts.Send(new EmergencyContactOf(access.AccessId), accounts.As(Role.Support))).Refusal);
        Assert.IsType<NeedToKnow>((await accounts.Send(new EmergencyContactOf(access.AccessId), accounts.As(Role.PrivacyOfficer))).Refusal);
        Assert.IsType<NeedToKnow>((await accounts.Send(new EmergencyContactOf(Guid.CreateVersion7()), support)).Refusal);
        Assert.Equal([(access.AccessId, (string?)null)], (await accounts.Send(new EmergencyAccesses(), accounts.As(Role.Auditor))).Value.Select(a => (a.AccessId, a.What)));
        Assert.Equal(["A call."], (await accounts.Send(new EmergencyAccesses(), accounts.As(Role.PrivacyOfficer))).Value.Select(a => a.What));
    }

    [Fact]
    public async Task It_takes_fresh_proof_a_reason_and_a_second_person()
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = accounts.FreshEmail();
        var client = await AClientWithAContact(accounts, email);
        var support = accounts.As(Role.Support);
        var wish = Opening(client, EmergencyScope.Contact);

        Assert.IsType<IllegalState>((await accounts.Send(wish, support)).Refusal);
        var officer = await accounts.AMemberOfStaff(Role.PrivacyOfficer);
        Assert.IsType<IllegalState>((await accounts.Send(wish, accounts.As(Role.PrivacyOfficer, officer))).Refusal);
        Assert.Equal("what", (await accounts.Send(wish with { What = " " }, support)).Refusal!.Field);
        Assert.Equal("minutes", (await accounts.Send(wish with { Minutes = 0 }, support)).Refusal!.Field);
        Assert.Equal("minutes", (await accounts.Send(wish with { Minutes = 61 }, support)).Refusal!.Field);
        Assert.Equal("clientNotToldBecause", (await accounts.Send(wish with { ClientNotToldBecause = "" }, support)).Refusal!.Field);
        Assert.IsType<AccountNotFound>((await accounts.Send(wish with { ClientId = officer }, support)).Refusal);
        Assert.Empty((await accounts.Send(new EmergencyAccesses(), accounts.As(Role.PrivacyOfficer))).Value);

        Assert.Null((await accounts.Send(wish with { Minutes = 1, ClientNotToldBecause = "It would put her sister at risk." }, support)).Refusal);
        Assert.DoesNotContain(await accounts.MailTo(email), m => m.Template == MessageTemplate.EmergencyContactOpened);
        accounts.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.IsType<ReauthRequired>((await accounts.Send(wish, support)).Refusal);
    }

    private static OpenEmergencyAccess Opening(Caller client, EmergencyScope scope) =>
        new(client.AccountId, SafetyConcern.DangerToSelf, scope, "A call.", EmergencyAccess.MostMinutes);

    private static async Task<Caller> AClientWithAContact(AccountsFixture accounts, string email)
    {
        var client = await accounts.ASignedInClient(email);
        Assert.Null((await accounts.Send(new SetEmergencyContact("Sam Sibling", "+919876543211", "sibling"), client)).Refusal);
        return client;
    }
}

using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Records;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Contracts.Events;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Testing;
using Microsoft.EntityFrameworkCore;

namespace Monolith.Accounts.Tests.Persons;

public sealed class PersonTests(AccountsFixture accounts) : IClassFixture<AccountsFixture>
{
    [Fact]
    [Clause("CA-2.3")]
    [Clause("CA-2.5")]
    [Clause("CA-5.10")]
    public async Task The_owner_sees_what_was_given_and_how_to_keep_it_safe()
    {
        var email = accounts.FreshEmail();
        var me = (await accounts.Send(new Me(), await accounts.ASignedInClient(email))).Value;

        Assert.Equal(("Asha Rao", email, "+91 98765 43210", 34, "woman"), (me.Name, me.Email, me.Phone, me.Age, me.Gender));
        Assert.Equal((1, 2), (me.SessionCount, me.SecurityTips.Count));
    }

    [Fact]
    [Clause("CA-7.2")]
    [Clause("CA-3.1")]
    public async Task The_owner_changes_details_and_what_is_left_out_stays()
    {
        var caller = await accounts.ASignedInClient();

        await accounts.Send(new UpdateProfile(null, "+44 20 7946 0000", null, "", [new FieldValue("demographics", "student")]), caller);

        var me = (await accounts.Send(new Me(), caller)).Value;
        Assert.Equal(("Asha Rao", "+44 20 7946 0000", null), (me.Name, me.Phone, me.Gender));
        Assert.Equal([new CollectedFieldView("demographics", "student")], me.Fields);
    }

    [Fact]
    [Clause("CA-2.7")]
    public async Task An_update_takes_no_field_that_is_not_collected_and_removes_none_that_is_required()
    {
        var caller = await accounts.ASignedInClient();

        Assert.IsType<FieldNotCollected>((await accounts.Send(new UpdateProfile(null, null, null, null, [new FieldValue("religion", "x")]), caller)).Refusal);
        Assert.IsType<FieldNotCollected>((await accounts.Send(new UpdateProfile(null, null, null, null, [new FieldValue("email", "x@example.org")]), caller)).Refusal);
        Assert.IsType<FieldRequired>((await accounts.Send(new UpdateProfile("", null, null, null, null), caller)).Refusal);
        Assert.IsType<FieldRequired>((await accounts.Send(new UpdateProfile(null, "call me", null, null, null), caller)).Refusal);
        Assert.IsType<AgeRestricted>((await accounts.Send(new UpdateProfile(null, null, 17, null, null), caller)).Refusal);
        Assert.Equal("Asha Rao", (await accounts.Send(new Me(), caller)).Value.Name);
    }

    [Fact]
    [Clause("CA-2.6")]
    public async Task An_emergency_contact_is_set_whole_and_removed()
    {
        var caller = await accounts.ASignedInClient();

        Assert.IsType<FieldRequired>((await accounts.Send(new SetEmergencyContact("Dev Rao", null, null), caller)).Refusal);
        var set = await accounts.Send(new SetEmergencyContact("Dev Rao", "+91 98765 11111", "brother"), caller);
        Assert.Equal(new EmergencyContactView("Dev Rao", "+91 98765 11111", "brother"), set.Value.EmergencyContact);
        await accounts.Send(new SetEmergencyContact(null, null, null), caller);

        Assert.Null((await accounts.Send(new Me(), caller)).Value.EmergencyContact);
    }

    [Theory]
    [Clause("CA-5.4")]
    [InlineData(Role.Administrator, null)]
    [InlineData(Role.Support, "Asha Rao")]
    [InlineData(Role.GrievanceOfficer, "Asha Rao")]
    public async Task Staff_see_of_an_account_what_their_task_needs(Role role, string? name)
    {
        var client = await accounts.ASignedInClient();

        var seen = await accounts.Send(new AccountById(client.AccountId), accounts.As(role));

        Assert.Equal((AccountState.Open, name, null), (seen.Value.State, seen.Value.Name, seen.Value.EmergencyContact));
    }

    [Theory]
    [InlineData(Role.Client)]
    [InlineData(Role.Therapist)]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Billing)]
    public async Task Everybody_else_finds_no_account_but_their_own(Role role)
    {
        var client = await accounts.ASignedInClient();

        Assert.IsType<AccountNotFound>((await accounts.Send(new AccountById(client.AccountId), accounts.As(role))).Refusal);
        Assert.IsType<AccountNotFound>((await accounts.Send(new AccountById(Guid.CreateVersion7()), accounts.As(role))).Refusal);
        Assert.Equal("Asha Rao", (await accounts.Send(new AccountById(client.AccountId), client)).Value.Name);
    }

    [Fact]
    [Clause("CA-4.2")]
    public async Task A_therapist_without_a_match_sees_no_client_and_support_sees_no_age()
    {
        var client = await accounts.ASignedInClient();

        Assert.Empty((await accounts.Send(new ClientsByIds([client.AccountId]), accounts.As(Role.Therapist))).Value);
        var seen = (await accounts.Send(new ClientsByIds([client.AccountId]), accounts.As(Role.Support))).Value[client.AccountId];
        Assert.Equal(new ClientView(client.AccountId, "Asha Rao", null, null, null, "+91 98765 43210", null), seen);
    }

    [Fact]
    public async Task The_auditor_reads_who_looked_and_the_owner_does_not_read_that()
    {
        var client = await accounts.ASignedInClient();
        var support = accounts.As(Role.Support);
        await accounts.Send(new AccountById(client.AccountId), support);
        await accounts.Send(new ClientsByIds([client.AccountId]), accounts.As(Role.Marketing));

        var trail = (await accounts.Send(new AuditTrailOf(client.AccountId, 10, null), accounts.As(Role.Auditor))).Value;

        Assert.Contains(trail, entry => entry.ActorId == support.AccountId);
        await Assert.ThrowsAsync<RejectedException>(() => accounts.Send(new AuditTrailOf(client.AccountId, 10, null), client));
    }

    [Fact]
    public async Task The_sessions_of_the_owner_are_listed_and_ended()
    {
        var email = await accounts.AClient();
        var here = (await accounts.CallerOf((await accounts.SignedIn(email)).AccessToken))!;
        var lost = await accounts.SignedIn(email);

        var sessions = (await accounts.Send(new MySessions(), here)).Value;
        await accounts.Send(new EndAccountSession(sessions.Single(s => !s.IsThis).SessionId), here);

        Assert.Equal(2, sessions.Length);
        Assert.Null(await accounts.CallerOf(lost.AccessToken));
        Assert.Single((await accounts.Send(new MySessions(), here)).Value);
    }

    [Fact]
    public async Task Holdings_are_the_owners_to_read_and_a_strangers_are_not()
    {
        var client = await accounts.ASignedInClient();

        var held = (await accounts.Send(new Holdings(null), client)).Value;

        Assert.Contains(held, h => h is { Kind: "account", DataClass: DataClass.Identity, Count: 1 });
        Assert.Contains(held, h => h is { Kind: "sessions", DataClass: DataClass.Usage });
        Assert.IsType<NeedToKnow>((await accounts.Send(new Holdings(client.AccountId), accounts.As(Role.Marketing))).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    [Clause("CA-8.2")]
    public async Task A_closed_account_is_cut_off_at_once_and_gone_after_30_days(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var email = await own.AClient();
        var tokens = await own.SignedIn(email);
        var caller = (await own.CallerOf(tokens.AccessToken))!;
        Assert.IsType<PasswordWrong>((await own.Send(new CloseAccount("wrong"), caller)).Refusal);

        Assert.Null((await own.Send(new CloseAccount(AccountsFixture.Password), caller)).Refusal);

        Assert.Null(await own.CallerOf(tokens.AccessToken));
        Assert.IsType<SessionOver>((await own.Send(new RefreshSession(tokens.RefreshToken))).Refusal);
        Assert.IsType<SignInRefused>((await own.Send(new SignIn(email, AccountsFixture.Password, tokens.DeviceToken))).Refusal);
        Assert.IsType<IllegalState>((await own.Send(new CloseAccount(AccountsFixture.Password), caller)).Refusal);
        Assert.Contains(nameof(AccountClosed), await Told(own), StringComparison.Ordinal);

        own.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        await own.RunJobs();
        Assert.Equal(AccountState.Closed, (await own.Send(new AccountById(caller.AccountId), own.As(Role.Administrator))).Value.State);
        own.Held.Add(caller.AccountId);
        own.Clock.Advance(TimeSpan.FromMinutes(1));
        await own.RunJobs();
        Assert.Equal(AccountState.Closed, (await own.Send(new AccountById(caller.AccountId), own.As(Role.Administrator))).Value.State);
        own.Held.Clear();
        await own.RunJobs();
        Assert.IsType<AccountNotFound>((await own.Send(new AccountById(caller.AccountId), own.As(Role.Administrator))).Refusal);
        Assert.Empty(await own.MailTo(email));
    }

    private static Task<string> Told(AccountsFixture own) =>
        own.Read<AccountsDbContext, string>(async db => string.Join(' ', await db.Outbox.Select(m => m.Kind).ToListAsync()));
}

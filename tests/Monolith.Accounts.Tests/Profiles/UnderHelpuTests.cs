using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Records;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Application.Usage;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Tests.Registering;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Profiles;

public sealed class UnderHelpuTests(HelpuFixture accounts) : IClassFixture<HelpuFixture>
{
    private const string Wrong = "Quiet-Harbour-93 lamb";

    [Fact]
    [Clause("HU-12")]
    public async Task A_postal_address_that_was_given_is_there_for_its_owner()
    {
        var me = (await accounts.Send(new Me(), await accounts.ACustomer(accounts.FreshEmail(), new FieldValue("postalAddress", "1 Quay Street")))).Value;

        Assert.Contains(new CollectedFieldView("postalAddress", "1 Quay Street"), me.Fields!);
    }

    [Fact]
    [Clause("HU-35")]
    public async Task After_ten_wrong_passwords_the_right_one_is_refused_too()
    {
        var email = accounts.FreshEmail();
        var customer = await accounts.ACustomer(email);
        for (var i = 0; i < 10; i++)
        {
            Assert.IsType<SignInRefused>((await accounts.Send(new SignIn(email, Wrong, null))).Refusal);
        }

        Assert.IsType<RateLimited>((await accounts.Send(new SignIn(email, AccountsFixture.Password, null))).Refusal);
        await accounts.RunJobs();
        var log = (await accounts.Send(new UsageLogOf(customer.AccountId, UsageKind.Security), accounts.As(Role.Administrator))).Value;
        Assert.Equal(11, log.Length);
        Assert.Single(log, e => e.Area == "signInLimited");
    }

    [Fact]
    [Clause("HU-47")]
    [Clause("HU-59")]
    public async Task Whoever_signs_in_sees_all_that_is_held_and_a_visitor_sees_nothing()
    {
        var client = await accounts.ACustomer(accounts.FreshEmail());

        var kinds = (await accounts.Send(new Holdings(null), client)).Value.Select(h => h.Kind).ToList();

        Assert.Superset(new HashSet<string> { "account", "sessions", "messages" }, kinds.ToHashSet());
        await Assert.ThrowsAsync<RejectedException>(() => accounts.Send(new Holdings(client.AccountId)));
        await Assert.ThrowsAsync<RejectedException>(() => accounts.Send(new Me()));
        await Assert.ThrowsAsync<RejectedException>(() => accounts.Send(new AccountById(client.AccountId)));
    }

    [Theory]
    [Clause("HU-48")]
    [InlineData(Role.Marketing)]
    [InlineData(Role.CredentialVerifier)]
    [InlineData(Role.Billing)]
    public async Task A_role_without_the_task_reads_no_client(Role role)
    {
        var client = await accounts.ACustomer(accounts.FreshEmail());

        Assert.IsType<AccountNotFound>((await accounts.Send(new AccountById(client.AccountId), accounts.As(role))).Refusal);
        Assert.IsType<NeedToKnow>((await accounts.Send(new Holdings(client.AccountId), accounts.As(role))).Refusal);
        await accounts.Tell(new CaseOpened(Guid.CreateVersion7(), client.AccountId, accounts.Clock.GetUtcNow().UtcDateTime));
        Assert.Equal("Asha", (await accounts.Send(new AccountById(client.AccountId), accounts.As(Role.Support))).Value.Fields!.Single(f => f.Name == "firstName").Value);
    }

    [Fact]
    [Clause("HU-51")]
    public async Task The_auditor_reads_the_trail_and_changes_nothing()
    {
        var client = await accounts.ACustomer(accounts.FreshEmail());
        var auditor = accounts.As(Role.Auditor);
        await accounts.Send(new Me(), client);

        Assert.NotEmpty((await accounts.Send(new AuditTrailOf(client.AccountId, 10, null), auditor)).Value);
        await Assert.ThrowsAsync<RejectedException>(() => accounts.Send(new Application.Staff.SuspendAccount(client.AccountId), auditor));
        Assert.IsType<AccountNotFound>((await accounts.Send(new UpdateProfile("Other", null, null, null, null), auditor)).Refusal);
    }
}

using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Records;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Contracts.Events;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Persons;

public sealed class DeleteAccountTests
{
    [Theory, ClassData(typeof(Databases))]
    [Clause("O7-3.5")]
    public async Task A_deleted_account_is_closed_to_everybody_at_once_and_its_erasure_is_ordered(string database)
    {
        await using var own = await ModuleFixture.OnAsync<O7therapyFixture>(database);
        var email = own.FreshEmail();
        var client = await own.Lark(email);
        var tokens = await own.SignedIn(email);
        Assert.Equal("confirm", Assert.IsType<FieldRequired>((await own.Send(new DeleteAccount(AccountsFixture.Password, false), client)).Refusal).Field);
        Assert.IsType<PasswordWrong>((await own.Send(new DeleteAccount("wrong", true), client)).Refusal);

        Assert.Null((await own.Send(new DeleteAccount(AccountsFixture.Password, true), client)).Refusal);

        Assert.Null(await own.CallerOf(tokens.AccessToken));
        Assert.IsType<SignInRefused>((await own.Send(new SignIn(email, AccountsFixture.Password, tokens.DeviceToken))).Refusal);
        Assert.IsType<IllegalState>((await own.Send(new DeleteAccount(AccountsFixture.Password, true), client)).Refusal);
        var kinds = await own.Read<AccountsDbContext, List<string>>(db => db.Outbox.Where(m => m.Body.Contains(client.AccountId.ToString())).Select(m => m.Kind).ToListAsync());
        Assert.Contains(typeof(AccountErasureDue).FullName, kinds);
        Assert.Contains(typeof(AccountClosed).FullName, kinds);
        await own.RunJobs();
        Assert.Empty(await own.MailTo(email));
    }

    [Fact]
    public async Task Where_the_profile_has_no_self_service_an_account_is_deleted_on_request_only()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);

        Assert.IsType<FeatureDisabled>((await own.Send(new DeleteAccount(AccountsFixture.Password, true), await own.ASignedInClient())).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    [Clause("O7-3.3")]
    public async Task A_copy_of_a_deleted_field_is_kept_for_a_privacy_officer_alone_until_its_year_is_over(string database)
    {
        await using var own = await ModuleFixture.OnAsync<O7therapyFixture>(database);
        var client = await own.Lark(own.FreshEmail());
        var (officer, now) = (own.As(Role.PrivacyOfficer), own.Clock.GetUtcNow().UtcDateTime);
        await own.Send(new DeletePersonalData(["gender"]), client);

        var kept = Assert.Single((await own.Send(new RetainedCopy(client.AccountId), officer)).Value);
        Assert.Equal(("gender", "woman", now, now.AddYears(1)), (kept.Name, kept.Value, kept.DeletedAt, kept.KeptUntilAt));
        Assert.Contains("retainUnrevisedCopy", kept.Reason, StringComparison.Ordinal);
        var held = (await own.Send(new Holdings(client.AccountId), officer)).Value.Single(h => h.Kind == "copy of deleted fields");
        Assert.Equal((1, now.AddYears(1)), (held.Count, held.KeptUntilAt));
        Assert.Equal(1, await own.Read<AccountsDbContext, int>(db => db.Set<AuditEntry>().CountAsync(e =>
            e.SubjectId == client.AccountId && e.Operation == nameof(RetainedCopy) && e.Outcome == AuditOutcome.Granted)));
        await Assert.ThrowsAsync<RejectedException>(() => own.Send(new RetainedCopy(client.AccountId), own.As(Role.Therapist)));
        await Assert.ThrowsAsync<RejectedException>(() => own.Send(new RetainedCopy(client.AccountId), client));

        own.Clock.Advance(TimeSpan.FromDays(366));
        await own.RunJobs();
        Assert.Empty((await own.Send(new RetainedCopy(client.AccountId), officer)).Value);
    }

    [Fact]
    public async Task Where_the_profile_keeps_no_copy_nothing_is_left_of_a_deleted_field()
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(Databases.Sqlite);
        var member = await own.AMember(own.FreshEmail(), new Application.Registering.FieldValue("social", "@asha"));
        await own.Send(new DeletePersonalData(["social"]), member);

        Assert.Empty((await own.Send(new RetainedCopy(member.AccountId), own.As(Role.PrivacyOfficer))).Value);
    }

    [Fact]
    [Clause("AP-128")]
    public async Task After_the_deletion_nothing_is_written_to_the_address_any_more()
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(Databases.Sqlite);
        var (email, other) = (own.FreshEmail(), own.FreshEmail());
        var (member, staying) = (await own.AMember(email), await own.AMember(other));
        await own.Send(new DeleteAccount(AccountsFixture.Password, true), member);

        await own.Tell(new Consent.Contracts.Events.PolicyVersionAnnounced(Guid.CreateVersion7(), Consent.Contracts.DocumentKind.Privacy, 2, own.Clock.GetUtcNow().UtcDateTime));
        await own.RunJobs();

        Assert.DoesNotContain(await own.MailTo(email), m => m.Template is MessageTemplate.PolicyChanged);
        Assert.Contains(await own.MailTo(other), m => m.Template is MessageTemplate.PolicyChanged);
        Assert.NotEqual(member.AccountId, staying.AccountId);
    }
}

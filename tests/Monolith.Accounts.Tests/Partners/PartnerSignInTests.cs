using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Partners;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Application.Staff;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Partners;

public sealed class PartnerSignInTests
{
    [Fact]
    public async Task Without_a_file_there_are_no_partners_and_no_token_signs_anybody_in()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var client = await own.ASignedInClient();

        Assert.Empty((await own.Send(new Application.Partners.Partners())).Value);
        Assert.IsType<FeatureDisabled>((await own.Send(new SignInWithPartner("acme", "a.b.c"))).Refusal);
        Assert.IsType<FeatureDisabled>((await own.Send(new LinkPartner("acme", "a.b.c", null, AccountsFixture.Password, true), client)).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_linked_person_signs_in_with_a_token_and_only_with_the_one_that_is_theirs(string database)
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(database);
        var client = await own.ALinkedClient("maya");

        var entered = await own.Enter(own.Token("maya"));

        Assert.Null(entered.Refusal);
        Assert.Equal(client.AccountId, entered.Value.AccountId);
        Assert.Equal(client.AccountId, (await own.CallerOf(entered.Value.AccessToken))!.AccountId);
        Assert.IsType<PartnerNotLinked>((await own.Enter(own.Token("Maya"))).Refusal);
        var link = Assert.Single((await own.Send(new MyPartnerLinks(), client)).Value);
        Assert.Equal(("acme", "Acme", true), (link.Partner, link.Name, link.UsedAt is not null));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_token_is_good_once_even_in_two_hands_at_once(string database)
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(database);
        await own.ALinkedClient("maya");
        var token = own.Token("maya");

        var both = await AccountsFixture.AtOnce(() => own.Enter(token), () => own.Enter(token));

        Assert.Single(both, b => b.Refusal is null);
        Assert.Single(both, b => b.Refusal is PartnerTokenRefused);
        Assert.IsType<PartnerTokenRefused>((await own.Enter(token)).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Two_tokens_of_one_person_at_once_sign_in_twice(string database)
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(database);
        await own.ALinkedClient("maya");
        var (one, other) = (own.Token("maya"), own.Token("maya"));

        Assert.All(await AccountsFixture.AtOnce(() => own.Enter(one), () => own.Enter(other)), b => Assert.Null(b.Refusal));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task One_person_of_a_partner_has_one_account_though_two_ask_at_once(string database)
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(database);
        var (first, second) = (await own.ASignedInClient(), await own.ASignedInClient());

        var both = await AccountsFixture.AtOnce(() => own.Link(first, "maya"), () => own.Link(second, "maya"));

        Assert.Single(both, b => b.Refusal is null);
        Assert.Single(both, b => b.Refusal is PartnerSubjectTaken);
        Assert.Equal(1, await own.Read<AccountsDbContext, int>(db => db.PartnerLinks.CountAsync()));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_account_has_one_link_with_a_partner_though_it_asks_for_two_at_once(string database)
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(database);
        var client = await own.ASignedInClient();

        var both = await AccountsFixture.AtOnce(() => own.Link(client, "maya"), () => own.Link(client, "another"));

        Assert.Single(both, b => b.Refusal is null);
        Assert.Single(both, b => b.Refusal is IllegalState);
        Assert.IsType<IllegalState>((await own.Link(client, "a third")).Refusal);
    }

    [Fact]
    public async Task A_link_is_not_made_without_a_yes_nor_without_the_password_and_then_the_token_is_still_good()
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);
        var client = await own.ASignedInClient();
        var token = own.Token("maya");

        Assert.IsType<ConsentRequired>((await own.Send(new LinkPartner("acme", token, PartnerFixture.Secret, AccountsFixture.Password, false), client)).Refusal);
        Assert.IsType<PasswordWrong>((await own.Send(new LinkPartner("acme", token, PartnerFixture.Secret, "Another-Harbour-93", true), client)).Refusal);
        Assert.Null((await own.Send(new LinkPartner("acme", token, PartnerFixture.Secret, AccountsFixture.Password, true), client)).Refusal);
        Assert.IsType<PartnerTokenRefused>((await own.Enter(token)).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_repeated_link_has_one_effect_and_the_first_answer(string database)
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(database);
        var client = await own.ASignedInClient();

        var first = await own.Link(client, "maya", key: "again");
        var again = await own.Link(client, "maya", key: "again");
        var ended = await own.Send(new UnlinkPartner(first.Value.LinkId), client, "end");
        var endedAgain = await own.Send(new UnlinkPartner(first.Value.LinkId), client, "end");

        Assert.Equal(first.Value.LinkId, again.Value.LinkId);
        Assert.Equal(ended.Value.LinkId, endedAgain.Value.LinkId);
        Assert.Empty((await own.Send(new MyPartnerLinks(), client)).Value);
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_and_a_refusal_leaves_the_token_good()
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);
        var client = await own.ALinkedClient("maya");
        var secret = OneTimeCode.MakeSecret();
        await own.Write<AccountsDbContext>(db =>
        {
            var factor = new SecondFactor { AccountId = client.AccountId, Secret = Sealed.Of(secret) };
            factor.Confirm(own.Clock.GetUtcNow().UtcDateTime);
            db.SecondFactors.Add(factor);
            return Task.CompletedTask;
        });
        var token = own.Token("maya");

        Assert.IsType<SecondFactorRequired>((await own.Enter(token)).Refusal);
        Assert.IsType<SecondFactorWrong>((await own.Enter(token, code: "00000X")).Refusal);
        Assert.Null((await own.Enter(token, code: OneTimeCode.At(secret, own.Clock.GetUtcNow().UtcDateTime))).Refusal);
    }

    [Fact]
    public async Task A_link_that_was_ended_signs_nobody_in_and_cannot_be_ended_by_others()
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);
        var (client, other) = (await own.ALinkedClient("maya"), await own.ALinkedClient("ira"));
        var link = Assert.Single((await own.Send(new MyPartnerLinks(), client)).Value);

        Assert.IsType<PartnerLinkNotFound>((await own.Send(new UnlinkPartner(link.LinkId), other)).Refusal);
        Assert.Null((await own.Enter(own.Token("maya"))).Refusal);
        Assert.Null((await own.Send(new UnlinkPartner(link.LinkId), client)).Refusal);
        Assert.IsType<PartnerNotLinked>((await own.Enter(own.Token("maya"))).Refusal);
        Assert.Null((await own.Enter(own.Token("ira"))).Refusal);
    }

    [Fact]
    public async Task Its_owner_is_told_of_a_link_and_of_its_end()
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);
        var email = await own.AClient();
        var client = (await own.CallerOf((await own.SignedIn(email)).AccessToken))!;
        var link = await own.Link(client, "maya");
        await own.Send(new UnlinkPartner(link.Value.LinkId), client);

        var mail = (await own.MailTo(email)).Select(m => m.Template).ToList();

        Assert.Contains(MessageTemplate.PartnerLinked, mail);
        Assert.Contains(MessageTemplate.PartnerUnlinked, mail);
    }

    [Fact]
    public async Task A_suspended_account_is_not_entered_through_a_partner_and_staff_make_no_links()
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(Databases.Sqlite);
        var client = await own.ALinkedClient("maya");
        Assert.Null((await own.Send(new SuspendAccount(client.AccountId), own.As(Role.Administrator))).Refusal);

        Assert.IsType<SignInRefused>((await own.Enter(own.Token("maya"))).Refusal);
        await Assert.ThrowsAsync<RejectedException>(() => own.Link(own.As(Role.Support), "sam"));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_reset_password_and_a_reported_concern_end_the_links(string database)
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(database);
        var email = await own.AClient();
        var client = (await own.CallerOf((await own.SignedIn(email)).AccessToken))!;
        var other = await own.ALinkedClient("ira");
        Assert.Null((await own.Link(client, "maya")).Refusal);
        await own.Send(new RequestPasswordReset(email));
        await own.RunJobs();
        Assert.Null((await own.Send(new ResetPassword(await own.CodeTo(email, MessageTemplate.PasswordReset), "Loud-Meadow-71 bridge"))).Refusal);
        await own.Tell(new SecurityConcernReported(Guid.CreateVersion7(), other.AccountId, own.Clock.GetUtcNow().UtcDateTime));

        Assert.IsType<PartnerNotLinked>((await own.Enter(own.Token("maya"))).Refusal);
        Assert.IsType<PartnerNotLinked>((await own.Enter(own.Token("ira"))).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Erasing_a_person_erases_the_link_and_used_tokens_are_forgotten_when_they_are_over(string database)
    {
        await using var own = await ModuleFixture.OnAsync<PartnerFixture>(database);
        var client = await own.ALinkedClient("maya");
        await own.RunJobs();
        Assert.Equal(1, await own.Read<AccountsDbContext, int>(db => db.SpentPartnerTokens.CountAsync()));

        await own.Tell(new ErasureOrdered(Guid.CreateVersion7(), client.AccountId, own.Clock.GetUtcNow().UtcDateTime));
        own.Clock.Advance(TimeSpan.FromMinutes(6));
        await own.RunJobs();

        Assert.Equal(0, await own.Read<AccountsDbContext, int>(db => db.PartnerLinks.CountAsync()));
        Assert.Equal(0, await own.Read<AccountsDbContext, int>(db => db.SpentPartnerTokens.CountAsync()));
        Assert.IsType<PartnerNotLinked>((await own.Enter(own.Token("maya"))).Refusal);
    }
}

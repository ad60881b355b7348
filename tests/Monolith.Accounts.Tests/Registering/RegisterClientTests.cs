using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Contracts.Events;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Registering;

public sealed class RegisterClientTests(AccountsFixture accounts) : IClassFixture<AccountsFixture>
{
    [Fact]
    [Clause("CA-15.2")]
    public async Task A_proven_registration_opens_the_account_and_tells_what_was_accepted()
    {
        var email = accounts.FreshEmail();
        await accounts.Send(AccountsFixture.Form(email));
        var registeredAt = accounts.Clock.GetUtcNow().UtcDateTime;
        accounts.Clock.Advance(TimeSpan.FromHours(1));

        await accounts.Send(new VerifyEmail(await accounts.CodeTo(email, MessageTemplate.VerifyEmail)));

        var signedIn = await accounts.SignedIn(email);
        var told = await accounts.Read<AccountsDbContext, ClientRegistered?>(async db =>
            (await db.Outbox.Where(m => m.AggregateId == signedIn.AccountId).ToListAsync()).Select(m => JsonSerializer.Deserialize<ClientRegistered>(m.Body)).Single());
        Assert.Equal([AccountsFixture.DocumentVersionId], told!.AcceptedVersionIds);
        Assert.True(told.AffirmedAdult);
        Assert.Equal(registeredAt, told.RegisteredAt, TimeSpan.FromMilliseconds(1));
    }

    [Theory]
    [Clause("CA-2.1")]
    [Clause("CA-2.4")]
    [InlineData("name")]
    [InlineData("email")]
    [InlineData("phone")]
    [InlineData("age")]
    public async Task A_required_field_left_out_is_named(string field)
    {
        var form = AccountsFixture.Form(accounts.FreshEmail());
        form = field switch
        {
            "name" => form with { Name = null },
            "email" => form with { Email = null },
            "phone" => form with { Phone = "  " },
            _ => form with { Age = null },
        };

        var answer = await accounts.Send(form);

        Assert.Equal(field, Assert.IsType<FieldRequired>(answer.Refusal).Field);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("a@b")]
    [InlineData("a b@example.org")]
    [InlineData("a@example.org\nBcc: b@example.org")]
    public async Task An_address_that_no_mail_reaches_is_refused(string email) =>
        Assert.Equal("email", Assert.IsType<FieldRequired>((await accounts.Send(AccountsFixture.Form(email))).Refusal).Field);

    [Fact]
    [Clause("CA-2.7")]
    public async Task A_field_that_is_not_collected_is_refused_and_one_that_is_is_kept()
    {
        var form = AccountsFixture.Form(accounts.FreshEmail());

        var religion = await accounts.Send(form with { Fields = [new FieldValue("religion", "none")] });
        var date = await accounts.Send(form with { DateOfBirth = new DateOnly(1990, 1, 1) });
        var demographics = await accounts.Send(form with { Fields = [new FieldValue("demographics", "student")] });

        Assert.Equal("religion", Assert.IsType<FieldNotCollected>(religion.Refusal).Field);
        Assert.Equal("dateOfBirth", Assert.IsType<FieldNotCollected>(date.Refusal).Field);
        Assert.Null(demographics.Refusal);
    }

    [Theory]
    [Clause("CA-13.1")]
    [InlineData(0, false)]
    [InlineData(17, false)]
    [InlineData(18, true)]
    [InlineData(130, true)]
    public async Task The_service_is_for_people_of_18_and_older(int age, bool admitted)
    {
        var answer = await accounts.Send(AccountsFixture.Form(accounts.FreshEmail()) with { Age = age });

        Assert.Equal(admitted ? null : typeof(AgeRestricted), answer.Refusal?.GetType());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(131)]
    public async Task An_age_nobody_has_is_refused(int age) =>
        Assert.IsType<FieldRequired>((await accounts.Send(AccountsFixture.Form(accounts.FreshEmail()) with { Age = age })).Refusal);

    [Theory]
    [Clause("CA-15.2")]
    [InlineData(null)]
    [InlineData(false)]
    public async Task Who_does_not_affirm_to_be_of_age_is_refused(bool? affirmed) =>
        Assert.IsType<AgeRestricted>((await accounts.Send(AccountsFixture.Form(accounts.FreshEmail()) with { AffirmAdult = affirmed })).Refusal);

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    public async Task Who_does_not_accept_the_policy_is_refused(bool? accepted) =>
        Assert.IsType<PolicyAcceptanceRequired>((await accounts.Send(AccountsFixture.Form(accounts.FreshEmail()) with { AcceptPolicy = accepted })).Refusal);

    [Fact]
    [Clause("CA-13.2")]
    public async Task Nothing_is_stored_of_a_minor()
    {
        var email = accounts.FreshEmail();
        var before = await Rows();

        await accounts.Send(AccountsFixture.Form(email) with { Age = 17 }, idempotencyKey: "minor");

        Assert.Equal(before, await Rows());
        Assert.Empty(await accounts.MailTo(email));

        async Task<int> Rows() => await accounts.Read<AccountsDbContext, int>(async db =>
            await db.Registrations.CountAsync() + await db.Accounts.CountAsync() + await db.OutgoingMessages.CountAsync() + await db.Idempotency.CountAsync());
    }

    [Fact]
    [Clause("CA-2.2")]
    public async Task A_registered_address_gets_the_same_answer_and_its_owner_a_mail()
    {
        var email = await accounts.AClient();
        var other = AccountsFixture.Form(email.ToUpperInvariant()) with { Password = "Another-Harbour-17 sun" };

        var fresh = await accounts.Send(AccountsFixture.Form(accounts.FreshEmail()));
        var taken = await accounts.Send(other);

        Assert.Equal(JsonSerializer.Serialize(fresh.Value), JsonSerializer.Serialize(taken.Value));
        Assert.Equal(MessageTemplate.AlreadyRegistered, (await accounts.MailTo(email))[0].Template);
        Assert.IsType<SignInRefused>((await accounts.Send(new Application.Sessions.SignIn(email, other.Password!, null))).Refusal);
    }

    [Fact]
    public async Task The_same_request_sent_twice_makes_one_registration_and_another_body_is_refused()
    {
        var email = accounts.FreshEmail();

        await accounts.Send(AccountsFixture.Form(email), idempotencyKey: "twice-" + email);
        var again = await accounts.Send(AccountsFixture.Form(email), idempotencyKey: "twice-" + email);
        var changed = await accounts.Send(AccountsFixture.Form(email) with { Name = "Somebody Else" }, idempotencyKey: "twice-" + email);

        Assert.Equal(RegistrationView.Sent, again.Value);
        Assert.IsType<KeyReused>(changed.Refusal);
        Assert.Single(await accounts.MailTo(email));
    }

    [Fact]
    public async Task Nobody_takes_over_an_address_by_registering_it_first()
    {
        var email = accounts.FreshEmail();
        await accounts.Send(AccountsFixture.Form(email) with { Password = "Intruder-Harbour-17 sun" });
        await accounts.Send(AccountsFixture.Form(email));

        await accounts.Send(new VerifyEmail((await accounts.MailTo(email))[0].Code!));

        await accounts.SignedIn(email);
        Assert.IsType<SignInRefused>((await accounts.Send(new Application.Sessions.SignIn(email, "Intruder-Harbour-17 sun", null))).Refusal);
        Assert.IsType<CodeInvalid>((await accounts.Send(new VerifyEmail((await accounts.MailTo(email))[1].Code!))).Refusal);
    }

    [Theory]
    [InlineData(24, false)]
    [InlineData(23.99, true)]
    public async Task A_code_works_for_24_hours(double hours, bool works)
    {
        var email = accounts.FreshEmail();
        await accounts.Send(AccountsFixture.Form(email));
        accounts.Clock.Advance(TimeSpan.FromHours(hours));

        var answer = await accounts.Send(new VerifyEmail(await accounts.CodeTo(email, MessageTemplate.VerifyEmail)));

        Assert.Equal(works ? null : typeof(CodeInvalid), answer.Refusal?.GetType());
    }

    [Fact]
    public async Task A_code_that_was_never_sent_or_was_used_is_refused()
    {
        var email = await accounts.AClient();

        Assert.IsType<CodeInvalid>((await accounts.Send(new VerifyEmail("nothing"))).Refusal);
        Assert.IsType<CodeInvalid>((await accounts.Send(new VerifyEmail(await accounts.CodeTo(email, MessageTemplate.VerifyEmail)))).Refusal);
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Contracts.Events;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.Billing.Contracts.Events;
using Monolith.Consent.Contracts;
using Monolith.Consent.Contracts.Events;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;
using Monolith.Therapy.Contracts;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Accounts.Tests.Records;

public sealed class CaseTests(AccountsFixture accounts) : IClassFixture<AccountsFixture>
{
    private DateTime Now => accounts.Clock.GetUtcNow().UtcDateTime;

    [Theory, ClassData(typeof(Databases))]
    [Clause("CA-8.6")]
    public async Task An_order_to_erase_leaves_nothing_and_tells_the_case(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var email = await own.AClient();
        var tokens = await own.SignedIn(email);
        var caseId = Guid.CreateVersion7();

        await own.Tell(new ErasureOrdered(caseId, tokens.AccountId, Now));

        Assert.Null(await own.CallerOf(tokens.AccessToken));
        Assert.Empty(await own.MailTo(email));
        var told = await own.Read<AccountsDbContext, AccountsErased>(async db =>
            JsonSerializer.Deserialize<AccountsErased>((await db.Outbox.SingleAsync(m => m.Kind == typeof(AccountsErased).FullName)).Body)!);
        Assert.Equal((caseId, tokens.AccountId, 0), (told.CaseId, told.SubjectId, told.RetainedRecords));
        Assert.True(told.ErasedRecords >= 4, "account, session, device and message go");

        var again = await own.AClient(email);
        var me = (await own.Send(new Me(), await own.CallerOf((await own.SignedIn(again)).AccessToken))).Value;
        Assert.NotEqual(tokens.AccountId, me.Id);
        Assert.Null(me.EmergencyContact);
        Assert.Equal(1, me.SessionCount);
    }

    [Fact]
    public async Task An_order_to_erase_somebody_unknown_is_answered_too()
    {
        var subject = Guid.CreateVersion7();

        await accounts.Tell(new ErasureOrdered(Guid.CreateVersion7(), subject, Now));

        Assert.Equal(1, await accounts.Read<AccountsDbContext, int>(db => db.Outbox.CountAsync(m => m.Body.Contains(subject.ToString()))));
    }

    [Fact]
    [Clause("CA-5.11")]
    public async Task A_reported_concern_ends_every_session_at_once()
    {
        var email = await accounts.AClient();
        var tokens = await accounts.SignedIn(email);
        Assert.NotNull(await accounts.CallerOf(tokens.AccessToken));

        await accounts.Tell(new SecurityConcernReported(Guid.CreateVersion7(), tokens.AccountId, Now));

        Assert.Null(await accounts.CallerOf(tokens.AccessToken));
        Assert.IsType<SessionOver>((await accounts.Send(new RefreshSession(tokens.RefreshToken))).Refusal);
        Assert.Equal(MessageTemplate.SessionsEnded, (await accounts.MailTo(email))[0].Template);
        await accounts.SignedIn(email);
    }

    [Fact]
    public async Task The_maker_of_a_rights_request_proves_it_with_the_mailed_code_for_its_case_within_a_day()
    {
        var email = await accounts.AClient();
        var (caseId, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await accounts.Tell(new RightsRequestReceived(caseId, (await accounts.SignedIn(email)).AccountId, Now));
        var code = await accounts.CodeTo(email, MessageTemplate.RequesterCode);

        Assert.True(await IsProven(caseId, code));
        Assert.False(await IsProven(caseId, code[..^1]));
        Assert.False(await IsProven(other, code));
        accounts.Clock.Advance(TimeSpan.FromHours(24));
        Assert.False(await IsProven(caseId, code));
    }

    [Fact]
    [Clause("CA-3.5")]
    public async Task News_is_told_to_those_it_is_about_without_its_content()
    {
        var (client, therapist) = (await accounts.AClient(), await accounts.AClient());
        var (clientId, therapistId) = ((await accounts.SignedIn(client)).AccountId, (await accounts.SignedIn(therapist)).AccountId);
        var at = new DateTime(2031, 6, 3, 9, 30, 0, DateTimeKind.Utc);

        await accounts.Tell(new AppointmentBooked(Guid.CreateVersion7(), clientId, therapistId, at, at.AddMinutes(50)));
        await accounts.Tell(new AppointmentRescheduled(Guid.CreateVersion7(), clientId, therapistId, at, at.AddMinutes(50)));
        await accounts.Tell(new AppointmentCancelled(Guid.CreateVersion7(), clientId, therapistId, SessionOutcome.CancelledByClient, at));
        await accounts.Tell(new GrievanceAcknowledged(Guid.CreateVersion7(), clientId, at));
        await accounts.Tell(new GrievanceResolved(Guid.CreateVersion7(), clientId, at));
        await accounts.Tell(new OrderPaid(Guid.CreateVersion7(), clientId, 150_000, at, Guid.CreateVersion7()));

        var news = (await accounts.MailTo(client)).Where(m => m.Template is not MessageTemplate.VerifyEmail).ToArray();
        Assert.Equal(
            [MessageTemplate.OrderPaid, MessageTemplate.GrievanceResolved, MessageTemplate.GrievanceAcknowledged, MessageTemplate.AppointmentCancelled, MessageTemplate.AppointmentRescheduled, MessageTemplate.AppointmentBooked],
            news.Select(m => m.Template));
        Assert.Equal(4, (await accounts.MailTo(therapist)).Length);
        Assert.All(news, m => Assert.DoesNotMatch("[0-9]|Asha|Rao", m.Subject + m.Text));
    }

    [Fact]
    public async Task An_account_that_was_closed_hears_no_news()
    {
        var email = await accounts.AClient();
        var client = (await accounts.CallerOf((await accounts.SignedIn(email)).AccessToken))!;
        Assert.Null((await accounts.Send(new CloseAccount(AccountsFixture.Password), client)).Refusal);
        var before = (await accounts.MailTo(email)).Length;

        await accounts.Tell(new GrievanceResolved(Guid.CreateVersion7(), client.AccountId, Now));

        Assert.Equal(before, (await accounts.MailTo(email)).Length);
    }

    [Fact]
    [Clause("HU-56")]
    public async Task An_announced_version_is_mailed_once_to_each_open_account_and_says_nothing_of_the_service()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        string[] emails = [await own.AClient(), await own.AClient(), await own.AClient()];

        await own.Tell(new PolicyVersionAnnounced(Guid.CreateVersion7(), DocumentKind.Privacy, 2, own.Clock.GetUtcNow().UtcDateTime));
        await own.RunJobs();

        foreach (var email in emails)
        {
            var mail = Assert.Single(await own.MailTo(email), m => m.Template is MessageTemplate.PolicyChanged);
            Assert.DoesNotMatch("[0-9]|Asha|Rao|CalmAlly|therap", mail.Subject + mail.Text);
        }
    }

    [Fact]
    public async Task Others_learn_what_an_account_is_and_not_who()
    {
        var email = await accounts.AClient();
        var id = (await accounts.SignedIn(email)).AccountId;
        await using var scope = accounts.Services.CreateAsyncScope();
        var facts = scope.ServiceProvider.GetRequiredService<IAccountFacts>();

        var found = await facts.FindByEmailAsync(email.ToUpperInvariant(), TestContext.Current.CancellationToken);

        Assert.Equal((id, AccountKind.Client, AccountState.Open), (found!.AccountId, found.Kind, found.State));
        Assert.Equal(found, await facts.FindAsync(id, TestContext.Current.CancellationToken));
        Assert.Null(await facts.FindAsync(Guid.CreateVersion7(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_registration_nobody_confirmed_is_gone_after_its_day()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = own.FreshEmail();
        await own.Send(AccountsFixture.Form(email));
        var person = await own.Read<AccountsDbContext, Guid>(db => db.Registrations.Select(r => r.AccountId).SingleAsync());
        own.Clock.Advance(TimeSpan.FromHours(24));

        await own.RunJobs();

        await own.TakesNothing(person, BuildingBlocks.Vault.DataClass.Identity);

        Assert.Empty(await own.MailTo(email));
        Assert.Equal(0, await own.Read<AccountsDbContext, int>(db => db.Registrations.CountAsync()));
    }

    private async Task<bool> IsProven(Guid caseId, string code)
    {
        await using var scope = accounts.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IRequesterProof>().IsProvenAsync(caseId, code, TestContext.Current.CancellationToken);
    }
}

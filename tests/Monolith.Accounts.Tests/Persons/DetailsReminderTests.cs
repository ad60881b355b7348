using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Domain;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Persons;

public sealed class DetailsReminderTests
{
    [Theory, ClassData(typeof(Databases))]
    [Clause("TH-33")]
    public async Task Details_that_nobody_touched_for_a_year_are_asked_about_once(string database)
    {
        await using var own = await ModuleFixture.OnAsync<OnetoonehelpFixture>(database);
        var (left, touched) = (own.FreshEmail(), own.FreshEmail());
        await own.AnEmployee(left);
        await own.AnEmployee(touched);
        own.Clock.Advance(TimeSpan.FromDays(300));
        var caller = await own.CallerOf((await own.SignedIn(touched)).AccessToken);
        await own.Send(new UpdateProfile(null, null, null, null, [new FieldValue("mobile", "+91 90000 00002")]), caller);
        await own.RunJobs();
        Assert.DoesNotContain(await own.MailTo(left), IsReminder);

        own.Clock.Advance(TimeSpan.FromDays(66));
        await own.RunJobs();
        await own.RunJobs();

        Assert.Single(await own.MailTo(left), IsReminder);
        Assert.DoesNotContain(await own.MailTo(touched), IsReminder);
        await own.SignedIn(left);
    }

    [Fact]
    [Clause("AP-89")]
    public async Task Under_alopal_an_untouched_account_is_asked_about_too()
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(Databases.Sqlite);
        var email = own.FreshEmail();
        await own.AMember(email);

        own.Clock.Advance(TimeSpan.FromDays(366));
        await own.RunJobs();

        Assert.Single(await own.MailTo(email), IsReminder);
    }

    [Fact]
    public async Task A_look_at_the_protection_is_suggested_each_year_and_an_old_password_keeps_working()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = await own.AClient();
        for (var year = 1; year <= 10; year++)
        {
            own.Clock.Advance(TimeSpan.FromDays(366));
            await own.RunJobs();
            Assert.Equal(year, (await own.MailTo(email)).Count(m => m.Template is MessageTemplate.SecurityCheckUp));
        }

        await own.SignedIn(email);
        Assert.DoesNotContain(await own.MailTo(email), IsReminder);
    }

    private static bool IsReminder(Application.Messages.OutgoingMessageView mail) => mail.Template is MessageTemplate.DetailsReminder;
}

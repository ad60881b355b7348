using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Accounts.Tests.Messages;

public sealed class ServiceMessageTests
{
    [Theory, ClassData(typeof(Databases))]
    [Clause("HU-8")]
    public async Task An_issue_of_a_material_goes_to_those_who_subscribed_to_it_and_to_nobody_else(string database)
    {
        await using var own = await ModuleFixture.OnAsync<HelpuFixture>(database);
        var (mine, other, former) = (own.FreshEmail(), own.FreshEmail(), own.FreshEmail());
        var (subscriber, _, quitter) = (await own.ACustomer(mine), await own.ACustomer(other), await own.ACustomer(former));
        var (guide, bulletin) = (await AMaterial(own, "Guide"), await AMaterial(own, "Bulletin"));
        Assert.Null((await own.Send(new SubscribeToMaterial(guide), subscriber)).Refusal);
        Assert.Null((await own.Send(new SubscribeToMaterial(guide), subscriber)).Refusal);
        Assert.Null((await own.Send(new SubscribeToMaterial(guide), quitter)).Refusal);
        Assert.Null((await own.Send(new UnsubscribeFromMaterial(guide), quitter)).Refusal);

        Assert.Equal(1, (await own.Send(new IssueMaterial(guide, "Guide 1", "How to begin."), own.As(Role.Administrator))).Value.Recipients);
        Assert.Equal(0, (await own.Send(new IssueMaterial(bulletin, "Bulletin 1", "News."), own.As(Role.Administrator))).Value.Recipients);

        var mail = Assert.Single(await own.MailTo(mine), m => m.Template is MessageTemplate.Material);
        Assert.Equal("Guide 1", mail.Subject);
        Assert.StartsWith("How to begin.", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await own.MailTo(other), m => m.Template is MessageTemplate.Material);
        Assert.DoesNotContain(await own.MailTo(former), m => m.Template is MessageTemplate.Material);
        Assert.Equal([("Bulletin", false), ("Guide", true)], (await own.Send(new Materials(), subscriber)).Value.Select(m => (m.Name, m.IsSubscribed)));
        Assert.Equal([("Bulletin", false), ("Guide", false)], (await own.Send(new Materials())).Value.Select(m => (m.Name, m.IsSubscribed)));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Subscribing_twice_at_once_is_one_subscription_and_erasing_a_person_ends_it(string database)
    {
        await using var own = await ModuleFixture.OnAsync<HelpuFixture>(database);
        var customer = await own.ACustomer(own.FreshEmail());
        var guide = await AMaterial(own, "Guide");

        var both = await AccountsFixture.AtOnce(() => own.Send(new SubscribeToMaterial(guide), customer), () => own.Send(new SubscribeToMaterial(guide), customer));

        Assert.All(both, b => Assert.True(b.Value.IsSubscribed));
        Assert.Equal(1, await own.Read<AccountsDbContext, int>(db => db.MaterialSubscriptions.CountAsync()));
        await own.Tell(new ErasureOrdered(Guid.CreateVersion7(), customer.AccountId, own.Clock.GetUtcNow().UtcDateTime));
        Assert.Equal(0, await own.Read<AccountsDbContext, int>(db => db.MaterialSubscriptions.CountAsync()));
    }

    [Fact]
    public async Task A_material_has_a_name_and_an_issue_words_that_ask_for_no_secret()
    {
        await using var own = await ModuleFixture.OnAsync<HelpuFixture>(Databases.Sqlite);
        var (administrator, guide) = (own.As(Role.Administrator), await AMaterial(own, "Guide"));

        Assert.Equal("name", Assert.IsType<FieldRequired>((await own.Send(new OfferMaterial(" "), administrator)).Refusal).Field);
        Assert.Equal("name", Assert.IsType<FieldRequired>((await own.Send(new OfferMaterial(new string('x', 201)), administrator)).Refusal).Field);
        Assert.Equal("subject", Assert.IsType<FieldRequired>((await own.Send(new IssueMaterial(guide, "", "Text."), administrator)).Refusal).Field);
        Assert.Equal("text", Assert.IsType<FieldRequired>((await own.Send(new IssueMaterial(guide, "Guide", " "), administrator)).Refusal).Field);
        Assert.Equal("text", Assert.IsType<FieldRequired>((await own.Send(new IssueMaterial(guide, "Guide", "Please send us your password."), administrator)).Refusal).Field);
        Assert.IsType<MaterialNotFound>((await own.Send(new IssueMaterial(Guid.CreateVersion7(), "Guide", "Text."), administrator)).Refusal);
        var customer = await own.ACustomer(own.FreshEmail());
        Assert.IsType<MaterialNotFound>((await own.Send(new SubscribeToMaterial(Guid.CreateVersion7()), customer)).Refusal);
        Assert.IsType<MaterialNotFound>((await own.Send(new UnsubscribeFromMaterial(guide), customer)).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    [Clause("AP-39")]
    public async Task A_mail_about_maintenance_reaches_everybody_with_an_open_account(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(database);
        var (first, second, staff, gone) = (own.FreshEmail(), own.FreshEmail(), own.FreshEmail(), own.FreshEmail());
        await own.AMember(first);
        await own.AMember(second);
        await own.AMemberOfStaff(Role.Support, staff);
        Assert.Null((await own.Send(new CloseAccount(AccountsFixture.Password), await own.AMember(gone))).Refusal);
        var at = own.Clock.GetUtcNow().UtcDateTime.AddDays(1);

        var sent = await own.Send(new AnnounceMaintenance(at, at.AddHours(2)), own.As(Role.Administrator));

        Assert.Equal(3, sent.Value.Recipients);
        foreach (var email in new[] { first, second, staff })
        {
            var mail = Assert.Single(await own.MailTo(email), m => m.Template is MessageTemplate.Maintenance);
            Assert.Contains($"{at:yyyy-MM-dd HH:mm}", mail.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(await own.MailTo(gone), m => m.Template is MessageTemplate.Maintenance);
    }

    [Theory]
    [InlineData(-1, 60)]
    [InlineData(60, 60)]
    [InlineData(60, 59)]
    [InlineData(60, 60 + (7 * 24 * 60) + 1)]
    public async Task Maintenance_lies_ahead_and_ends_within_a_week(int from, int until)
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(Databases.Sqlite);
        var now = own.Clock.GetUtcNow().UtcDateTime;

        Assert.IsType<FieldRequired>((await own.Send(new AnnounceMaintenance(now.AddMinutes(from), now.AddMinutes(until)), own.As(Role.Administrator))).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    [Clause("AP-39"), Clause("AP-112")]
    public async Task News_of_an_offering_and_of_a_near_session_reach_those_it_is_about_and_say_nothing_of_it(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(database);
        var (mine, other) = (own.FreshEmail(), own.FreshEmail());
        var member = await own.AMember(mine);
        await own.AMember(other);
        var at = own.Clock.GetUtcNow().UtcDateTime;

        await own.Tell(new AppointmentComing(Guid.CreateVersion7(), member.AccountId, Guid.CreateVersion7(), at.AddHours(3)));
        await own.Tell(new OfferingChanged(Guid.CreateVersion7(), member.AccountId, at));

        foreach (var template in new[] { MessageTemplate.AppointmentComing, MessageTemplate.OfferingChanged })
        {
            Assert.Equal("Sign in to see the details.", Assert.Single(await own.MailTo(mine), m => m.Template == template).Text);
            Assert.DoesNotContain(await own.MailTo(other), m => m.Template == template);
        }
    }

    private static async Task<Guid> AMaterial(HelpuFixture own, string name) => (await own.Send(new OfferMaterial(name), own.As(Role.Administrator))).Value.MaterialId;
}

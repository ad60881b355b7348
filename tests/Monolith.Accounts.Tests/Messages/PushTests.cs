using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.Testing;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Accounts.Tests.Messages;

public sealed class PushTests
{
    private const string Token = "device-token-0001";

    [Theory, ClassData(typeof(Databases))]
    [Clause("O7-4.6")]
    public async Task A_booking_shows_on_the_device_without_what_it_is_about(string database)
    {
        await using var own = await ModuleFixture.OnAsync<O7therapyFixture>(database);
        var (client, other) = (await own.Lark(own.FreshEmail()), await own.Lark(own.FreshEmail()));
        Assert.Equal("token", Assert.IsType<FieldRequired>((await own.Send(new RegisterPushDevice("short"), client)).Refusal).Field);
        Assert.Equal(1, (await own.Send(new RegisterPushDevice(Token), client)).Value.Devices);
        Assert.Equal(1, (await own.Send(new RegisterPushDevice(Token), client)).Value.Devices);

        await own.Tell(Booked(own, client.AccountId));

        var shown = Assert.Single((await own.Send(new Outbox(null, MessageChannel.Push))).Value);
        Assert.Equal((Token, "Sign in to see the details."), (shown.To, shown.Text));
        Assert.Equal(1, (await own.Send(new RegisterPushDevice(Token), other)).Value.Devices);
        await own.Tell(Booked(own, client.AccountId));
        Assert.Single((await own.Send(new Outbox(null, MessageChannel.Push))).Value);
    }

    [Fact]
    public async Task Ten_devices_are_enough_and_elsewhere_there_are_none()
    {
        await using var own = await ModuleFixture.OnAsync<O7therapyFixture>(Databases.Sqlite);
        var client = await own.Lark(own.FreshEmail());
        for (var i = 0; i < 10; i++)
        {
            Assert.Null((await own.Send(new RegisterPushDevice($"device-token-{i:0000}"), client)).Refusal);
        }

        Assert.IsType<IllegalState>((await own.Send(new RegisterPushDevice("device-token-0010"), client)).Refusal);
        await using var other = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        Assert.IsType<FeatureDisabled>((await other.Send(new RegisterPushDevice(Token), await other.ASignedInClient())).Refusal);
    }

    [Fact]
    [Clause("AP-62")]
    public async Task Under_alopal_a_mail_about_news_holds_none_of_it()
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(Databases.Sqlite);
        var email = own.FreshEmail();
        var member = await own.AMember(email);

        await own.Tell(Booked(own, member.AccountId));

        var mail = (await own.MailTo(email)).Single(m => m.Template is MessageTemplate.AppointmentBooked);
        Assert.Equal(("An appointment was booked", "Sign in to see the details."), (mail.Subject, mail.Text));
    }

    private static AppointmentBooked Booked(AccountsFixture own, Guid client)
    {
        var at = own.Clock.GetUtcNow().UtcDateTime.AddDays(1);
        return new AppointmentBooked(Guid.CreateVersion7(), client, Guid.CreateVersion7(), at, at.AddMinutes(50));
    }
}

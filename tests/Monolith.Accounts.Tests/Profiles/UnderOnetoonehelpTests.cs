using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Records;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Tests.Registering;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Testing;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Accounts.Tests.Profiles;

public sealed class UnderOnetoonehelpTests(OnetoonehelpFixture accounts) : IClassFixture<OnetoonehelpFixture>
{
    [Fact]
    [Clause("TH-15")]
    public async Task The_contacts_asked_for_are_the_official_address_and_the_mobile_number()
    {
        var email = accounts.FreshEmail();
        var caller = await accounts.AnEmployee(email);
        var form = OnetoonehelpFixture.EmployeeForm(accounts.FreshEmail());

        var me = (await accounts.Send(new Me(), caller)).Value;

        Assert.Equal(email, me.Email);
        Assert.Equal([new CollectedFieldView("mobile", "+91 98765 43210")], me.Fields!);
        Assert.Equal("mobile", Assert.IsType<FieldRequired>((await accounts.Send(form with { Fields = [] })).Refusal).Field);
        Assert.Equal("phone", Assert.IsType<FieldNotCollected>((await accounts.Send(form with { Phone = "+91 98765 43210" })).Refusal).Field);
    }

    [Fact]
    [Clause("TH-20")]
    public async Task A_moved_appointment_is_told_once_at_the_clients_own_address()
    {
        var email = accounts.FreshEmail();
        var client = await accounts.AnEmployee(email);
        var at = accounts.Clock.GetUtcNow().UtcDateTime.AddDays(2);

        await accounts.Tell(new AppointmentRescheduled(Guid.CreateVersion7(), client.AccountId, Guid.CreateVersion7(), at, at.AddMinutes(50)));

        Assert.Single(await accounts.MailTo(email), m => m.Template is MessageTemplate.AppointmentRescheduled);
    }

    [Fact]
    [Clause("TH-26")]
    [Clause("TH-34")]
    public async Task The_owner_changes_the_number_and_the_audit_knows_it_and_a_visitor_changes_nothing()
    {
        var client = await accounts.AnEmployee(accounts.FreshEmail());
        var change = new UpdateProfile(null, null, null, null, [new FieldValue("mobile", "+91 90000 00002")]);
        await Assert.ThrowsAsync<RejectedException>(() => accounts.Send(change));
        await Assert.ThrowsAsync<RejectedException>(() => accounts.Send(new Me()));
        Assert.Equal("+91 98765 43210", (await accounts.Send(new Me(), client)).Value.Fields!.Single().Value);

        Assert.Null((await accounts.Send(change, client)).Refusal);

        Assert.Equal("+91 90000 00002", (await accounts.Send(new Me(), client)).Value.Fields!.Single().Value);
        var trail = (await accounts.Send(new AuditTrailOf(client.AccountId, 50, null), accounts.As(Role.Auditor))).Value;
        Assert.Contains(trail, e => e is { Operation: nameof(UpdateProfile), Mode: AccessMode.Write } && e.ActorId == client.AccountId);
    }
}

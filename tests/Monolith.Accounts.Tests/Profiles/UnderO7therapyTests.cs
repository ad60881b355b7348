using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Records;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.Accounts.Tests.Persons;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Accounts.Tests.Profiles;

public sealed class UnderO7therapyTests(O7therapyFixture accounts) : IClassFixture<O7therapyFixture>
{
    private DateTime Now => accounts.Clock.GetUtcNow().UtcDateTime;

    [Fact]
    [Clause("O7-4.2")]
    [Clause("O7-8.4")]
    public async Task Somebody_with_a_nickname_alone_registers_signs_in_and_keeps_the_registration_up_to_date()
    {
        var client = await accounts.Lark(accounts.FreshEmail());

        Assert.Null((await accounts.Send(new UpdateProfile(null, null, null, "man", [new FieldValue("nickname", "wren")]), client)).Refusal);

        var me = (await accounts.Send(new Me(), client)).Value;
        Assert.Equal((null, "man"), (me.Name, me.Gender));
        Assert.Equal([new CollectedFieldView("nickname", "wren")], me.Fields!);
    }

    [Fact]
    [Clause("O7-4.5")]
    public async Task A_booking_is_told_by_mail()
    {
        var email = accounts.FreshEmail();
        var client = await accounts.Lark(email);

        await accounts.Tell(new AppointmentBooked(Guid.CreateVersion7(), client.AccountId, Guid.CreateVersion7(), Now.AddDays(1), Now.AddDays(1).AddMinutes(50)));

        Assert.Single((await accounts.Send(new Outbox(email, MessageChannel.Email))).Value, m => m.Template is MessageTemplate.AppointmentBooked);
    }

    [Fact]
    [Clause("O7-8.3")]
    public async Task A_therapist_without_a_match_sees_nobody_and_the_try_is_in_the_audit()
    {
        var client = await accounts.Lark(accounts.FreshEmail());
        var stranger = accounts.As(Role.Therapist);

        Assert.Empty((await accounts.Send(new ClientsByIds([client.AccountId]), stranger)).Value);

        var trail = (await accounts.Send(new AuditTrailOf(client.AccountId, 50, null), accounts.As(Role.Auditor))).Value;
        Assert.Contains(trail, e => e.ActorId == stranger.AccountId && e.Outcome is BuildingBlocks.Audit.AuditOutcome.Denied);
    }

    [Fact]
    [Clause("O7-8.15")]
    public async Task A_session_that_nobody_used_for_a_quarter_of_an_hour_is_refused_and_reads_are_in_the_audit()
    {
        var email = accounts.FreshEmail();
        await accounts.Lark(email);
        var token = (await accounts.SignedIn(email)).AccessToken;
        accounts.Clock.Advance(TimeSpan.FromMinutes(14));
        var caller = await accounts.CallerOf(token);
        await accounts.Send(new Me(), caller);

        accounts.Clock.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));

        Assert.Null(await accounts.CallerOf(token));
        var trail = (await accounts.Send(new AuditTrailOf(caller!.AccountId, 50, null), accounts.As(Role.Auditor))).Value;
        Assert.Contains(trail, e => e is { Operation: nameof(Me), Mode: AccessMode.Read });
    }

    [Fact]
    [Clause("O7-4.7")]
    public async Task A_security_notice_arrives_whatever_was_opted_out_of()
    {
        var email = accounts.FreshEmail();
        var client = await accounts.Lark(email);

        await accounts.Tell(new SecurityConcernReported(Guid.CreateVersion7(), client.AccountId, Now));

        Assert.Equal(MessageTemplate.SessionsEnded, (await accounts.MailTo(email))[0].Template);
    }

    [Theory]
    [Clause("O7-10.1")]
    [Clause("O7-10.2")]
    [InlineData(12, typeof(AgeRestricted))]
    [InlineData(17, typeof(ParentalConsentRequired))]
    public async Task Nobody_under_18_registers_alone_and_nothing_is_kept_of_who_tried(int age, Type refusal)
    {
        var email = accounts.FreshEmail();
        var form = O7therapyFixture.LarkForm(email, Now) with { DateOfBirth = DateOnly.FromDateTime(Now).AddYears(-age) };

        var before = await accounts.Read<AccountsDbContext, int>(db => db.Registrations.CountAsync());

        Assert.IsType(refusal, (await accounts.Send(form)).Refusal);

        Assert.Empty(await accounts.MailTo(email));
        Assert.Equal(before, await accounts.Read<AccountsDbContext, int>(db => db.Registrations.CountAsync()));
    }
}

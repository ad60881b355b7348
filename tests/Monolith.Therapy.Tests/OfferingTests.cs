using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;
using Monolith.Therapy.Application.Appointments;
using Monolith.Therapy.Application.Community;
using Monolith.Therapy.Contracts.Events;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;
using Xunit;
using static Monolith.Therapy.Tests.TherapyFixture;

namespace Monolith.Therapy.Tests;

/// <summary>Therapy under the profile <c>alopal</c>.</summary>
public sealed class AlopalTherapyFixture : TherapyFixture
{
    protected override string ProfileKey => "alopal";

    internal async Task<OfferingView> AnOffering() =>
        Expect(await Send(new PublishOffering("Sleeping well", "Four evenings about sleep."), As(Role.Administrator)));

    internal Task<int> Told<TEvent>(Guid person) => Read<TherapyDbContext, int>(async db =>
        (await db.Outbox.Where(m => m.Kind == typeof(TEvent).FullName).Select(m => m.Body).ToListAsync()).Count(body => body.Contains(person.ToString(), StringComparison.OrdinalIgnoreCase)));
}

public sealed class OfferingTests
{
    [Theory, ClassData(typeof(Databases))]
    [Clause("AP-39")]
    public async Task A_change_of_an_offering_is_told_for_each_client_who_is_enrolled_and_for_nobody_else(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AlopalTherapyFixture>(database);
        var (enrolled, former, other) = (own.As(Role.Client), own.As(Role.Client), own.As(Role.Client));
        var (mine, another) = (await own.AnOffering(), await own.AnOffering());
        Expect(await own.Send(new EnrolInOffering(mine.OfferingId), enrolled));
        Expect(await own.Send(new EnrolInOffering(mine.OfferingId), former));
        Expect(await own.Send(new LeaveOffering(mine.OfferingId), former));
        Expect(await own.Send(new EnrolInOffering(another.OfferingId), other));

        Expect(await own.Send(new ChangeOffering(mine.OfferingId, "Sleeping well", "Five evenings about sleep."), own.As(Role.Administrator)));

        Assert.Equal((1, 0, 0), (await own.Told<OfferingChanged>(enrolled.AccountId), await own.Told<OfferingChanged>(former.AccountId), await own.Told<OfferingChanged>(other.AccountId)));
        Assert.Equal("Five evenings about sleep.", Expect(await own.Send(new Offerings())).Single(o => o.OfferingId == mine.OfferingId).Description);
        Assert.Equal([mine.OfferingId], Expect(await own.Send(new MyEnrolments(), enrolled)).Select(e => e.OfferingId));
        Assert.Empty(Expect(await own.Send(new MyEnrolments(), former)));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Enrolling_twice_at_once_is_one_enrolment_and_an_erasure_ends_it(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AlopalTherapyFixture>(database);
        var (client, offering) = (own.As(Role.Client), await own.AnOffering());

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => own.Send(new EnrolInOffering(offering.OfferingId), client)));

        Assert.All(both, b => Assert.Null(b.Refusal));
        Assert.Equal(1, await own.Read<TherapyDbContext, int>(db => db.Enrolments.CountAsync()));
        await own.Tell(new ErasureOrdered(Guid.CreateVersion7(), client.AccountId, own.Now));
        Assert.Equal(0, await own.Read<TherapyDbContext, int>(db => db.Enrolments.CountAsync()));
    }

    [Fact]
    public async Task An_offering_has_words_and_nothing_is_enrolled_in_that_is_not_there()
    {
        await using var own = await ModuleFixture.OnAsync<AlopalTherapyFixture>(Databases.Sqlite);
        var (administrator, client, offering) = (own.As(Role.Administrator), own.As(Role.Client), await own.AnOffering());

        Assert.Equal("title", Assert.IsType<FieldRequired>((await own.Send(new PublishOffering(" ", "x"), administrator)).Refusal).Field);
        Assert.Equal("description", Assert.IsType<FieldRequired>((await own.Send(new ChangeOffering(offering.OfferingId, "x", new string('x', 4_001)), administrator)).Refusal).Field);
        Assert.IsType<OfferingNotFound>((await own.Send(new ChangeOffering(Guid.CreateVersion7(), "x", "x"), administrator)).Refusal);
        Assert.IsType<OfferingNotFound>((await own.Send(new EnrolInOffering(Guid.CreateVersion7()), client)).Refusal);
        Assert.IsType<OfferingNotFound>((await own.Send(new LeaveOffering(offering.OfferingId), client)).Refusal);
        await using var calmally = await ModuleFixture.OnAsync<TherapyFixture>(Databases.Sqlite);
        Assert.IsType<FeatureDisabled>((await calmally.Send(new PublishOffering("x", "x"), calmally.As(Role.Administrator))).Refusal);
        Assert.IsType<FeatureDisabled>((await calmally.Send(new EnrolInOffering(Guid.CreateVersion7()), calmally.As(Role.Client))).Refusal);
        Assert.Empty(Expect(await calmally.Send(new Offerings())));
    }

    [Theory, ClassData(typeof(Databases))]
    [Clause("AP-112")]
    public async Task An_appointment_that_is_near_is_told_once_and_once_more_when_it_was_moved(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AlopalTherapyFixture>(database);
        var (client, therapist) = await own.APair();
        var appointment = await own.Booked(client, therapist, 30);

        await own.RunJobs();
        Assert.Equal(0, await own.Told<AppointmentComing>(client.AccountId));
        own.Clock.Advance(appointment.StartsAt - own.Now - TimeSpan.FromHours(24));
        await own.RunJobs();
        await own.RunJobs();
        Assert.Equal(1, await own.Told<AppointmentComing>(client.AccountId));
        Expect(await own.Send(new RescheduleAppointment(appointment.Id, own.Hour(3)), client));
        await own.RunJobs();
        Assert.Equal(2, await own.Told<AppointmentComing>(client.AccountId));
    }

    [Fact]
    public async Task An_appointment_that_was_called_off_or_has_begun_is_not_told()
    {
        await using var own = await ModuleFixture.OnAsync<AlopalTherapyFixture>(Databases.Sqlite);
        var ((first, therapist), (second, other)) = (await own.APair(), await own.APair());
        var cancelled = await own.Booked(first, therapist, 3);
        await own.Booked(second, other, 4);
        Expect(await own.Send(new CancelAppointment(cancelled.Id, null), first));
        own.Clock.Advance(TimeSpan.FromHours(5));

        await own.RunJobs();

        Assert.Equal((0, 0), (await own.Told<AppointmentComing>(first.AccountId), await own.Told<AppointmentComing>(second.AccountId)));
    }
}

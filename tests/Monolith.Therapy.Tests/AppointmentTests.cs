using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Grievance.Contracts.Events;
using Monolith.Matching.Contracts.Events;
using Monolith.Testing;
using Monolith.Therapy.Application.Appointments;
using Monolith.Therapy.Application.Intake;
using Monolith.Therapy.Contracts.Events;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;
using Xunit;
using static Monolith.Therapy.Tests.TherapyFixture;

namespace Monolith.Therapy.Tests;

public sealed class AppointmentTests(TherapyFixture therapy) : IClassFixture<TherapyFixture>
{
    [Fact, Clause("CA-3.8"), Clause("CA-2.16")]
    public async Task A_booked_slot_is_gone_is_refused_to_others_and_is_free_again_after_cancellation()
    {
        var (client, therapist) = await therapy.APair();
        var (other, _) = await therapy.APair(therapist);
        var appointment = await therapy.Booked(client, therapist);
        Assert.Equal(1, await Told<AppointmentBooked>(appointment.Id));
        Assert.DoesNotContain(appointment.StartsAt, await Slots(client, therapist));

        Assert.IsType<SlotTaken>((await therapy.Send(new BookAppointment(therapist.AccountId, appointment.StartsAt, SessionChannel.Online), other)).Refusal);
        var cancelled = Expect(await therapy.Send(new CancelAppointment(appointment.Id, "Ill."), client));

        Assert.Equal(AppointmentState.CancelledByClient, cancelled.State);
        Assert.Contains(appointment.StartsAt, await Slots(client, therapist));
        await therapy.Booked(other, therapist);
    }

    [Fact]
    public async Task Each_reason_against_a_booking_has_its_own_refusal()
    {
        var (client, therapist) = await therapy.APair();
        var stranger = therapy.As(Role.Client);

        Assert.IsType<NotMatched>((await Book(stranger, therapist, therapy.Hour(2))).Refusal);
        therapy.Matched.Add((stranger.AccountId, therapist.AccountId));
        Assert.IsType<IntakeRequired>((await Book(stranger, therapist, therapy.Hour(2))).Refusal);
        Assert.IsType<SlotNotOffered>((await Book(client, therapist, therapy.Hour(2).AddMinutes(1))).Refusal);
        Assert.IsType<SlotInThePast>((await Book(client, therapist, therapy.Now)).Refusal);
        Assert.Equal("channel", Assert.IsType<FieldRequired>((await therapy.Send(new BookAppointment(therapist.AccountId, therapy.Hour(2), SessionChannel.Phone), client)).Refusal).Field);
        Assert.IsType<FieldRequired>((await therapy.Send(new Slots(therapist.AccountId, therapy.Now, therapy.Now.AddDays(63)), client)).Refusal);
    }

    [Fact]
    public async Task A_client_cannot_be_with_two_therapists_at_once()
    {
        var (client, therapist) = await therapy.APair();
        var second = therapy.As(Role.Therapist);
        therapy.Matched.Add((client.AccountId, second.AccountId));
        await therapy.Booked(client, therapist);

        Assert.IsType<SlotTaken>((await Book(client, second, therapy.Hour(2))).Refusal);
    }

    [Theory, ClassData(typeof(Databases)), Clause("CA-3.8")]
    public async Task The_database_itself_refuses_overlaps_and_takes_neighbours(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<TherapyFixture>(kind);
        var (client, therapist) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Add(own, client, therapist, own.Hour(2), 60);

        await Add(own, client, therapist, own.Hour(3), 60);
        await Add(own, Guid.CreateVersion7(), Guid.CreateVersion7(), own.Hour(2), 60);
        await Assert.ThrowsAnyAsync<Exception>(() => Add(own, Guid.CreateVersion7(), therapist, own.Hour(3).AddMinutes(59), 60));
        await Assert.ThrowsAnyAsync<Exception>(() => Add(own, client, Guid.CreateVersion7(), own.Hour(1).AddMinutes(30), 31));
        await Add(own, client, Guid.CreateVersion7(), own.Hour(1), 60);
        Assert.Equal(4, await own.Read<TherapyDbContext, int>(db => db.Appointments.CountAsync()));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_appointment_moves_to_a_free_slot_only_and_leaves_its_old_one_free(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<TherapyFixture>(kind);
        var (client, therapist) = await own.APair();
        var (other, _) = await own.APair(therapist);
        var appointment = await own.Booked(client, therapist, 2);
        await own.Booked(other, therapist, 4);

        Assert.IsType<SlotTaken>((await own.Send(new RescheduleAppointment(appointment.Id, own.Hour(4)), client)).Refusal);
        var moved = Expect(await own.Send(new RescheduleAppointment(appointment.Id, own.Hour(5)), therapist));

        Assert.Equal(own.Hour(5), moved.StartsAt);
        await own.Booked(other, therapist, 2);
        Assert.IsType<AppointmentNotFound>((await own.Send(new RescheduleAppointment(appointment.Id, own.Hour(7)), other)).Refusal);
        Assert.IsType<SlotInThePast>((await own.Send(new RescheduleAppointment(appointment.Id, own.Hour(0)), client)).Refusal);
    }

    [Fact]
    public async Task Somebody_elses_appointment_is_not_found_by_any_door()
    {
        var (client, therapist) = await therapy.APair();
        var appointment = await therapy.Booked(client, therapist);
        var stranger = therapy.As(Role.Client);

        Assert.IsType<AppointmentNotFound>((await therapy.Send(new CancelAppointment(appointment.Id), stranger)).Refusal);
        Assert.Equal((await therapy.Send(new AppointmentById(Guid.CreateVersion7()), stranger)).Refusal, (await therapy.Send(new AppointmentById(appointment.Id), stranger)).Refusal);
        Assert.Empty(Expect(await therapy.Send(new Appointments(), stranger)).Nodes);
        Assert.Equal(appointment, Assert.Single(Expect(await therapy.Send(new Appointments(), client)).Nodes));
        Expect(await therapy.Send(new CancelAppointment(appointment.Id), therapist));
        Assert.IsType<IllegalState>((await therapy.Send(new CancelAppointment(appointment.Id), client)).Refusal);
    }

    [Fact]
    public async Task Booking_twice_with_one_key_books_once_and_another_body_is_refused()
    {
        var (client, therapist) = await therapy.APair();
        var book = new BookAppointment(therapist.AccountId, therapy.Hour(2), SessionChannel.Online);
        var first = Expect(await therapy.Send(book, client, "k"));

        Assert.Equal(first, Expect(await therapy.Send(book, client, "k")));
        Assert.IsType<KeyReused>((await therapy.Send(book with { StartsAt = therapy.Hour(3) }, client, "k")).Refusal);
        Assert.Equal(1, await Told<AppointmentBooked>(first.Id));
        Assert.Single(Expect(await therapy.Send(new Appointments(), client)).Nodes);
    }

    [Fact]
    public async Task The_end_of_a_match_calls_off_what_is_to_come_by_the_therapists_side()
    {
        var (client, therapist) = await therapy.APair();
        var appointment = await therapy.Booked(client, therapist);
        var (other, _) = await therapy.APair(therapist);
        var stays = await therapy.Booked(other, therapist, 3);

        await therapy.Tell(new MatchEnded(Guid.CreateVersion7(), client.AccountId, therapist.AccountId, therapy.Now));

        Assert.Equal(AppointmentState.CancelledByTherapist, Expect(await therapy.Send(new AppointmentById(appointment.Id), client)).State);
        Assert.Equal(AppointmentState.Booked, Expect(await therapy.Send(new AppointmentById(stays.Id), other)).State);
        Assert.Equal(1, await Told<AppointmentCancelled>(appointment.Id));
    }

    [Fact, Clause("CA-8.5")]
    public async Task An_erasure_calls_off_what_is_to_come()
    {
        var (client, therapist) = await therapy.APair();
        var appointment = await therapy.Booked(client, therapist);

        await therapy.Tell(new ErasureOrdered(Guid.CreateVersion7(), client.AccountId, therapy.Now));

        Assert.Equal(AppointmentState.CancelledByClient, Expect(await therapy.Send(new AppointmentById(appointment.Id), therapist)).State);
    }

    private static Task Add(TherapyFixture own, Guid client, Guid therapist, DateTime startsAt, int minutes) => own.Write<TherapyDbContext>(db =>
    {
        db.Appointments.Add(Appointment.Book(client, therapist, startsAt, startsAt.AddMinutes(minutes), SessionChannel.InPerson, own.Now).Value);
        return Task.CompletedTask;
    });

    private Task<Result<AppointmentView>> Book(Caller client, Caller therapist, DateTime startsAt) =>
        therapy.Send(new BookAppointment(therapist.AccountId, startsAt, SessionChannel.Online), client);

    private async Task<IEnumerable<DateTime>> Slots(Caller client, Caller therapist) =>
        Expect(await therapy.Send(new Slots(therapist.AccountId, therapy.Now, therapy.Now.AddDays(1)), client)).Select(s => s.StartsAt);

    private Task<int> Told<TEvent>(Guid about) =>
        therapy.Read<TherapyDbContext, int>(db => db.Outbox.CountAsync(m => m.Kind == typeof(TEvent).FullName && m.Body.Contains(about.ToString())));
}

using Microsoft.EntityFrameworkCore;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Tests;

public sealed class LateRowTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_message_and_a_booking_that_were_written_beside_an_erasure_go_when_the_erasure_has_settled(string database)
    {
        await using var therapy = await ModuleFixture.OnAsync<TherapyFixture>(database);
        var (person, therapist, caseId) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await therapy.WriteBeside<TherapyDbContext>(
            db =>
            {
                db.Add(Message.Of(person, therapist, fromClient: true, "Am I late?", therapy.Now));
                db.Add(Appointment.Book(person, therapist, therapy.Hour(3), therapy.Hour(4), SessionChannel.Online, therapy.Now).Value);
                return Task.CompletedTask;
            },
            () => therapy.Tell(new ErasureOrdered(caseId, person, therapy.Now)));
        Assert.Equal((1, 1), await LeftAsync());

        await therapy.Tell(new ErasureSettled(caseId, person, therapy.Now));

        Assert.Equal((0, 0), await LeftAsync());

        Task<(int Messages, int Booked)> LeftAsync() => therapy.Read<TherapyDbContext, (int, int)>(async db => (
            await db.Messages.CountAsync(m => m.ClientId == person), await db.Appointments.CountAsync(a => a.ClientId == person && a.State == AppointmentState.Booked)));
    }
}

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Storage;
using Monolith.Testing;
using Monolith.Therapy.Application.Appointments;
using Monolith.Therapy.Application.Intake;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;
using Npgsql;
using Xunit;
using static Monolith.Therapy.Tests.TherapyFixture;

namespace Monolith.Therapy.Tests;

/// <summary>One slot, one booking (R17), and the proof that these races would find it broken.</summary>
public sealed class RaceTests
{
    [Theory, ClassData(typeof(Databases)), Clause("CA-3.8")]
    public async Task Of_two_clients_who_book_one_slot_exactly_one_gets_it_500_times(string kind)
    {
        await using var therapy = await ModuleFixture.OnAsync<TherapyFixture>(kind);

        Assert.Equal(0, await Races(therapy, rounds: 500, clients: 2));
    }

    [Theory, ClassData(typeof(Databases)), Clause("CA-3.8")]
    public async Task Of_fifty_clients_who_book_one_slot_exactly_one_gets_it_20_times(string kind)
    {
        await using var therapy = await ModuleFixture.OnAsync<TherapyFixture>(kind);

        Assert.Equal(0, await Races(therapy, rounds: 20, clients: 50));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Without_the_constraint_the_same_races_find_double_bookings(string kind)
    {
        await using var therapy = await ModuleFixture.OnAsync<TherapyFixture>(kind);
        await DropConstraints(therapy);

        Assert.True(await Races(therapy, rounds: 20, clients: 10) > 0, "No double booking was found with the constraint removed, so these races prove nothing.");
    }

    /// <summary>How many rounds did not end with exactly one booking.</summary>
    private static async Task<int> Races(TherapyFixture therapy, int rounds, int clients)
    {
        therapy.AllMatched = true;
        List<Caller> callers = [];
        for (var i = 0; i < clients; i++)
        {
            callers.Add(therapy.As(Role.Client));
            Expect(await therapy.Send(new RecordHealthIntake("I cannot sleep."), callers[i]));
        }

        var therapist = Guid.CreateVersion7();
        var broken = 0;
        for (var round = 0; round < rounds; round++)
        {
            var startsAt = therapy.Hour(round + 1);
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var racing = callers.ConvertAll(async caller =>
            {
                await start.Task;
                return await therapy.Send(new BookAppointment(therapist, startsAt, SessionChannel.InPerson), caller);
            });
            start.SetResult();
            var answers = await Task.WhenAll(racing);
            Assert.All(answers, a => Assert.True(a.Refusal is null or SlotTaken, a.Refusal?.Code));
            var booked = await therapy.Read<TherapyDbContext, int>(db => db.Appointments.CountAsync(a => a.TherapistId == therapist && a.StartsAt == startsAt));
            Assert.Equal(booked, answers.Count(a => a.Succeeded));
            broken += booked == 1 ? 0 : 1;
        }

        return broken;
    }

    private static async Task DropConstraints(TherapyFixture therapy)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        if (therapy.Kind == Databases.Sqlite)
        {
            using var lease = await therapy.Services.GetRequiredService<SqliteWriter>().EnterAsync(cancellationToken);
            foreach (var trigger in new[] { "therapist_insert", "therapist_update", "client_insert", "client_update" })
            {
                await using var drop = new SqliteCommand($"DROP TRIGGER ex_therapy_appointment_{trigger}", lease.Connection);
                await drop.ExecuteNonQueryAsync(cancellationToken);
            }

            return;
        }

        await using var connection = new NpgsqlConnection(therapy.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "ALTER TABLE therapy.appointment DROP CONSTRAINT ex_appointment_therapist; ALTER TABLE therapy.appointment DROP CONSTRAINT ex_appointment_client", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

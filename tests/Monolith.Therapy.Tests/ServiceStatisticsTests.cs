using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Testing;
using Monolith.Therapy.Application.Sessions;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Tests;

public sealed class ServiceStatisticsTests
{
    private static readonly DateTime Month = new(2016, 5, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory, ClassData(typeof(Databases))]
    public async Task Clients_of_a_month_are_counted_once_and_no_cell_is_small_or_can_be_worked_out(string database)
    {
        await using var therapy = await ModuleFixture.OnAsync<TherapyFixture>(database);
        await HoldAsync(therapy, SessionChannel.Online, 7, sessionsEach: 2, Month);
        await HoldAsync(therapy, SessionChannel.InPerson, 5, sessionsEach: 1, Month.AddDays(30));
        await HoldAsync(therapy, SessionChannel.Phone, 4, sessionsEach: 1, Month.AddDays(2));
        await HoldAsync(therapy, SessionChannel.Online, 9, sessionsEach: 1, Month.AddMonths(1));

        var cells = (await therapy.Send(new ServiceStatistics("2016-05"), therapy.As(Role.Administrator))).Value;

        Assert.Equal((16, 23), (CountOf(cells, SeenKind.ClientsSeen, null), CountOf(cells, SeenKind.SessionsHeld, null)));
        Assert.Equal((7, 14), (CountOf(cells, SeenKind.ClientsSeen, SessionChannel.Online), CountOf(cells, SeenKind.SessionsHeld, SessionChannel.Online)));
        Assert.Null(CountOf(cells, SeenKind.ClientsSeen, SessionChannel.Phone));
        Assert.Null(CountOf(cells, SeenKind.ClientsSeen, SessionChannel.InPerson));
        Assert.All(cells, c => Assert.Equal(c.Count is null, c.Suppressed));
        var few = (await therapy.Send(new ServiceStatistics("2016-04"), therapy.As(Role.PrivacyOfficer))).Value;
        Assert.All(few, c => Assert.True(c.Suppressed));
    }

    [Fact]
    public async Task Nobody_else_reads_them_and_a_month_is_written_as_one()
    {
        await using var therapy = await ModuleFixture.OnAsync<TherapyFixture>(Databases.Sqlite);

        foreach (var role in new[] { Role.Client, Role.Therapist, Role.Support, Role.Marketing })
        {
            Assert.IsType<NeedToKnow>((await therapy.Send(new ServiceStatistics("2016-05"), therapy.As(role))).Refusal);
        }

        Assert.IsType<NeedToKnow>((await therapy.Send(new ServiceStatistics("2016-05"))).Refusal);
        Assert.Equal("period", Assert.IsType<FieldRequired>((await therapy.Send(new ServiceStatistics("May"), therapy.As(Role.Administrator))).Refusal).Field);
    }

    private static int? CountOf(IReadOnlyList<SeenCountView> cells, SeenKind kind, SessionChannel? channel) =>
        cells.Single(c => c.Kind == kind && c.Channel == channel).Count;

    private static Task HoldAsync(TherapyFixture therapy, SessionChannel channel, int clients, int sessionsEach, DateTime day) => therapy.Write<TherapyDbContext>(db =>
    {
        for (var client = 0; client < clients; client++)
        {
            var id = Guid.CreateVersion7();
            for (var session = 0; session < sessionsEach; session++)
            {
                var startsAt = day.AddHours(session * 2);
                var appointment = Appointment.Book(id, Guid.CreateVersion7(), startsAt, startsAt.AddHours(1), channel, startsAt.AddDays(-1)).Value;
                Assert.Null(appointment.Start(null, startsAt).Refusal);
                Assert.Null(appointment.End(true, startsAt.AddHours(1)).Refusal);
                db.Appointments.Add(appointment);
            }
        }

        return Task.CompletedTask;
    });
}

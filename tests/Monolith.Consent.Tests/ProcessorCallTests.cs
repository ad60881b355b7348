using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Billing.Contracts.Events;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Infrastructure;
using Monolith.Testing;
using Monolith.Therapy.Contracts;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Consent.Tests;

public sealed class ProcessorCallTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory, ClassData(typeof(Databases))]
    public async Task Calls_are_written_once_by_kind_latest_first_and_cleared_when_their_period_is_over(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var calls = consent.Services.GetRequiredService<OutsideCalls>();
        calls.Note("PAYMENT", Purpose.Payment, "orderId", "amount");
        consent.Clock.Advance(TimeSpan.FromSeconds(1));
        calls.Note("MESSAGING", Purpose.ServiceCommunication, "address");
        Assert.Equal(["MESSAGING", "PAYMENT"], (await consent.Send(new CallsToProcessors(null))).Value.Select(c => c.Processor));

        await consent.RunJobs();
        await consent.RunJobs();

        Assert.Empty(calls.Latest(null));
        Assert.Equal(2, await WrittenAsync(consent));
        Assert.Equal(["MESSAGING", "PAYMENT"], (await consent.Send(new CallsToProcessors(null))).Value.Select(c => c.Processor));
        Assert.Equal(["orderId", "amount"], Assert.Single((await consent.Send(new CallsToProcessors("PAYMENT"))).Value).Fields);
        consent.Clock.Set(consent.Now().AddYears(7).AddSeconds(-1));
        await consent.RunJobs();
        Assert.Equal(1, await WrittenAsync(consent));
        consent.Clock.Advance(TimeSpan.FromSeconds(1));
        await consent.RunJobs();
        Assert.Equal(0, await WrittenAsync(consent));
    }

    [Theory, ClassData(typeof(Databases)), Clause("CA-3.15")]
    public async Task A_bound_scheduler_learns_times_and_a_reference_of_a_booking_and_nothing_else(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var client = await consent.ARegisteredClientAsync();
        var booked = Booking(consent, client);
        await consent.Tell(booked);
        Assert.Empty((await consent.Send(new CallsToProcessors("SCHEDULING"))).Value);
        Assert.Empty(await consent.OwnLinesAsync(client));
        await consent.AProcessorAsync("SCHEDULING", "SCHEDULING", "IN", fields: ["slot"]);

        await consent.Tell(booked);
        await consent.Tell(booked);

        var calendar = consent.Services.GetRequiredService<SandboxCalendar>();
        Assert.Equal((booked.StartsAt, booked.EndsAt), calendar.Times[booked.AppointmentId]);
        Assert.All((await consent.Send(new CallsToProcessors("SCHEDULING"))).Value, c => Assert.Equal(["reference", "startsAt", "endsAt"], c.Fields));
        var line = Assert.Single(await consent.OwnLinesAsync(client));
        Assert.Equal(("PROCESSOR", "slot", "SCHEDULING", "IN"), (line.Ground, line.Scope, line.Purpose, line.Country));
        await consent.Tell(new AppointmentRescheduled(booked.AppointmentId, client.AccountId, booked.TherapistId, booked.StartsAt + Hour, booked.EndsAt + Hour));
        Assert.Equal(booked.StartsAt + Hour, calendar.Times[booked.AppointmentId].StartsAt);
        await consent.Tell(new AppointmentCancelled(booked.AppointmentId, client.AccountId, booked.TherapistId, SessionOutcome.CancelledByClient, consent.Now()));
        Assert.Empty(calendar.Times);
    }

    [Fact]
    public async Task A_scheduler_abroad_learns_nothing_without_consent_to_that_and_one_whose_agreement_does_not_list_times_neither()
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        var client = await consent.ARegisteredClientAsync();
        await consent.AProcessorAsync("SCHEDULING", "SCHEDULING", "SG", fields: ["slot"]);
        await consent.AProcessorAsync("SCHEDULING", "SCHEDULING", "IN", fields: []);

        await consent.Tell(Booking(consent, client));
        Assert.Empty(consent.Services.GetRequiredService<SandboxCalendar>().Times);
        await consent.GrantAsync(client, Contracts.ConsentPurpose.TransferAbroad);
        await consent.Tell(Booking(consent, client));

        Assert.Single(consent.Services.GetRequiredService<SandboxCalendar>().Times);
        Assert.Equal("SG", Assert.Single((await consent.Send(new Transfers(null), client)).Value).Country);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_payment_and_video_processors_receive_is_a_line_of_the_person_s_ledger_once(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var client = await consent.ARegisteredClientAsync();
        var payment = await consent.AProcessorAsync("PAYMENT", "PAYMENT", "IN", fields: ["orderId", "amount", "currency", "token"]);
        await consent.AProcessorAsync("VIDEO", "SERVICE_DELIVERY", "IN", fields: ["sessionId"]);
        object[] told =
        [
            new OrderPaid(Guid.CreateVersion7(), client.AccountId, 100, consent.Now(), Guid.CreateVersion7()),
            new PaymentRefunded(Guid.CreateVersion7(), Guid.CreateVersion7(), client.AccountId, 50, consent.Now()),
            new SessionCarried(Guid.CreateVersion7(), client.AccountId, consent.Now()),
        ];
        foreach (var one in told.Concat(told))
        {
            await consent.Tell(one);
        }

        var lines = (await consent.OwnLinesAsync(client)).ToDictionary(l => l.Scope);

        Assert.Equal(["orderId, amount, currency", "orderId, amount, currency, token", "sessionId"], lines.Keys.Order());
        Assert.Equal((payment.Name, "PAYMENT"), (lines["orderId, amount, currency, token"].Recipient, lines["orderId, amount, currency, token"].Purpose));
        Assert.All(lines.Values, l => Assert.Equal("disclosure.grounds.PROCESSOR (C-34)", l.Rule));
        Assert.Empty(await consent.OwnLinesAsync(await consent.ARegisteredClientAsync()));
    }

    private static AppointmentBooked Booking(ConsentFixture consent, Caller client) =>
        new(Guid.CreateVersion7(), client.AccountId, Guid.CreateVersion7(), consent.Now() + Hour, consent.Now() + Hour + Hour);

    private static Task<int> WrittenAsync(ConsentFixture consent) => consent.Read<ConsentDbContext, int>(db => db.ProcessorCalls.CountAsync());
}

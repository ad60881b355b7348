using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;
using Monolith.Therapy.Application.Intake;
using Monolith.Therapy.Application.Messages;
using Monolith.Therapy.Application.Sessions;
using Monolith.Therapy.Contracts;
using Monolith.Therapy.Contracts.Events;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;
using Xunit;
using static Monolith.Therapy.Tests.TherapyFixture;

namespace Monolith.Therapy.Tests;

public sealed class SessionTests : IAsyncLifetime
{
    private readonly TherapyFixture therapy = new();

    public ValueTask InitializeAsync() => therapy.InitializeAsync();

    public ValueTask DisposeAsync() => therapy.DisposeAsync();

    [Fact, Clause("CA-3.3")]
    public async Task A_session_starts_at_its_time_and_only_the_two_get_the_way_in()
    {
        var (client, therapist) = await therapy.APair();
        var appointment = await therapy.Booked(client, therapist);
        Assert.IsType<SessionNotDue>((await therapy.Send(new StartSession(appointment.Id), therapist)).Refusal);
        therapy.Clock.Advance(appointment.StartsAt - therapy.Now - TimeSpan.FromMinutes(15));

        Assert.IsType<AppointmentNotFound>((await therapy.Send(new StartSession(appointment.Id), therapy.As(Role.Therapist))).Refusal);
        var session = Expect(await therapy.Send(new StartSession(appointment.Id), therapist));

        Assert.NotNull(session.JoinReference);
        Assert.Equal(session.JoinReference, Expect(await therapy.Send(new SessionById(session.Id), client)).JoinReference);
        Assert.IsType<AppointmentNotFound>((await therapy.Send(new SessionById(session.Id), therapy.As(Role.Client))).Refusal);
        Assert.IsType<IllegalState>((await therapy.Send(new StartSession(appointment.Id), therapist)).Refusal);
        var ended = Expect(await therapy.Send(new EndSession(appointment.Id, true), therapist));
        Assert.Equal(AppointmentState.Held, ended.State);
        Assert.Null(ended.JoinReference);
        Assert.IsType<IllegalState>((await therapy.Send(new EndSession(appointment.Id, true), therapist)).Refusal);
        Assert.Single(Expect(await therapy.Send(new Sessions(), client)).Nodes);
        Assert.Equal(SessionOutcome.Held, (await Facts(appointment.Id))?.Outcome);
        Assert.Equal(1, await therapy.Read<TherapyDbContext, int>(db => db.Outbox.CountAsync(m => m.Kind == typeof(SessionEnded).FullName)));
    }

    [Fact, Clause("CA-3.3")]
    public async Task A_session_does_not_start_after_its_end()
    {
        var (client, therapist) = await therapy.APair();
        var appointment = await therapy.Booked(client, therapist);
        therapy.Clock.Advance(appointment.EndsAt - therapy.Now);

        Assert.IsType<SessionNotDue>((await therapy.Send(new StartSession(appointment.Id), therapist)).Refusal);
    }

    [Fact, Clause("CA-3.13")]
    public async Task An_online_session_needs_a_bound_video_processor_and_one_in_a_room_does_not()
    {
        var (client, therapist) = await therapy.APair();
        var online = await therapy.Booked(client, therapist, 1);
        therapy.Video = ProcessorBinding.NotBound;
        therapy.Clock.Advance(online.StartsAt - therapy.Now);

        Assert.IsType<ProcessorNotBound>((await therapy.Send(new StartSession(online.Id), therapist)).Refusal);
        var inPerson = await therapy.Booked(client, therapist, 1, SessionChannel.InPerson);
        therapy.Clock.Advance(inPerson.StartsAt - therapy.Now);
        Assert.Null(Expect(await therapy.Send(new StartSession(inPerson.Id), therapist)).JoinReference);
    }

    [Fact, Clause("CA-3.9")]
    public async Task Every_revision_of_a_note_is_kept_and_an_unread_one_is_not_overwritten()
    {
        var (client, therapist, appointment) = await therapy.Held();
        Expect(await therapy.Send(new WriteSessionNote(appointment.Id, "Sleeps badly."), therapist));

        Assert.Equal("revision", Assert.IsType<FieldRequired>((await therapy.Send(new WriteSessionNote(appointment.Id, "Blind."), therapist)).Refusal).Field);
        Assert.IsType<Conflict>((await therapy.Send(new WriteSessionNote(appointment.Id, "Stale.", 0), therapist)).Refusal);
        Expect(await therapy.Send(new WriteSessionNote(appointment.Id, "Sleeps better.", 1), therapist));

        var note = Assert.Single(Expect(await therapy.Send(new SessionNotes(appointment.Id), therapist)).Nodes);
        Assert.Equal(["Sleeps badly.", "Sleeps better."], note.Revisions.Select(r => r.Text));
        var pair = await Task.WhenAll(
            therapy.Send(new WriteSessionNote(appointment.Id, "One.", 2), therapist), therapy.Send(new WriteSessionNote(appointment.Id, "Two.", 2), therapist));
        Assert.Single(pair, a => a.Succeeded);
        Assert.Single(pair, a => a.Refusal is Conflict);
        Assert.NotEqual(client.AccountId, therapist.AccountId);
    }

    [Fact, Clause("TH-30"), Clause("TH-40")]
    public async Task Notes_are_for_their_author_while_matched_and_for_nobody_else()
    {
        var (client, therapist, appointment) = await therapy.Held();
        Expect(await therapy.Send(new WriteSessionNote(appointment.Id, "Sleeps badly."), therapist));

        Assert.Single(Expect(await therapy.Send(new SessionNotes(Client: client.AccountId), therapist)).Nodes);
        foreach (var other in new[] { client, therapy.As(Role.Therapist), therapy.As(Role.Billing), therapy.As(Role.Administrator) })
        {
            Assert.IsType<NeedToKnow>((await therapy.Send(new SessionNotes(appointment.Id), other)).Refusal);
            Assert.IsType<NeedToKnow>((await therapy.Send(new SessionNotes(Client: client.AccountId), other)).Refusal);
        }

        Assert.IsType<NeedToKnow>((await therapy.Send(new WriteSessionNote(appointment.Id, "Not mine.", 1), therapy.As(Role.Therapist))).Refusal);
        therapy.Matched.Remove((client.AccountId, therapist.AccountId));
        Assert.IsType<NeedToKnow>((await therapy.Send(new SessionNotes(appointment.Id), therapist)).Refusal);
        Assert.IsType<NeedToKnow>((await therapy.Send(new WriteSessionNote(appointment.Id, "Too late.", 1), therapist)).Refusal);
    }

    [Fact]
    public async Task No_note_is_written_before_the_session()
    {
        var (client, therapist) = await therapy.APair();
        var appointment = await therapy.Booked(client, therapist);

        Assert.IsType<IllegalState>((await therapy.Send(new WriteSessionNote(appointment.Id, "Early."), therapist)).Refusal);
    }

    [Fact, Clause("CA-3.10"), Clause("CA-3.16")]
    public async Task A_summary_of_the_latest_note_is_read_by_client_and_therapist_and_nobody_else()
    {
        var (client, therapist, appointment) = await therapy.Held();
        Assert.IsType<NoteRequired>((await therapy.Send(new GenerateSessionSummary(appointment.Id), therapist)).Refusal);
        Expect(await therapy.Send(new WriteSessionNote(appointment.Id, "Sleeps badly. Details.\n\nWill keep a diary. More details."), therapist));

        var made = Expect(await therapy.Send(new GenerateSessionSummary(appointment.Id), therapist));

        Assert.Equal("Sleeps badly. Will keep a diary.", made.Text);
        Assert.Equal(made.Text, Expect(await therapy.Send(new SummaryOfSession(appointment.Id), client))?.Text);
        Assert.Equal(made.Text, Expect(await therapy.Send(new SummaryOfSession(appointment.Id), therapist))?.Text);
        Assert.IsType<NeedToKnow>((await therapy.Send(new SummaryOfSession(appointment.Id), therapy.As(Role.Therapist))).Refusal);
        Assert.IsType<NeedToKnow>((await therapy.Send(new SummaryOfSession(appointment.Id), therapy.As(Role.Administrator))).Refusal);
    }

    [Fact, Clause("CA-2.9"), Clause("CA-2.8")]
    public async Task An_intake_is_read_by_its_owner_and_the_matched_therapist_and_is_held_as_health()
    {
        var (client, therapist) = await therapy.APair();

        Assert.Equal("I cannot sleep.", Expect(await therapy.Send(new LatestIntake(), client))?.Concerns);
        Assert.Equal("Waking at four.", Expect(await therapy.Send(new LatestIntake(client.AccountId), therapist))?.Symptoms);
        Assert.IsType<NeedToKnow>((await therapy.Send(new LatestIntake(client.AccountId), therapy.As(Role.Billing))).Refusal);
        Assert.IsType<FieldRequired>((await therapy.Send(new RecordHealthIntake(" "), client)).Refusal);
        await using var scope = therapy.Services.CreateAsyncScope();
        var held = Assert.Single(await scope.ServiceProvider.GetServices<IPersonalDataHolder>().Single().HoldingsAsync(client.AccountId, TestContext.Current.CancellationToken));
        Assert.Equal(DataClass.Health, held.DataClass);
        Assert.Equal(therapy.Now.AddYears(7), held.KeptUntilAt);
    }

    [Fact, Clause("CA-12.4"), Clause("CA-12.2")]
    public async Task Without_consent_no_intake_note_or_summary_is_made()
    {
        var (client, therapist, appointment) = await therapy.Held();
        Expect(await therapy.Send(new WriteSessionNote(appointment.Id, "Before."), therapist));
        therapy.WithoutConsent.Add(client.AccountId);

        Assert.IsType<ConsentWithdrawn>((await therapy.Send(new RecordHealthIntake("More."), client)).Refusal);
        Assert.IsType<ConsentWithdrawn>((await therapy.Send(new WriteSessionNote(appointment.Id, "After.", 1), therapist)).Refusal);
        Assert.IsType<ConsentWithdrawn>((await therapy.Send(new GenerateSessionSummary(appointment.Id), therapist)).Refusal);
    }

    [Fact]
    public async Task Messages_pass_between_the_two_and_nobody_else_reads_them()
    {
        var (client, therapist) = await therapy.APair();
        Expect(await therapy.Send(new SendMessage("Good morning.", TherapistId: therapist.AccountId), client));
        var second = Expect(await therapy.Send(new SendMessage("Good morning to you.", ClientId: client.AccountId), therapist));

        foreach (var reader in new[] { (client, new Messages(therapist.AccountId)), (therapist, new Messages(Client: client.AccountId)) })
        {
            Assert.Equal(["Good morning.", "Good morning to you."], Expect(await therapy.Send(reader.Item2, reader.Item1)).Nodes.Select(m => m.Text));
        }

        Assert.IsType<NeedToKnow>((await therapy.Send(new Messages(Client: client.AccountId), therapy.As(Role.Therapist))).Refusal);
        Assert.IsType<NeedToKnow>((await therapy.Send(new MessageById(second.Id), therapy.As(Role.Client))).Refusal);
        Assert.IsType<NotMatched>((await therapy.Send(new SendMessage("Hello?", TherapistId: Guid.CreateVersion7()), client)).Refusal);
        Assert.IsType<FieldRequired>((await therapy.Send(new SendMessage("Hello?"), client)).Refusal);
        Assert.IsType<FieldRequired>((await therapy.Send(new SendMessage(" ", TherapistId: therapist.AccountId), client)).Refusal);
    }

    [Fact, Clause("CA-8.6")]
    public async Task After_an_erasure_health_records_are_kept_by_law_closed_to_the_therapist_and_messages_are_gone()
    {
        var (client, therapist, appointment) = await therapy.Held();
        Expect(await therapy.Send(new WriteSessionNote(appointment.Id, "Sleeps badly."), therapist));
        Expect(await therapy.Send(new SendMessage("Thank you.", TherapistId: therapist.AccountId), client));
        var (caseId, last) = (Guid.CreateVersion7(), therapy.Now);

        await therapy.Tell(new ErasureOrdered(caseId, client.AccountId, therapy.Now));

        Assert.IsType<NeedToKnow>((await therapy.Send(new SessionNotes(appointment.Id), therapist)).Refusal);
        Assert.IsType<NeedToKnow>((await therapy.Send(new LatestIntake(client.AccountId), therapist)).Refusal);
        Assert.NotNull(Expect(await therapy.Send(new LatestIntake(), client)));
        Assert.Empty(Expect(await therapy.Send(new Messages(), client)).Nodes);
        var vault = therapy.Services.GetRequiredService<IVault>();
        await vault.SealBytesAsync(client.AccountId, DataClass.Health, "x", new byte[] { 1 }, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<ErasedDataException>(async () =>
            await vault.SealBytesAsync(client.AccountId, DataClass.Communication, "x", new byte[] { 1 }, TestContext.Current.CancellationToken));
        var record = await therapy.Read<TherapyDbContext, ErasureRecord>(db => db.Erasures.SingleAsync(e => e.CaseId == caseId));
        Assert.Equal((1, 3, last.AddYears(7)), (record.ErasedRecords, record.RetainedRecords, record.RetainedUntilAt));
        Assert.Equal(1, await therapy.Read<TherapyDbContext, int>(db => db.Outbox.CountAsync(m => m.Kind == typeof(TherapyErased).FullName)));
    }

    [Theory, ClassData(typeof(Databases)), Clause("CA-8.3")]
    public async Task Health_records_are_purged_seven_years_after_the_last_interaction_not_a_day_before_and_not_under_a_legal_hold(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<TherapyFixture>(kind);
        var (client, therapist, appointment) = await own.Held();
        Expect(await own.Send(new WriteSessionNote(appointment.Id, "Sleeps badly."), therapist));
        var last = own.Now;
        own.Clock.Set(last.AddYears(7).AddDays(-1));
        await own.RunJobs();
        Assert.NotNull(Expect(await own.Send(new LatestIntake(), client)));

        own.UnderHold.Add(client.AccountId);
        own.Clock.Set(last.AddYears(7));
        await own.RunJobs();
        Assert.NotNull(Expect(await own.Send(new LatestIntake(), client)));
        own.UnderHold.Clear();
        await own.RunJobs();
        Assert.Null(Expect(await own.Send(new LatestIntake(), client)));
        Assert.Equal(0, await own.Read<TherapyDbContext, int>(db => db.Revisions.CountAsync()));
        Assert.Equal(0, await own.Read<TherapyDbContext, int>(db => db.Appointments.CountAsync()));
    }

    [Fact, Clause("CA-8.3")]
    public async Task A_later_interaction_moves_the_end_of_the_period()
    {
        var (client, therapist, _) = await therapy.Held();
        var first = therapy.Now;
        therapy.Clock.Advance(TimeSpan.FromDays(400));
        Expect(await therapy.Send(new SendMessage("I am back.", TherapistId: therapist.AccountId), client));
        therapy.Clock.Set(first.AddYears(7).AddDays(1));

        await therapy.RunJobs();

        Assert.NotNull(Expect(await therapy.Send(new LatestIntake(), client)));
    }

    private async Task<SessionFacts?> Facts(Guid appointmentId)
    {
        await using var scope = therapy.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ISessionFacts>().FindAsync(appointmentId, TestContext.Current.CancellationToken);
    }
}

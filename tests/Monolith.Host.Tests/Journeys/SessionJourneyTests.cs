using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class SessionJourneyTests(Stages stages) : IClassFixture<Stages>
{
    private const string States = "{ appointments { edges { node { id state } } } }";

    [Theory, ClassData(typeof(Databases))]
    public async Task A_booking_outside_what_is_offered_is_refused_with_its_reason(string database)
    {
        var cast = await stages.OnAsync(database);
        var therapist = await cast.TherapistAsync("refusal");
        var client = await cast.ClientAsync();
        var match = await cast.MatchAsync(client, therapist, "refusal");
        var care = new Care(cast, client, therapist, match);
        var slot = (await care.SlotsAsync())[0];

        Assert.Equal(["INTAKE_REQUIRED"], (await cast.DoAsync(client, Acts.Book(therapist, slot))).Codes);
        (await cast.DoAsync(client, Acts.Intake)).Done();
        Assert.Equal(["NOT_MATCHED"], (await cast.DoAsync(await cast.ClientAsync(), Acts.Book(therapist, slot))).Codes);
        var now = await care.NowAsync();
        Assert.Equal(["SLOT_IN_THE_PAST"], (await cast.DoAsync(client, Acts.Book(therapist, Care.Text(now.AddHours(-1))))).Codes);
        Assert.Equal(["SLOT_NOT_OFFERED"], (await cast.DoAsync(client, Acts.Book(therapist, slot.Replace(":00Z", ":01Z", StringComparison.Ordinal)))).Codes);
        var video = Acts.Book(therapist, slot);
        Assert.Equal(["FIELD_REQUIRED"], (await cast.DoAsync(client, video with { Input = video.Input!.With(("channel", "CHAT")) })).Codes);
        Assert.Empty((await cast.AskAsync(client, States)).Done().All("appointments.edges"));
        await care.BookAsync(slot);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_slot_belongs_to_who_booked_it_until_they_let_it_go(string database)
    {
        var cast = await stages.OnAsync(database);
        var care = await Care.BeginAsync(cast, "holding");
        var other = await Care.BeginAsync(cast, await cast.ClientAsync(), care.Therapist, "holding");
        var slots = await care.SlotsAsync();
        var booked = await care.BookAsync(slots[0]);

        Assert.Equal(["SLOT_TAKEN"], (await cast.DoAsync(other.Client, Acts.Book(care.Therapist, slots[0]))).Codes);
        Assert.DoesNotContain(slots[0], await other.SlotsAsync());
        var moved = new Act("rescheduleAppointment", new { appointmentId = await other.BookAsync(slots[1]), startsAt = slots[0] }, "appointment { startsAt }");
        Assert.Equal(["SLOT_TAKEN"], (await cast.DoAsync(other.Client, moved)).Codes);
        Assert.Equal(["APPOINTMENT_NOT_FOUND"], (await cast.DoAsync(other.Client, Acts.Cancel(booked))).Codes);

        (await cast.DoAsync(care.Client, Acts.Cancel(booked))).Done();
        Assert.Equal(["ILLEGAL_STATE"], (await cast.DoAsync(care.Client, Acts.Cancel(booked))).Codes);
        (await cast.DoAsync(other.Client, moved)).Done();
    }

    [Theory, ClassData(typeof(Databases)), Clause("CA-3.3"), Clause("CA-3.13")]
    public async Task A_session_starts_in_its_time_with_a_bound_processor_and_its_note_belongs_to_the_therapist(string database)
    {
        await using var stage = await Stage.OpenAsync(database);
        var cast = stage.Cast;
        var care = await Care.BeginAsync(cast, "session");
        var slot = (await care.SlotsAsync())[0];
        var appointment = await care.BookAsync(slot);
        (await cast.DoAsync(cast.Administrator, Acts.Bind("VIDEO", "Video", "SERVICE_DELIVERY"))).Done();
        Assert.Equal(["SESSION_NOT_DUE"], (await cast.DoAsync(care.Therapist, Acts.Start(appointment))).Codes);
        Assert.Equal(["ILLEGAL_STATE"], (await cast.DoAsync(care.Therapist, Acts.Note(appointment, "Too early."))).Codes);

        await care.WaitUntilAsync(slot);
        Assert.Equal(["FORBIDDEN"], (await cast.DoAsync(care.Client, Acts.Start(appointment))).Codes);
        Assert.Equal(["ILLEGAL_STATE"], (await cast.DoAsync(care.Therapist, Acts.End(appointment))).Codes);
        (await cast.DoAsync(care.Therapist, Acts.Start(appointment))).Done();
        Assert.Equal(["ILLEGAL_STATE"], (await cast.DoAsync(care.Therapist, Acts.Start(appointment))).Codes);
        Assert.Equal(["NOTE_REQUIRED"], (await cast.DoAsync(care.Therapist, Acts.Summary(appointment))).Codes);
        Assert.Equal("1", (await cast.DoAsync(care.Therapist, Acts.Note(appointment, "First."))).Done()["writeSessionNote.sessionNote.revision"]);
        Assert.Equal(["FIELD_REQUIRED"], (await cast.DoAsync(care.Therapist, Acts.Note(appointment, "Blind."))).Codes);
        Assert.Equal("2", (await cast.DoAsync(care.Therapist, Acts.Note(appointment, "Second.", 1))).Done()["writeSessionNote.sessionNote.revision"]);
        Assert.Equal(["CONFLICT"], (await cast.DoAsync(care.Therapist, Acts.Note(appointment, "Late.", 1))).Codes);
        (await cast.DoAsync(care.Therapist, Acts.Summary(appointment))).Done();
        (await cast.DoAsync(care.Therapist, Acts.End(appointment))).Done();

        const string notes = "query($appointment: ID!) { sessionNotes(appointment: $appointment) { edges { node { revision } } } }";
        Assert.Equal(["NEED_TO_KNOW"], (await cast.AskAsync(care.Client, notes, new { appointment })).Codes);
        Assert.Equal(["NEED_TO_KNOW"], (await cast.AskAsync(await cast.TherapistAsync("curious"), notes, new { appointment })).Codes);
        Assert.Single((await cast.AskAsync(care.Therapist, notes, new { appointment })).Done().All("sessionNotes.edges"));
        const string summary = "query($appointment: ID!) { sessionSummary(appointment: $appointment) { text } }";
        Assert.NotNull((await cast.AskAsync(care.Client, summary, new { appointment })).Done().Find("sessionSummary.text"));
    }

    [Theory, ClassData(typeof(Databases)), Clause("CA-3.13")]
    public async Task An_online_session_without_a_bound_video_processor_does_not_start(string database)
    {
        await using var stage = await Stage.OpenAsync(database);
        var care = await Care.BeginAsync(stage.Cast, "unbound");
        var slot = (await care.SlotsAsync())[0];
        var appointment = await care.BookAsync(slot);
        await care.WaitUntilAsync(slot);

        Assert.Equal(["PROCESSOR_NOT_BOUND"], (await stage.Cast.DoAsync(care.Therapist, Acts.Start(appointment))).Codes);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_end_of_a_match_calls_off_what_was_to_come_and_silences_both(string database)
    {
        var cast = await stages.OnAsync(database);
        var care = await Care.BeginAsync(cast, "ending");
        var appointment = await care.BookAsync((await care.SlotsAsync())[0]);
        var message = new Act("sendMessage", new { text = "Hello", therapistId = care.Therapist.Id }, "message { id text }");
        (await cast.DoAsync(care.Client, message)).Done();

        (await cast.DoAsync(care.Client, Acts.EndMatch(care.MatchId))).Done();

        var edge = Assert.Single((await cast.AskAsync(care.Client, States)).Done().All("appointments.edges"));
        Assert.Equal(appointment, (string?)edge["node"]!["id"]);
        Assert.Equal("CANCELLED_BY_THERAPIST", (string?)edge["node"]!["state"]);
        Assert.Equal(["NOT_MATCHED"], (await cast.DoAsync(care.Client, message)).Codes);
        Assert.Equal(["NOT_MATCHED"], (await cast.DoAsync(care.Client, Acts.Book(care.Therapist, (await care.SlotsAsync())[0]))).Codes);
    }
}

namespace Monolith.Host.Demo;

/// <summary>Intake, booking, the session with its note and summary, messages, and the money.</summary>
internal sealed partial class Journey
{
    private const string BookSlot =
        """
        mutation Book($input: BookAppointmentInput!, $key: String) {
          bookAppointment(input: $input, idempotencyKey: $key) { appointment { id startsAt endsAt state therapist { displayName } } errors { code message rule } }
        }
        """;

    private async Task IntakeAsync(CancellationToken cancellationToken) => await story.StepAsync(
        "The intake: what brings the client here (CA-2.8, CA-2.9)", client,
        "mutation Intake($input: RecordHealthIntakeInput!) { recordHealthIntake(input: $input) { healthIntake { concerns symptoms recordedAt } errors { code message rule } } }",
        new { input = new { concerns = "Worries that do not stop", history = "None", symptoms = "Poor sleep" } }, cancellationToken);

    private async Task SessionAsync(CancellationToken cancellationToken)
    {
        story.Chapter("Booking, session, note and summary");
        await BindAsync("Demo Video", "VIDEO", "SERVICE_DELIVERY", cancellationToken);
        var now = DateTime.Parse((await story.QuietlyAsync(null, Documents.Advance, new { by = "PT1S" }, cancellationToken))["advanceClock.clock.now"], System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();
        var slots = await story.StepAsync(
            "Free slots of the therapist", client,
            "query Slots($therapist: ID!, $from: DateTime!, $to: DateTime!) { slots(therapist: $therapist, from: $from, to: $to) { startsAt endsAt } }",
            new { therapist = therapistId, from = now.AddHours(2), to = now.AddDays(5) }, cancellationToken);
        var first = slots["slots.0.startsAt"];
        var booking = new { input = new { therapistId, startsAt = first, channel = "ONLINE" }, key = "demo-booking" };
        var booked = await story.StepAsync("Book the first", client, BookSlot, booking, cancellationToken);
        appointmentId = booked["bookAppointment.appointment.id"];
        await story.StepAsync("The network failed, the client asks again with the same key: one appointment, the same answer (R20)", client, BookSlot, booking, cancellationToken);
        await story.RefusedAsync(
            "The slot is gone for this and any other booking (R17)", client, "SLOT_TAKEN", BookSlot, new { input = new { therapistId, startsAt = first, channel = "ONLINE" }, key = (string?)null },
            cancellationToken);
        await story.StepAsync(
            "Move it to a later slot", client,
            "mutation Move($input: RescheduleAppointmentInput!) { rescheduleAppointment(input: $input) { appointment { startsAt state } errors { code message } } }",
            new { input = new { appointmentId, startsAt = slots["slots.1.startsAt"] } }, cancellationToken);
        await story.RefusedAsync("Too early to start", therapist, "SESSION_NOT_DUE", StartDocument, new { input = new { appointmentId } }, cancellationToken);
        await WaitUntilAsync(now, slots["slots.1.startsAt"], cancellationToken);
        await ReturnAsync(cancellationToken);
        await story.StepAsync("The therapist starts the session", therapist, StartDocument, new { input = new { appointmentId } }, cancellationToken);
        await WaitAsync("PT50M", cancellationToken);
        await ReturnAsync(cancellationToken);
        await story.StepAsync(
            "… and ends it", therapist,
            "mutation End($input: EndSessionInput!) { endSession(input: $input) { session { state endedAt } errors { code message } } }",
            new { input = new { appointmentId, attended = true } }, cancellationToken);
        await NotesAsync(cancellationToken);
    }

    private const string StartDocument =
        "mutation Start($input: StartSessionInput!) { startSession(input: $input) { session { state startedAt joinReference } errors { code message rule } } }";

    private async Task NotesAsync(CancellationToken cancellationToken)
    {
        const string write =
            "mutation Note($input: WriteSessionNoteInput!) { writeSessionNote(input: $input) { sessionNote { revision revisions { number text writtenAt } } errors { code message } } }";
        await story.StepAsync("The therapist writes a note", therapist, write, new { input = new { appointmentId, text = "Spoke about evenings. Agreed on a sleep diary." } }, cancellationToken);
        await story.StepAsync(
            "… and amends it; both revisions stay (CA-3.9)", therapist, write,
            new { input = new { appointmentId, text = "Spoke about evenings. Agreed on a sleep diary until next week.", revision = 1 } }, cancellationToken);
        await story.StepAsync(
            "A summary for the two (CA-3.10)", therapist,
            "mutation Sum($input: GenerateSessionSummaryInput!) { generateSessionSummary(input: $input) { sessionSummary { text generatedAt } errors { code message } } }",
            new { input = new { appointmentId } }, cancellationToken);
        await story.StepAsync(
            "The client writes to the therapist", client,
            "mutation Write($input: SendMessageInput!) { sendMessage(input: $input) { message { text sentAt fromClient } errors { code message } } }",
            new { input = new { text = "Thank you. Same time next week?", therapistId } }, cancellationToken);
        await story.RefusedAsync(
            "Another client learns nothing of the appointment", stranger, "APPOINTMENT_NOT_FOUND",
            "mutation Cancel($input: CancelAppointmentInput!) { cancelAppointment(input: $input) { appointment { id } errors { code message } } }",
            new { input = new { appointmentId, reason = "not mine" } }, cancellationToken);
    }

    private async Task PayAsync(CancellationToken cancellationToken)
    {
        const string pay = "mutation Pay($input: PayOrderInput!, $key: String) { payOrder(input: $input, idempotencyKey: $key) { order { id state payment { card providerReference } } errors { code message rule } } }";
        const string refund = "mutation Refund($input: RefundPaymentInput!) { refundPayment(input: $input) { refund { id amount { minor currency } reason } errors { code message path } } }";
        story.Chapter("Order, payment, refund");
        var products = await story.StepAsync("What is offered", client, "{ products { id name price { minor currency } } }", null, cancellationToken);
        var placed = await story.StepAsync(
            "An order", client,
            "mutation Order($input: PlaceOrderInput!) { placeOrder(input: $input) { order { id state amount { minor currency } } errors { code message rule } } }",
            new { input = new { productId = products["products.0.id"] } }, cancellationToken);
        var orderId = placed["placeOrder.order.id"];
        await story.RefusedAsync(
            "No bound payment processor, no payment (CA-3.14)", client, "PROCESSOR_NOT_BOUND", pay, new { input = new { orderId, paymentMethod = "tok_ok" }, key = (string?)null }, cancellationToken);
        await BindAsync("Demo Payments", "PAYMENT", "PAYMENT", cancellationToken);
        await story.RefusedAsync(
            "A card number never enters (R28)", client, "CARD_DATA_FORBIDDEN", pay, new { input = new { orderId, paymentMethod = "4111 1111 1111 1111" }, key = (string?)null }, cancellationToken);
        await story.StepAsync("Pay with a token", client, pay, new { input = new { orderId, paymentMethod = "tok_ok" }, key = "demo-payment" }, cancellationToken);
        await story.RefusedAsync(
            "More than was paid cannot go back (CA-3.7)", cashier, "REFUND_EXCEEDS_PAYMENT", refund, new { input = new { orderId, reason = "goodwill", amountMinor = 100_000_000 } }, cancellationToken);
        await story.StepAsync("A part goes back", cashier, refund, new { input = new { orderId, reason = "goodwill", amountMinor = 10_000 } }, cancellationToken);
        await story.StepAsync("The ledger balances (R23)", cashier, "{ ledgerBalances { balances accounts { account currency debitMinor creditMinor } } }", null, cancellationToken);
        await story.StepAsync("The client's own view", client, "{ transactions { kind amount { minor currency } happenedAt } invoices { number issuedAt } }", null, cancellationToken);
    }

    private async Task BindAsync(string name, string kind, string purpose, CancellationToken cancellationToken) => await story.StepAsync(
        $"An agreement binds the {kind} processor (CA-3.18)", admin,
        "mutation Bind($input: RegisterProcessorInput!) { registerProcessor(input: $input) { processor { name kind binding agreementOn assessedUntilOn } errors { code message path } } }",
        new
        {
            input = new
            {
                name, kind, agreementOn = "2026-01-15", agreementReference = "DPA-1", assessedUntilOn = "2040-01-15", purposes = new[] { purpose }, region = "IN",
            },
        },
        cancellationToken);

    private async Task WaitUntilAsync(DateTime now, string startsAt, CancellationToken cancellationToken)
    {
        var start = DateTime.Parse(startsAt, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();
        await WaitAsync(System.Xml.XmlConvert.ToString(start - now), cancellationToken);
    }
}

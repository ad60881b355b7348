using Monolith.Host.Tests.Platform;

namespace Monolith.Host.Tests.Crashes;

/// <summary>One write by somebody, and the first answer to it that arrived.</summary>
internal sealed record Written(Writer Writer, Person? By, Act Act, string Key)
{
    public string? First { get; set; }

    /// <summary>Whether it was sent again after a kill; it must not change any more.</summary>
    public bool IsSettled { get; private set; }

    public void Settle(Answer answer)
    {
        IsSettled = true;
        if (First is null && answer.IsDone)
        {
            First = answer.Text;
            Writer.Learn(this, answer);
        }
    }
}

/// <summary>What a writer works with: a client and their therapist, a product, the staff, the words of the consent, times to book.</summary>
internal sealed record Desk(Care Care, string Product, Person Staff, string Wording, Queue<string> Slots)
{
    /// <summary>A session that was held, whose note this writer's therapist goes on writing.</summary>
    public string? Held { get; init; }
}

/// <summary>A client, with their therapist and the staff, who writes something of every module, in an order that the seed decides.</summary>
internal sealed class Writer(Desk desk, Random random)
{
    private readonly Queue<string> unpaid = [];
    private readonly Queue<string> paid = [];
    private readonly Queue<string> booked = [];
    private bool agreed;
    private int revision;

    public Desk Desk => desk;

    public Person Client => desk.Care.Client;

    public Person Therapist => desk.Care.Therapist;

    /// <summary>What to write next; what cannot be written yet is a message instead.</summary>
    public Written Next(string key) => random.Next(12) switch
    {
        0 => By(Client, new("recordHealthIntake", new { concerns = key }, "healthIntake { concerns recordedAt }"), key),
        1 => By(Client, Acts.Order(desk.Product), key),
        2 when unpaid.TryDequeue(out var order) => By(Client, Acts.Pay(order), key),
        3 when paid.TryDequeue(out var order) => By(desk.Staff, Acts.Refund(order, 1, key), key),
        4 => By(null, new("registerClient", Cast.Registration(new("Kay Crash", AddressOf(key))), "registration { message }"), key),
        5 => By(Client, agreed ? Disagree : Agree, key),
        6 when desk.Slots.TryDequeue(out var slot) => By(Client, Acts.Book(Therapist, slot), key),
        7 when desk.Slots.Count > 0 && booked.TryDequeue(out var id) => By(Client, Move(id, desk.Slots.Dequeue()), key),
        8 when desk.Held is { } held => By(Therapist, Acts.Note(held, key, revision) with { Selection = "sessionNote { revision }" }, key),
        9 => By(Client, new("fileGrievance", new { text = key }, "grievance { id text receivedAt }"), key),
        10 => By(Client, new("setTreatmentPreferences", new { languages = new[] { "en" }, note = key }, "treatmentPreferences { note statedAt }"), key),
        _ => By(Client, new("sendMessage", new { text = key, therapistId = Therapist.Id }, "message { id text sentAt }"), key),
    };

    /// <summary>The address that the registration under this key gave.</summary>
    public static string AddressOf(string key) => $"{key}@people.example";

    /// <summary>Remembers what was done, to go on from there.</summary>
    public void Learn(Written write, Answer answer)
    {
        switch (write.Act.Field)
        {
            case "placeOrder":
                unpaid.Enqueue(answer["placeOrder.order.id"]);
                break;
            case "payOrder":
                paid.Enqueue(answer["payOrder.order.id"]);
                break;
            case "bookAppointment":
                booked.Enqueue(answer["bookAppointment.appointment.id"]);
                break;
            case "grantConsent" or "withdrawConsent":
                agreed = !agreed;
                break;
            case "writeSessionNote":
                revision++;
                break;
            default:
                break;
        }
    }

    private Act Agree => new("grantConsent", new { purpose = "MARKETING", affirmativeAct = "TICK", wordingVersion = desk.Wording }, "consentRecord { id sequence state }");

    private static Act Disagree { get; } = new("withdrawConsent", new { purpose = "MARKETING", confirm = true }, "withdrawal { confirmed }");

    private static Act Move(string appointmentId, string startsAt) =>
        new("rescheduleAppointment", new { appointmentId, startsAt }, "appointment { id startsAt }");

    private Written By(Person? who, Act act, string key) => new(this, who, act, key);
}

using System.Text.Json.Nodes;
using Monolith.Host.Tests.Platform;

namespace Monolith.Host.Tests.Crashes;

/// <summary>One write, and the first answer to it that arrived.</summary>
internal sealed record Written(Writer Writer, Act Act, string Key, string? Text = null)
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
            Writer.Learn(this);
        }
    }
}

/// <summary>Somebody who writes messages and intakes, orders and pays, in an order that the seed decides.</summary>
internal sealed class Writer(Person client, Person therapist, string product, Random random)
{
    private readonly Queue<string> unpaid = [];

    public Person Client => client;

    public Person Therapist => therapist;

    public Written Next(string key) => random.Next(4) switch
    {
        0 => new(this, new("recordHealthIntake", new { concerns = key }, "healthIntake { concerns recordedAt }"), key),
        1 => new(this, Acts.Order(product), key),
        2 when unpaid.TryDequeue(out var order) => new(this, Acts.Pay(order), key),
        _ => new(this, new("sendMessage", new { text = key, therapistId = therapist.Id }, "message { id text sentAt }"), key, key),
    };

    /// <summary>Remembers an order that was placed, to pay it later.</summary>
    public void Learn(Written write)
    {
        if (write.Act.Field == "placeOrder" && JsonNode.Parse(write.First!)?["data"]?["placeOrder"]?["order"]?["id"] is { } id)
        {
            unpaid.Enqueue((string)id!);
        }
    }
}

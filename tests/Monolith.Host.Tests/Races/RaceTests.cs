using Monolith.Host.Tests.Journeys;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Races;

public sealed class RaceTests(Stages stages) : IClassFixture<Stages>
{
    private const int Rounds = 30;

    [Theory, ClassData(typeof(Databases))]
    public async Task Of_two_clients_who_book_one_slot_one_gets_it_and_the_other_is_told_it_is_taken(string database)
    {
        var cast = await stages.OnAsync(database);
        var one = await Care.BeginAsync(cast, "racing");
        var other = await Care.BeginAsync(cast, await cast.ClientAsync(), one.Therapist, "racing");
        var slots = await one.SlotsAsync(days: 7);
        Assert.True(slots.Count >= Rounds, $"{slots.Count} slots are too few.");

        foreach (var slot in slots.Take(Rounds))
        {
            var act = Acts.Book(one.Therapist, slot);
            var answers = await Task.WhenAll(cast.DoAsync(one.Client, act), cast.DoAsync(other.Client, act));
            Assert.Single(answers, a => a.IsDone);
            Assert.Equal(["SLOT_TAKEN"], answers.Single(a => !a.IsDone).Codes);
        }

        const string booked = "{ appointments(first: 100) { edges { node { startsAt } } } }";
        var all = (await cast.AskAsync(one.Therapist, booked)).Done().All("appointments.edges").Select(e => (string)e["node"]!["startsAt"]!).ToList();
        Assert.Equal(slots.Take(Rounds), all.Order(StringComparer.Ordinal));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Of_many_refunds_at_once_none_pays_back_more_than_was_paid(string database)
    {
        var cast = await stages.OnAsync(database);
        await MoneyJourneyTests.BindAsync(cast);
        var staff = await cast.StaffAsync("BILLING");
        var client = await cast.ClientAsync(consents: false);
        for (var round = 0; round < 5; round++)
        {
            var placed = (await cast.DoAsync(client, Acts.Order(await MoneyJourneyTests.ProductAsync(cast)))).Done();
            var order = placed["placeOrder.order.id"];
            var most = (long)placed.Find("placeOrder.order.amount.minor")!;
            (await cast.DoAsync(client, Acts.Pay(order))).Done();

            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => cast.DoAsync(staff, Acts.Refund(order, (most / 2) + 1))));

            Assert.Single(answers, a => a.IsDone);
            Assert.All(answers.Where(a => !a.IsDone), a => Assert.Contains(a.Codes.Single(), new[] { "REFUND_EXCEEDS_PAYMENT", "CONFLICT" }));
        }

        Assert.Equal("true", (await cast.AskAsync(staff, "{ ledgerBalances { balances } }")).Done()["ledgerBalances.balances"]);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Of_many_payments_of_one_order_at_once_one_is_made(string database)
    {
        var cast = await stages.OnAsync(database);
        await MoneyJourneyTests.BindAsync(cast);
        var client = await cast.ClientAsync(consents: false);
        for (var round = 1; round <= 5; round++)
        {
            var order = (await cast.DoAsync(client, Acts.Order(await MoneyJourneyTests.ProductAsync(cast)))).Done()["placeOrder.order.id"];

            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => cast.DoAsync(client, Acts.Pay(order))));

            Assert.Single(answers, a => a.IsDone);
            Assert.Equal(round, (await cast.AskAsync(client, "{ transactions { kind } }")).Done().All("transactions").Count);
        }
    }
}

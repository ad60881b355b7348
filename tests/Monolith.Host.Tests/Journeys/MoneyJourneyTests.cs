using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class MoneyJourneyTests(Stages stages) : IClassFixture<Stages>
{
    private const string Balance = "{ ledgerBalances { balances accounts { account debitMinor creditMinor } } }";

    [Theory, ClassData(typeof(Databases)), Clause("CA-3.14")]
    public async Task Nothing_is_charged_without_a_bound_processor_or_by_a_card_number(string database)
    {
        await using var stage = await Stage.OpenAsync(database);
        var cast = stage.Cast;
        var client = await cast.ClientAsync();
        var order = (await cast.DoAsync(client, Acts.Order(await ProductAsync(cast)))).Done()["placeOrder.order.id"];

        Assert.Equal(["PROCESSOR_NOT_BOUND"], (await cast.DoAsync(client, Acts.Pay(order))).Codes);
        await BindAsync(cast);
        Assert.Equal(["CARD_DATA_FORBIDDEN"], (await cast.DoAsync(client, Acts.Pay(order, "4242 4242 4242 4242"))).Codes);
        Assert.Equal(["PAYMENT_DECLINED"], (await cast.DoAsync(client, Acts.Pay(order, "tok_declined"))).Codes);
        Assert.Equal(["ORDER_NOT_FOUND"], (await cast.DoAsync(await cast.ClientAsync(), Acts.Pay(order))).Codes);
        Assert.Equal("PLACED", await StateAsync(cast, client));

        (await cast.DoAsync(client, Acts.Pay(order))).Done();
        Assert.Equal(["ILLEGAL_STATE"], (await cast.DoAsync(client, Acts.Pay(order))).Codes);
        Assert.Equal("PAID", await StateAsync(cast, client));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_payment_whose_outcome_was_unknown_is_made_once_when_sent_again(string database)
    {
        var cast = await stages.OnAsync(database);
        await BindAsync(cast);
        var client = await cast.ClientAsync();
        var order = (await cast.DoAsync(client, Acts.Order(await ProductAsync(cast)))).Done()["placeOrder.order.id"];

        Assert.Equal(["PAYMENT_OUTCOME_UNKNOWN"], (await cast.DoAsync(client, Acts.Pay(order, "tok_timeout"))).Codes);
        (await cast.DoAsync(client, Acts.Pay(order, "tok_timeout"))).Done();

        Assert.Single((await cast.AskAsync(client, "{ transactions { amount { minor } } }")).Done().All("transactions"));
    }

    [Theory, ClassData(typeof(Databases)), Clause("CA-3.7")]
    public async Task No_more_goes_back_than_was_paid_and_the_ledger_balances(string database)
    {
        var cast = await stages.OnAsync(database);
        await BindAsync(cast);
        var staff = await cast.StaffAsync("BILLING");
        var client = await cast.ClientAsync();
        var placed = (await cast.DoAsync(client, Acts.Order(await ProductAsync(cast)))).Done();
        var (order, price) = (placed["placeOrder.order.id"], long.Parse(placed["placeOrder.order.amount.minor"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(["ILLEGAL_STATE"], (await cast.DoAsync(staff, Acts.Refund(order, 1))).Codes);
        (await cast.DoAsync(client, Acts.Pay(order))).Done();

        Assert.Equal(["NOT_REFUNDABLE"], (await cast.DoAsync(client, Acts.Refund(order, 1))).Codes);
        Assert.Equal(["REFUND_EXCEEDS_PAYMENT"], (await cast.DoAsync(staff, Acts.Refund(order, price + 1))).Codes);
        Assert.Equal(["REFUND_EXCEEDS_PAYMENT"], (await cast.DoAsync(staff, Acts.Refund(order, 0))).Codes);
        Assert.Equal(["CARD_DATA_FORBIDDEN"], (await cast.DoAsync(staff, Acts.Refund(order, 1, "to 4242424242424242"))).Codes);
        (await cast.DoAsync(staff, Acts.Refund(order, price - 1))).Done();
        Assert.Equal(["REFUND_EXCEEDS_PAYMENT"], (await cast.DoAsync(staff, Acts.Refund(order, 2))).Codes);
        (await cast.DoAsync(staff, Acts.Refund(order, 1))).Done();
        Assert.Equal(["ILLEGAL_STATE"], (await cast.DoAsync(staff, Acts.Refund(order, 1))).Codes);

        Assert.Equal("REFUNDED", await StateAsync(cast, client));
        Assert.Equal("true", (await cast.AskAsync(staff, Balance)).Done()["ledgerBalances.balances"]);
        Assert.Equal(["FORBIDDEN"], (await cast.AskAsync(client, Balance)).Codes);
    }

    internal static async Task BindAsync(Cast cast) => (await cast.DoAsync(cast.Administrator, Acts.Bind("PAYMENT", "Payment", "PAYMENT"))).Done();

    internal static async Task<string> ProductAsync(Cast cast) =>
        (string)(await cast.AskAsync(null, "{ products { id sessions } }")).Done().All("products").First(p => (int)p["sessions"]! == 1)["id"]!;

    private static async Task<string> StateAsync(Cast cast, Person payer) => (await cast.AskAsync(payer, "{ orders { state } }")).Done()["orders.0.state"];
}

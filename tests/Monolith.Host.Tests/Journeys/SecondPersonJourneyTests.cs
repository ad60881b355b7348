using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

/// <summary>Dangerous acts as staff do them: one asks, another says yes, the first sends it again (R43).</summary>
public sealed class SecondPersonJourneyTests(Stages stages) : IClassFixture<Stages>
{
    private static readonly Act Publish = new("publishPolicyVersion", new { kind = "REGULATIONS", severity = "EDITORIAL" }, "policyVersion { id }");

    [Theory, ClassData(typeof(Databases))]
    public async Task A_document_is_published_after_somebody_else_approved_just_this_version_of_it(string database)
    {
        var cast = await stages.OnAsync(database);
        var officer = await cast.SignInAsync(await cast.StaffAsync("PRIVACY_OFFICER"));
        var admin = await cast.SignInAsync(cast.Administrator);

        Assert.Equal(["SECOND_PERSON_REQUIRED"], (await cast.TryAsync(admin, Publish)).Codes);
        var act = (await cast.AskAsync(officer, "{ pendingActs { actId operation input state } }")).Done();
        Assert.Equal(("PublishPolicyVersion", "PROPOSED"), (act["pendingActs.0.operation"], act["pendingActs.0.state"]));
        var approve = new Act("approveAct", new { actId = act["pendingActs.0.actId"] }, "pendingAct { state }");
        Assert.Equal(["ANOTHER_PERSON_REQUIRED"], (await cast.DoAsync(admin, approve)).Codes);
        (await cast.DoAsync(officer, approve)).Done();

        Assert.Equal(["SECOND_PERSON_REQUIRED"], (await cast.TryAsync(admin, Publish with { Input = new { kind = "REGULATIONS", severity = "SIGNIFICANT" } })).Codes);
        (await cast.TryAsync(admin, Publish)).Done();
        Assert.Equal(["SECOND_PERSON_REQUIRED"], (await cast.TryAsync(admin, Publish)).Codes);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Much_money_is_paid_back_after_somebody_else_approved_it_and_little_at_once(string database)
    {
        var cast = await stages.OnAsync(database);
        var (billing, client) = (await cast.StaffAsync("BILLING"), await cast.ClientAsync());
        await MoneyJourneyTests.BindAsync(cast);
        var order = (await cast.DoAsync(client, Acts.Order(await MoneyJourneyTests.ProductAsync(cast)))).Done()["placeOrder.order.id"];
        (await cast.DoAsync(client, Acts.Pay(order))).Done();
        await cast.SignInAsync(billing);
        (await cast.TryAsync(billing, Acts.Refund(order, 100))).Done();

        Assert.Equal(["SECOND_PERSON_REQUIRED"], (await cast.TryAsync(billing, Acts.Refund(order, 100_001))).Codes);
        await cast.ApproveAsync(billing);

        (await cast.TryAsync(billing, Acts.Refund(order, 100_001))).Done();
    }
}

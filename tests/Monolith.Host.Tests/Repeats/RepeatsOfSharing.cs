using System.Globalization;
using Monolith.Host.Tests.Platform;

namespace Monolith.Host.Tests.Repeats;

/// <summary>Mutations about what leaves the service and what is kept.</summary>
internal static class RepeatsOfSharing
{
    private static int topics;

    public static IReadOnlyDictionary<string, Func<Cast, Task<Repeat>>> All { get; } = new Dictionary<string, Func<Cast, Task<Repeat>>>
    {
        ["announceBusinessTransfer"] = cast =>
        {
            var input = new { name = cast.Named("deal").Email, counterparty = "Buyer Inc", negotiation = true };
            return Task.FromResult(new Repeat(
                cast.Administrator, new("announceBusinessTransfer", input, "businessTransfer { id }"), input with { counterparty = "Other Inc" },
                async () => (await cast.AskAsync(cast.Administrator, "{ businessTransfers { name } }")).Done().All("businessTransfers").Count(d => (string)d["name"]! == input.name)));
        },
        ["executeBusinessTransfer"] = async cast =>
        {
            var repeat = await OfDealAsync(cast, "executeBusinessTransfer");
            await cast.ApprovedAsync(cast.Administrator, repeat.Act);
            return repeat;
        },
        ["callOffBusinessTransfer"] = cast => OfDealAsync(cast, "callOffBusinessTransfer"),
        ["assessRegion"] = cast =>
        {
            var input = new { region = "SG", reference = "S-1", assessedUntilOn = Day(30) };
            return Task.FromResult(new Repeat(cast.Administrator, new("assessRegion", input, "regionSafeguard { region recordedAt }"), input with { reference = "S-2" }));
        },
        ["requestLegalHold"] = async cast =>
        {
            var client = await cast.ClientAsync(consents: false);
            var act = Hold(client);
            return new(cast.Administrator, act, act.Input!.With(("reason", "Another claim.")), () => HoldsAsync(cast, client));
        },
        ["confirmLegalHold"] = async cast => new(
            await cast.StaffAsync("PRIVACY_OFFICER"), new("confirmLegalHold", new { holdId = await AHoldAsync(cast) }, "legalHold { state confirmedAt }"),
            new { holdId = await AHoldAsync(cast) }),
        ["requestHoldRelease"] = async cast =>
        {
            var input = new { holdId = await AHoldInForceAsync(cast), reason = "Over." };
            return new(cast.Administrator, new("requestHoldRelease", input, "legalHold { state releaseReason }"), input with { reason = "Done." });
        },
        ["confirmHoldRelease"] = async cast =>
        {
            var holdId = await AHoldInForceAsync(cast);
            (await cast.DoAsync(cast.Administrator, new("requestHoldRelease", new { holdId, reason = "Over." }, "legalHold { state }"))).Done();
            return new(await cast.StaffAsync("PRIVACY_OFFICER"), new("confirmHoldRelease", new { holdId }, "legalHold { state releasedAt }"), new { holdId = await AHoldAsync(cast) });
        },
        ["raiseSafetyConcern"] = async cast =>
        {
            var care = await Care.BeginAsync(cast, $"safety-{Interlocked.Increment(ref topics)}");
            var clientId = (await cast.AskAsync(care.Therapist, "{ matches { nodes { client { id } } } }")).Done()["matches.nodes.0.client.id"];
            var input = new { clientId, duty = "PROTECTION", reason = "Spoke of harm." };
            return new(care.Therapist, new("raiseSafetyConcern", input, "raisedConcern { id raisedAt }"), input with { reason = "Spoke of worse." });
        },
        ["recordPolicyReview"] = cast => Task.FromResult(new Repeat(cast.Administrator, new("recordPolicyReview", null, "policyReview { lastReviewedAt }"), null)),
    };

    public static Act Hold(Person client) => new(
        "requestLegalHold", new { accountId = client.Id, reason = "A claim.", reference = "CL-1", reviewOn = Day(60) }, "legalHold { id state }");

    private static async Task<Repeat> OfDealAsync(Cast cast, string field) => new(
        cast.Administrator, new(field, new { transferId = await ADealAsync(cast) }, "businessTransfer { id executedAt calledOffAt }"), new { transferId = await ADealAsync(cast) });

    private static async Task<string> ADealAsync(Cast cast) => (await cast.DoAsync(
        cast.Administrator,
        new("announceBusinessTransfer", new { name = "Deal", counterparty = "Buyer", negotiation = true }, "businessTransfer { id }"))).Done()["announceBusinessTransfer.businessTransfer.id"];

    private static async Task<string> AHoldAsync(Cast cast) =>
        (await cast.DoAsync(cast.Administrator, Hold(await cast.ClientAsync(consents: false)))).Done()["requestLegalHold.legalHold.id"];

    private static async Task<string> AHoldInForceAsync(Cast cast)
    {
        var holdId = await AHoldAsync(cast);
        (await cast.DoAsync(await cast.StaffAsync("PRIVACY_OFFICER"), new("confirmLegalHold", new { holdId }, "legalHold { state }"))).Done();
        return holdId;
    }

    private static async Task<int> HoldsAsync(Cast cast, Person client) => (await cast.AskAsync(
        cast.Administrator, "query($id: ID!) { legalHolds(accountId: $id) { id } }", new { id = client.Id })).Done().All("legalHolds").Count;

    private static string Day(int days) =>
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using Monolith.Host.Tests.Platform;

namespace Monolith.Host.Tests.Repeats;

/// <summary>Mutations about dangerous acts, and those acts themselves.</summary>
internal static class RepeatsOfActs
{
    private static int texts;

    public static IReadOnlyDictionary<string, Func<Cast, Task<Repeat>>> All { get; } = new Dictionary<string, Func<Cast, Task<Repeat>>>
    {
        ["publishPolicyVersion"] = async cast => new(
            cast.Administrator, await cast.ApprovedAsync(cast.Administrator, new("publishPolicyVersion", new { kind = "REGULATIONS", severity = "EDITORIAL" }, "policyVersion { id number }")),
            new { kind = "REGULATIONS", severity = "SIGNIFICANT" }),
        ["approveAct"] = async cast => new(
            await cast.StaffAsync("PRIVACY_OFFICER"), new("approveAct", new { actId = await ProposedAsync(cast) }, "pendingAct { state }"), new { actId = await ProposedAsync(cast) }),
        ["refuseAct"] = async cast => new(
            await cast.StaffAsync("PRIVACY_OFFICER"), new("refuseAct", new { actId = await ProposedAsync(cast) }, "pendingAct { state }"), new { actId = await ProposedAsync(cast) }),
        ["withdrawAct"] = async cast => new(
            cast.Administrator, new("withdrawAct", new { actId = await ProposedAsync(cast) }, "pendingAct { state }"), new { actId = await ProposedAsync(cast) }),
    };

    private static async Task<string> ProposedAsync(Cast cast)
    {
        await cast.SignInAsync(cast.Administrator);
        var sections = new[] { new { title = "Rules", text = $"Be kind, {Interlocked.Increment(ref texts)} times." } };
        Assert.Equal(["SECOND_PERSON_REQUIRED"], (await cast.TryAsync(cast.Administrator, new("publishPolicyVersion", new { kind = "RULES", sections }, "policyVersion { id }"))).Codes);
        return (await cast.AskAsync(cast.Administrator, "{ pendingActs { actId } }")).Done()["pendingActs.0.actId"];
    }
}

using Monolith.Host.Tests.Platform;

namespace Monolith.Host.Tests.Repeats;

/// <summary>Mutations about cases with a clock.</summary>
internal static class RepeatsOfCases
{
    private static readonly Act Complaint = new("fileGrievance", new { text = "It began late." }, "grievance { id state receivedAt resolveBy }");

    public static IReadOnlyDictionary<string, Func<Cast, Task<Repeat>>> All { get; } = new Dictionary<string, Func<Cast, Task<Repeat>>>
    {
        ["fileGrievance"] = async cast =>
        {
            var client = await cast.ClientAsync(consents: false);
            return new(client, Complaint, new { text = "Something else." }, () => CountAsync(cast, client, "grievances"));
        },
        ["acknowledgeGrievance"] = async cast =>
        {
            var (id, other) = (await FiledAsync(cast), await FiledAsync(cast));
            return new(await cast.StaffAsync("GRIEVANCE_OFFICER"), new("acknowledgeGrievance", new { id }, "grievance { state acknowledgedAt }"), new { id = other });
        },
        ["resolveGrievance"] = async cast =>
        {
            var input = new { id = await FiledAsync(cast), resolution = "Put right." };
            return new(
                await cast.StaffAsync("GRIEVANCE_OFFICER"), new("resolveGrievance", input, "grievance { state resolution resolvedAt }"), input with { resolution = "Not put right." });
        },
        ["submitRightsRequest"] = async cast =>
        {
            var client = await cast.ClientAsync(consents: false);
            return new(client, Asking("ACCESS"), new { kind = "ERASURE" }, () => CountAsync(cast, client, "rightsRequests"));
        },
        ["decideRightsRequest"] = async cast =>
        {
            var input = new { id = await ProvenAsync(cast), decision = "APPROVE", explanation = "Granted." };
            return new(
                await cast.StaffAsync("GRIEVANCE_OFFICER"), new("decideRightsRequest", input, "rightsRequest { state decision }"), input with { decision = "REFUSE" });
        },
        ["reportMinor"] = _ => Task.FromResult(new Repeat(
            null, new("reportMinor", new { text = "A pupil of mine." }, "caseReceipt { id kind }"), new { text = "Another pupil." })),
        ["sendEnquiry"] = _ => Task.FromResult(new Repeat(
            null, new("sendEnquiry", new { text = "When do you open?" }, "caseReceipt { id kind }"), new { text = "When do you close?" })),
    };

    private static Act Asking(string kind) => new("submitRightsRequest", new { kind }, "rightsRequest { id kind state }");

    private static async Task<string> FiledAsync(Cast cast) =>
        (await cast.DoAsync(await cast.ClientAsync(consents: false), Complaint)).Done()["fileGrievance.grievance.id"];

    private static async Task<string> ProvenAsync(Cast cast)
    {
        var client = await cast.ClientAsync(consents: false);
        var id = (await cast.DoAsync(client, Asking("ACCESS"))).Done()["submitRightsRequest.rightsRequest.id"];
        var code = await cast.CodeAsync(client.Email);
        (await cast.DoAsync(client, new("verifyRequester", new { id, code }, "rightsRequest { state }"))).Done();
        return id;
    }

    private static async Task<int> CountAsync(Cast cast, Person who, string list) =>
        (await cast.AskAsync(who, $"{{ {list} {{ __typename }} }}")).Done().All(list).Count;
}

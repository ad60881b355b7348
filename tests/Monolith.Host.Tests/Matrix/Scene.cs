using Monolith.GraphQL.Relay;
using Monolith.Host.Tests.Journeys;
using Monolith.Host.Tests.Platform;

namespace Monolith.Host.Tests.Matrix;

/// <summary>
/// A client and a therapist with everything the platform can know of them, and everybody who might ask for it: themselves, strangers
/// of their kind, a therapist the client left, and each role of staff.
/// </summary>
internal sealed class Scene
{
    private static readonly string[] Staff = ["GRIEVANCE_OFFICER", "PRIVACY_OFFICER", "CREDENTIAL_VERIFIER", "BILLING", "SUPPORT", "MARKETING", "AUDITOR"];

    private readonly Dictionary<string, string> ids = [];

    private Scene(Cast cast) => Cast = cast;

    public Cast Cast { get; }

    /// <summary>Who asks, by the name of the column; nobody is a visitor. The administrator comes last, because some of what they do changes what others may.</summary>
    public Dictionary<string, Person?> Askers { get; } = [];

    public Person Client => Askers["client"]!;

    public Person Therapist => Askers["therapist"]!;

    /// <summary>The global id of the scene's object of this type.</summary>
    public string Id(string type) => ids.GetValueOrDefault(type) ?? throw new InvalidOperationException($"The scene has no {type}: make one, or say in {nameof(MutationInputs)} which id is meant.");

    /// <summary>An id of the same type that leads nowhere.</summary>
    public string Nothing(string type) =>
        NodeIdCodec.Decode(Id(type)) is { } known ? NodeIdCodec.Encode(known.TypeName, Guid.CreateVersion7()) : Guid.CreateVersion7().ToString();

    /// <summary>The same text with the ids of the scene's objects for <c>@Type@</c>.</summary>
    public string WithIds(string text) => ids.Aggregate(text, (now, one) => now.Replace($"@{one.Key}@", one.Value, StringComparison.Ordinal));

    /// <summary>When the scene was complete.</summary>
    public DateTime Now { get; private set; }

    public bool Knows(string type) => ids.ContainsKey(type);

    public static Guid? KeyOf(string id) => Guid.TryParse(id, out var plain) || Guid.TryParse(NodeIdCodec.Decode(id)?.Key, out plain) ? plain : null;

    public static async Task<Scene> BuildAsync(Cast cast)
    {
        var scene = new Scene(cast);
        scene.Askers["visitor"] = null;
        var client = scene.Askers["client"] = await cast.ClientAsync();
        scene.Askers["otherClient"] = await cast.ClientAsync();
        var therapist = scene.Askers["therapist"] = await cast.TherapistAsync("matrix");
        var former = scene.Askers["formerTherapist"] = await cast.TherapistAsync("before");
        scene.Askers["otherTherapist"] = await cast.TherapistAsync("elsewhere");
        await cast.TherapistAsync("unchecked", verified: false);
        foreach (var role in Staff)
        {
            scene.Askers[Camel(role)] = await cast.StaffAsync(role);
        }

        scene.Askers["administrator"] = cast.Administrator;
        scene.Keep("Account", client.Id);
        scene.Keep("Client", NodeIdCodec.Encode("Client", KeyOf(client.Id)!));
        scene.Keep("Therapist", therapist.Id);
        scene.Keep("Organisation", Guid.CreateVersion7().ToString());
        scene.Keep("Consent", Guid.CreateVersion7().ToString());
        scene.Keep("TherapistAccount", NodeIdCodec.Encode("Account", KeyOf(therapist.Id)!));
        (await cast.DoAsync(client, Acts.EndMatch(await cast.MatchAsync(client, former, "before")))).Done();
        await scene.CareAsync(await Care.BeginAsync(cast, client, therapist, "matrix"));
        await scene.MoneyAsync();
        await scene.CasesAsync();
        await scene.SharingAsync();
        return scene;
    }

    private static string Camel(string role)
    {
        var words = role.ToLowerInvariant().Split('_');
        return words[0] + string.Concat(words[1..].Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }

    private void Keep(string type, string id) => ids[type] = id;

    private async Task CareAsync(Care care)
    {
        Keep("Match", care.MatchId);
        var contact = new { name = "Sam Sibling", phone = "+919000000002", relation = "sibling" };
        (await Cast.DoAsync(Client, new("setEmergencyContact", contact, "account { id }"))).Done();
        var message = await Cast.DoAsync(Client, new("sendMessage", new { text = "Hello", therapistId = Therapist.Id }, "message { id }"));
        Keep("Message", message.Done()["sendMessage.message.id"]);
        (await Cast.DoAsync(Client, Acts.Intake with { Input = Acts.Intake.Input!.With(("symptoms", "Wakes at four")) })).Done();
        (await Cast.DoAsync(Client, Acts.Wishes("matrix") with { Input = Acts.Wishes("matrix").Input!.With(("note", "No evenings")) })).Done();
        var slots = await care.SlotsAsync();
        Now = await care.NowAsync();
        var (held, called, coming) = (await care.BookAsync(slots[0]), await care.BookAsync(slots[1]), await care.BookAsync(slots[^1]));
        (await Cast.DoAsync(Client, Acts.Cancel(called))).Done();
        (await Cast.DoAsync(Cast.Administrator, Acts.Bind("VIDEO", "Video", "SERVICE_DELIVERY"))).Done();
        await care.WaitUntilAsync(slots[0]);
        Keep("Session", (await Cast.DoAsync(Therapist, Acts.Start(held))).Done()["startSession.session.id"]);
        Keep("SessionNote", (await Cast.DoAsync(Therapist, Acts.Note(held, "Slept badly."))).Done()["writeSessionNote.sessionNote.id"]);
        (await Cast.DoAsync(Therapist, Acts.Summary(held))).Done();
        (await Cast.DoAsync(Therapist, Acts.End(held))).Done();
        Keep("Appointment", held);
        Keep("ComingAppointment", coming);
        var requests = (await Cast.DoAsync(Client, Acts.RequestMatch)).Done();
        Keep("MatchRequest", requests["requestMatch.matchRequest.id"]);
    }

    private async Task MoneyAsync()
    {
        await MoneyJourneyTests.BindAsync(Cast);
        var product = await MoneyJourneyTests.ProductAsync(Cast);
        Keep("Product", product);
        var order = (await Cast.DoAsync(Client, Acts.Order(product))).Done()["placeOrder.order.id"];
        Keep("Order", order);
        (await Cast.DoAsync(Client, Acts.Pay(order))).Done();
        (await Cast.DoAsync(await Cast.StaffAsync("BILLING"), Acts.Refund(order, 100))).Done();
    }

    private async Task CasesAsync()
    {
        var officer = await Cast.StaffAsync("GRIEVANCE_OFFICER");
        var grievance = (await Cast.DoAsync(Client, new("fileGrievance", new { text = "It began late." }, "grievance { id }"))).Done()["fileGrievance.grievance.id"];
        Keep("Grievance", grievance);
        (await Cast.DoAsync(officer, new("acknowledgeGrievance", new { id = grievance }, "grievance { state }"))).Done();
        (await Cast.DoAsync(officer, new("resolveGrievance", new { id = grievance, resolution = "Put right." }, "grievance { state }"))).Done();
        var asked = await Cast.DoAsync(Client, new("submitRightsRequest", new { kind = "ACCESS", wish = "All of it." }, "rightsRequest { id }"));
        var request = asked.Done()["submitRightsRequest.rightsRequest.id"];
        Keep("RightsRequest", request);
        var proof = new { id = request, code = await Cast.CodeAsync(Client.Email) };
        (await Cast.DoAsync(Client, new("verifyRequester", proof, "rightsRequest { state }"))).Done();
        (await Cast.DoAsync(officer, new("decideRightsRequest", new { id = request, decision = "APPROVE", explanation = "Granted." }, "rightsRequest { state }"))).Done();
        await Cast.RunJobsAsync();
    }

    private async Task SharingAsync()
    {
        (await Cast.DoAsync(Client, new("approveDisclosure", new { recipient = "Insurer", scope = "Attendance" }, "disclosureApproval { __typename }"))).Done();
        await Cast.SignInAsync(Cast.Administrator);
        var line = new { accountId = Client.Id, ground = "LEGAL_PROCESS", recipient = "Court", scope = "Attendance", reference = "C-1" };
        (await Cast.DoAsync(Cast.Administrator, new("recordDisclosure", line, "disclosure { __typename }"))).Done();
        var key = new { name = "Reports", role = "BILLING", operations = new[] { "ledgerBalances" }, days = 30 };
        Keep("IntegratorKey", (await Cast.DoAsync(Cast.Administrator, new("createIntegratorKey", key, "integratorKey { key { keyId } }"))).Done()["createIntegratorKey.integratorKey.key.keyId"]);
        await EmergencyAsync();
        Keep("PolicyVersion", (await Cast.AskAsync(null, "{ policyDocument(kind: RULES) { id } }")).Done()["policyDocument.id"]);
        Keep("AccountSession", (await Cast.AskAsync(Client, "{ mySessions { sessionId } }")).Done()["mySessions.0.sessionId"]);
    }

    // Somebody of the support broke the glass; nobody else sees through it.
    private async Task EmergencyAsync()
    {
        var input = new { clientId = Id("Client"), reason = "DANGER_TO_SELF", scope = "PERSON_AND_CONTACT", what = "A call at night.", minutes = 60 };
        var opened = await Cast.DoAsync(await Cast.SignInAsync(await Cast.StaffAsync("SUPPORT")), new("openEmergencyAccess", input, "emergencyAccess { accessId }"));
        Keep("EmergencyAccess", opened.Done()["openEmergencyAccess.emergencyAccess.accessId"]);
    }
}

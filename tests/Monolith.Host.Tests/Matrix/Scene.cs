using System.Text.RegularExpressions;
using Monolith.GraphQL.Relay;
using Monolith.Host.Tests.Journeys;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Matrix;

/// <summary>
/// A client and a therapist with everything the platform can know of them, and everybody who might ask for it: themselves, strangers
/// of their kind, a therapist the client left, and each role of staff.
/// </summary>
internal sealed partial class Scene
{
    private static readonly string[] Staff = ["GRIEVANCE_OFFICER", "PRIVACY_OFFICER", "CREDENTIAL_VERIFIER", "BILLING", "SUPPORT", "MARKETING", "AUDITOR"];

    private readonly Dictionary<string, string> ids = [];

    private readonly bool isWhole;

    private Scene(Cast cast, bool isWhole) => (Cast, this.isWhole) = (cast, isWhole);

    /// <summary>What the service does not have: the steps that were refused, with their codes.</summary>
    public List<string> Lacking { get; } = [];

    public Cast Cast { get; }

    /// <summary>Who asks, by the name of the column; nobody is a visitor. The administrator comes last, because some of what they do changes what others may.</summary>
    public Dictionary<string, Person?> Askers { get; } = [];

    public Person Client => Askers["client"]!;

    public Person Therapist => Askers["therapist"]!;

    /// <summary>The global id of the scene's object of this type.</summary>
    public string Id(string type) => ids.GetValueOrDefault(type)
        ?? (isWhole ? throw new InvalidOperationException($"The scene has no {type}: make one, or say in {nameof(MutationInputs)} which id is meant.") : NodeIdCodec.Encode(Plain(type), Guid.Empty));

    /// <summary>An id of the same type that leads nowhere.</summary>
    public string Nothing(string type) =>
        NodeIdCodec.Decode(Id(type)) is { } known ? NodeIdCodec.Encode(known.TypeName, Guid.CreateVersion7()) : Guid.CreateVersion7().ToString();

    /// <summary>The same text with the ids of the scene's objects for <c>@Type@</c>.</summary>
    public string WithIds(string text) => Named().Replace(text, one => Id(one.Groups[1].Value));

    /// <summary>When the scene was complete.</summary>
    public DateTime Now { get; private set; }

    public bool Knows(string type) => ids.ContainsKey(type);

    public static Guid? KeyOf(string id) => Guid.TryParse(id, out var plain) || Guid.TryParse(NodeIdCodec.Decode(id)?.Key, out plain) ? plain : null;

    /// <param name="cast">Makes the people.</param>
    /// <param name="consents">Whether clients are asked for consent to health data.</param>
    /// <param name="isWhole">Whether every step must be there, or what a profile does not have is left out.</param>
    public static async Task<Scene> BuildAsync(Cast cast, bool consents = true, bool isWhole = true)
    {
        var scene = new Scene(cast, isWhole);
        scene.Askers["visitor"] = null;
        var client = scene.Askers["client"] = await cast.ClientAsync(consents);
        scene.Askers["otherClient"] = await cast.ClientAsync(consents);
        var therapist = scene.Askers["therapist"] = await scene.TherapistAsync("matrix");
        var former = scene.Askers["formerTherapist"] = await scene.TherapistAsync("before");
        scene.Askers["otherTherapist"] = await scene.TherapistAsync("elsewhere");
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
        scene.Keep("Offering", Guid.CreateVersion7().ToString());
        scene.Keep("Link", Guid.CreateVersion7().ToString());
        scene.Keep("Consent", Guid.CreateVersion7().ToString());
        scene.Keep("TherapistAccount", NodeIdCodec.Encode("Account", KeyOf(therapist.Id)!));
        scene.Now = await new Care(cast, client, therapist, "").NowAsync();
        await scene.TryAsync("former match", async () => (await cast.DoAsync(client, Acts.EndMatch(await cast.MatchAsync(client, former, "before")))).Done());
        await scene.TryAsync("care", async () => await scene.CareAsync(await Care.BeginAsync(cast, client, therapist, "matrix")));
        await scene.TryAsync("money", scene.MoneyAsync);
        await scene.CasesAsync();
        await scene.SharingAsync();
        return scene;
    }

    private async Task<Person> TherapistAsync(string topic)
    {
        var therapist = await Cast.TherapistAsync(topic, verified: false);
        await TryAsync($"verified {topic}", async () => (await Cast.DoAsync(await Cast.StaffAsync("CREDENTIAL_VERIFIER"), Acts.Verify(therapist))).Done());
        return therapist;
    }

    private async Task TryAsync(string what, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (InvalidOperationException) when (!isWhole)
        {
            Lacking.Add(what);
        }
    }

    private static string Plain(string type) => type switch
    {
        "ComingAppointment" => "Appointment",
        "TherapistAccount" => "Account",
        _ => type,
    };

    [GeneratedRegex("@([A-Za-z]+)@")]
    private static partial Regex Named();

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
        await TryAsync("emergency contact", async () => (await Cast.DoAsync(Client, new("setEmergencyContact", contact, "account { id }"))).Done());
        await TryAsync("message", async () => Keep("Message", (await Cast.DoAsync(Client, new("sendMessage", new { text = "Hello", therapistId = Therapist.Id }, "message { id }"))).Done()["sendMessage.message.id"]));
        await TryAsync("intake", async () => (await Cast.DoAsync(Client, Acts.Intake with { Input = Acts.Intake.Input!.With(("symptoms", "Wakes at four")) })).Done());
        await TryAsync("wishes", async () => (await Cast.DoAsync(Client, Acts.Wishes("matrix") with { Input = Acts.Wishes("matrix").Input!.With(("note", "No evenings")) })).Done());
        var slots = await care.SlotsAsync();
        Now = await care.NowAsync();
        Keep("ComingAppointment", await care.BookAsync(slots[^1]));
        var (held, called) = (await care.BookAsync(slots[0]), await care.BookAsync(slots[1]));
        (await Cast.DoAsync(Client, Acts.Cancel(called))).Done();
        (await Cast.DoAsync(Cast.Administrator, Acts.Bind("VIDEO", "Video", "SERVICE_DELIVERY"))).Done();
        await care.WaitUntilAsync(slots[0]);
        Keep("Session", (await Cast.DoAsync(Therapist, Acts.Start(held))).Done()["startSession.session.id"]);
        Keep("SessionNote", (await Cast.DoAsync(Therapist, Acts.Note(held, "Slept badly."))).Done()["writeSessionNote.sessionNote.id"]);
        await TryAsync("summary", async () => (await Cast.DoAsync(Therapist, Acts.Summary(held))).Done());
        (await Cast.DoAsync(Therapist, Acts.End(held))).Done();
        Keep("Appointment", held);
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
        await TryAsync("rights", () => RightsAsync(officer));
        await Cast.RunJobsAsync();
    }

    private async Task RightsAsync(Person officer)
    {
        var asked = await Cast.DoAsync(Client, new("submitRightsRequest", new { kind = "ACCESS", wish = "All of it." }, "rightsRequest { id }"));
        var request = asked.Done()["submitRightsRequest.rightsRequest.id"];
        Keep("RightsRequest", request);
        var proof = new { id = request, code = await Cast.CodeAsync(Client.Email) };
        (await Cast.DoAsync(Client, new("verifyRequester", proof, "rightsRequest { state }"))).Done();
        (await Cast.DoAsync(officer, new("decideRightsRequest", new { id = request, decision = "APPROVE", explanation = "Granted." }, "rightsRequest { state }"))).Done();
    }

    private async Task SharingAsync()
    {
        await TryAsync("approval", async () =>
            (await Cast.DoAsync(Client, new("approveDisclosure", new { recipient = "Insurer", scope = "Attendance" }, "disclosureApproval { __typename }"))).Done());
        await Cast.SignInAsync(Cast.Administrator);
        await TryAsync("disclosure", DisclosureAsync);
        var key = new { name = "Reports", role = "BILLING", operations = new[] { "ledgerBalances" }, days = 30 };
        Keep("IntegratorKey", (await Cast.DoAsync(Cast.Administrator, new("createIntegratorKey", key, "integratorKey { key { keyId } }"))).Done()["createIntegratorKey.integratorKey.key.keyId"]);
        await TryAsync("emergency", EmergencyAsync);
        var document = isWhole ? "RULES" : "PRIVACY";
        await Cast.TryAsync(Cast.Administrator, new("publishPolicyVersion", new { kind = document, severity = "EDITORIAL" }, "policyVersion { id }"));
        Keep("PendingAct", (await Cast.AskAsync(Cast.Administrator, "{ pendingActs { actId } }")).Done()["pendingActs.0.actId"]);
        using var device = new SoftwareAuthenticator();
        Keep("Passkey", await Cast.AddPasskeyAsync(Client, device));
        Keep("PolicyVersion", (await Cast.AskAsync(null, $"{{ policyDocument(kind: {document}) {{ id }} }}")).Done()["policyDocument.id"]);
        Keep("Material", (await Cast.DoAsync(Cast.Administrator, new("offerMaterial", new { name = "Guide" }, "material { materialId }"))).Done()["offerMaterial.material.materialId"]);
        (await Cast.DoAsync(Client, new("subscribeToMaterial", new { materialId = Id("Material") }, "material { isSubscribed }"))).Done();
        Keep("AccountSession", (await Cast.AskAsync(Client, "{ mySessions { sessionId } }")).Done()["mySessions.0.sessionId"]);
    }

    // Each profile has its own word for what an authority orders.
    private async Task DisclosureAsync()
    {
        object line = new { accountId = Client.Id, recipient = "Court", scope = "Attendance", reference = "C-1" };
        line = isWhole ? line : line.With(("reason", "Ordered"));
        foreach (var ground in (string[])["LEGAL_PROCESS", "PUBLIC_AUTHORITY", "LEGAL"])
        {
            if ((await Cast.DoAsync(Cast.Administrator, new("recordDisclosure", line.With(("ground", ground)), "disclosure { __typename }"))).IsDone)
            {
                return;
            }
        }

        throw new InvalidOperationException("No ground of the list was taken.");
    }

    // Somebody of the support broke the glass; nobody else sees through it.
    private async Task EmergencyAsync()
    {
        var input = new { clientId = Id("Client"), reason = "DANGER_TO_SELF", scope = "PERSON_AND_CONTACT", what = "A call at night.", minutes = 60 };
        var opened = await Cast.DoAsync(await Cast.SignInAsync(await Cast.StaffAsync("SUPPORT")), new("openEmergencyAccess", input, "emergencyAccess { accessId }"));
        Keep("EmergencyAccess", opened.Done()["openEmergencyAccess.emergencyAccess.accessId"]);
    }
}

using Monolith.GraphQL.Relay;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Repeats;

/// <summary>Mutations about people and what they agree to.</summary>
internal static class RepeatsOfPeople
{
    public static IReadOnlyDictionary<string, Func<Cast, Task<Repeat>>> All { get; } = new Dictionary<string, Func<Cast, Task<Repeat>>>
    {
        ["registerClient"] = cast => RegistrationAsync(cast, "registerClient"),
        ["registerTherapist"] = cast => RegistrationAsync(cast, "registerTherapist"),
        ["inviteStaff"] = cast =>
        {
            var person = cast.Named("colleague");
            return Task.FromResult(new Repeat(
                cast.Administrator, new("inviteStaff", new { email = person.Email, role = "AUDITOR" }, "invitation { role endsAt }"),
                new { email = person.Email, role = "BILLING" }, () => MailsAsync(cast, person)));
        },
        ["suspendAccount"] = async cast => new(
            cast.Administrator, new("suspendAccount", new { accountId = (await cast.ClientAsync(consents: false)).Id }, "account { state }"),
            new { accountId = (await cast.ClientAsync(consents: false)).Id }),
        ["restoreAccount"] = async cast =>
        {
            var id = (await cast.ClientAsync(consents: false)).Id;
            (await cast.DoAsync(cast.Administrator, new("suspendAccount", new { accountId = id }, "account { state }"))).Done();
            return new(cast.Administrator, new("restoreAccount", new { accountId = id }, "account { state }"), new { accountId = (await cast.ClientAsync(consents: false)).Id });
        },
        ["signConfidentialityUndertaking"] = cast => Task.FromResult(new Repeat(
            cast.Administrator, new("signConfidentialityUndertaking", new { affirmed = true }, "undertaking { signedAt }"), new { affirmed = false })),
        ["disciplineStaff"] = async cast =>
        {
            var accountId = (await cast.AskAsync(await cast.StaffAsync("MARKETING"), "{ me { id } }")).Done()["me.id"];
            await cast.SignInAsync(cast.Administrator);
            var warning = new { accountId, measure = "WARN", reason = "Late." };
            return new(cast.Administrator, new("disciplineStaff", warning, "discipline { decidedAt }"), warning with { reason = "Later." });
        },
        ["recordDiscoveredMinor"] = async cast =>
        {
            var found = new { accountId = (await cast.ClientAsync(consents: false)).Id, age = 15 };
            return new(await cast.StaffAsync("PRIVACY_OFFICER"), new("recordDiscoveredMinor", found, "discoveredMinor { eraseAt }"), found with { age = 14 });
        },
        ["correctPersonalData"] = async cast =>
        {
            var right = new { accountId = (await cast.ClientAsync(consents: false)).Id, fields = new[] { new { name = "age", value = "31" } } };
            return new(await cast.StaffAsync("PRIVACY_OFFICER"), new("correctPersonalData", right, "account { age }"), right with { fields = [new { name = "age", value = "32" }] });
        },
        ["renamePasskey"] = async cast =>
        {
            var (client, ids) = await WithPasskeysAsync(cast, 1);
            return new(client, new("renamePasskey", new { passkeyId = ids[0], name = "Tablet" }, "passkey { name }"), new { passkeyId = ids[0], name = "Watch" });
        },
        ["removePasskey"] = async cast =>
        {
            var (client, ids) = await WithPasskeysAsync(cast, 2);
            return new(client, new("removePasskey", new { passkeyId = ids[0] }, "ended { count }"), new { passkeyId = ids[1] });
        },
        ["updateProfile"] = async cast => new(
            await cast.ClientAsync(consents: false), new("updateProfile", new { name = "Other Name" }, "account { name }"), new { name = "Third Name" }),
        ["setEmergencyContact"] = async cast =>
        {
            var contact = new { name = "Sam Sibling", phone = "+919000000002", relation = "sibling" };
            return new(
                await cast.ClientAsync(consents: false), new("setEmergencyContact", contact, "account { emergencyContact { name } }"), contact with { relation = "friend" });
        },
        ["openEmergencyAccess"] = async cast =>
        {
            var client = await cast.ClientAsync(consents: false);
            var input = new { clientId = NodeIdCodec.Encode("Client", NodeIdCodec.Decode(client.Id)!.Value.Key), reason = "DANGER_TO_SELF", scope = "CONTACT", what = "A call.", minutes = 5 };
            var support = await cast.SignInAsync(await cast.StaffAsync("SUPPORT"));
            return new(support, new("openEmergencyAccess", input, "emergencyAccess { accessId endsAt }"), input with { minutes = 6 }, () => MailsAsync(cast, client, "EMERGENCY_CONTACT_OPENED"));
        },
        ["grantConsent"] = async cast =>
        {
            var (client, act) = (await cast.ClientAsync(consents: false), await cast.ConsentAsync());
            return new(client, act, act.Input!.With(("purpose", "MARKETING")), () => CountAsync(cast, client, "consents", "records"));
        },
        ["withdrawConsent"] = async cast =>
        {
            var client = await cast.ClientAsync();
            return new(client, Acts.Withdraw, Acts.Withdraw.Input!.With(("confirm", false)), async () => await CountAsync(cast, client, "consents", "records") - 1);
        },
        ["optOutOfUse"] = async cast => new(
            await cast.ClientAsync(consents: false), new("optOutOfUse", new { purpose = "IMPROVEMENT" }, "consentRecord { id state }"),
            new { purpose = "SERVICE_COMMUNICATION" }),
        ["acceptPolicy"] = async cast =>
        {
            var documents = (await cast.AskAsync(null, "{ regulations: policyDocument(kind: REGULATIONS) { id } rules: policyDocument(kind: RULES) { id } }")).Done();
            return new(
                await cast.ClientAsync(consents: false), new("acceptPolicy", new { versionId = documents["regulations.id"] }, "policyAcceptance { __typename }"),
                new { versionId = documents["rules.id"] });
        },
        ["approveDisclosure"] = async cast => new(
            await cast.ClientAsync(consents: false), new("approveDisclosure", new { recipient = "Insurer", scope = "Attendance" }, "disclosureApproval { __typename }"),
            new { recipient = "Insurer", scope = "Everything" }),
        ["registerProcessor"] = cast =>
        {
            var act = Acts.Bind("ANALYTICS", cast.Named("counter").Email, "IMPROVEMENT");
            return Task.FromResult(new Repeat(cast.Administrator, act, act.Input!.With(("region", "US"))));
        },
        ["recordDisclosure"] = async cast =>
        {
            var client = await cast.ClientAsync(consents: false);
            var input = new { accountId = client.Id, ground = "LEGAL_PROCESS", recipient = "Court", scope = "Attendance", reference = "C-1" };
            return new(
                cast.Administrator, new("recordDisclosure", input, "disclosure { __typename }"), input with { recipient = "Police" },
                async () => (await cast.AskAsync(client, "{ disclosures { __typename } }")).Done().All("disclosures").Count);
        },
        ["rotateReceiptKey"] = cast => Task.FromResult(new Repeat(cast.Administrator, new("rotateReceiptKey", null, "receiptKey { __typename }"), null)),
    };

    private static async Task<(Person Client, string[] Passkeys)> WithPasskeysAsync(Cast cast, int count)
    {
        var client = await cast.ClientAsync(consents: false);
        List<string> ids = [];
        while (ids.Count < count)
        {
            using var device = new SoftwareAuthenticator();
            ids.Add(await cast.AddPasskeyAsync(client, device));
        }

        return (client, [.. ids]);
    }

    private static Task<Repeat> RegistrationAsync(Cast cast, string field)
    {
        var person = cast.Named("applicant");
        var input = field == "registerClient"
            ? Cast.Registration(person)
            : Cast.Registration(person).With(("age", null), ("affirmAdult", null));
        return Task.FromResult(new Repeat(null, new(field, input, "registration { message }"), input.With(("name", "Somebody Else")), () => MailsAsync(cast, person)));
    }

    private static async Task<int> MailsAsync(Cast cast, Person person, string? template = null) =>
        (await cast.AskAsync(null, "query($to: String!) { outbox(to: $to) { template } }", new { to = person.Email })).Done().All("outbox").Count(m => template is null || (string)m["template"]! == template);

    private static async Task<int> CountAsync(Cast cast, Person who, string field, string list) =>
        (await cast.AskAsync(who, $"{{ {field} {{ {list} {{ __typename }} }} }}")).Done().All($"{field}.{list}").Count;
}

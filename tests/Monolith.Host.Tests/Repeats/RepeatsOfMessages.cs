using Monolith.Host.Tests.Platform;

namespace Monolith.Host.Tests.Repeats;

/// <summary>Mutations about materials, messages to everybody, and what is on offer.</summary>
internal static class RepeatsOfMessages
{
    private static int names;

    public static IReadOnlyDictionary<string, Func<Cast, Task<Repeat>>> All { get; } = new Dictionary<string, Func<Cast, Task<Repeat>>>
    {
        ["offerMaterial"] = async cast =>
        {
            await cast.SignInAsync(cast.Administrator);
            var name = Name();
            return new(
                cast.Administrator, new("offerMaterial", new { name }, "material { materialId name }"), new { name = Name() },
                async () => (await cast.AskAsync(cast.Administrator, "{ materials { name } }")).Done().All("materials").Count(m => (string)m["name"]! == name));
        },
        ["subscribeToMaterial"] = async cast =>
        {
            var (client, material, other) = (await cast.ClientAsync(consents: false), await MaterialAsync(cast), await MaterialAsync(cast));
            return new(client, new("subscribeToMaterial", new { materialId = material }, "material { isSubscribed }"), new { materialId = other });
        },
        ["unsubscribeFromMaterial"] = async cast =>
        {
            var (client, material) = (await cast.ClientAsync(consents: false), await MaterialAsync(cast));
            (await cast.DoAsync(client, new("subscribeToMaterial", new { materialId = material }, "material { isSubscribed }"))).Done();
            return new(client, new("unsubscribeFromMaterial", new { materialId = material }, "material { isSubscribed }"), new { materialId = await MaterialAsync(cast) });
        },
        ["issueMaterial"] = async cast =>
        {
            var (client, material) = (await cast.ClientAsync(consents: false), await MaterialAsync(cast));
            (await cast.DoAsync(client, new("subscribeToMaterial", new { materialId = material }, "material { isSubscribed }"))).Done();
            var issue = new { materialId = material, subject = Name(), text = "How to begin." };
            return new(
                cast.Administrator, new("issueMaterial", issue, "sent { recipients }"), issue with { text = "How to go on." },
                async () => (await cast.AskAsync(null, "query($to: String!) { outbox(to: $to) { subject } }", new { to = client.Email })).Done().All("outbox").Count(m => (string)m["subject"]! == issue.subject));
        },
        ["announceMaintenance"] = async cast =>
        {
            await cast.SignInAsync(cast.Administrator);
            var from = DateTime.Parse((await cast.AskAsync(cast.Administrator, "{ me { registeredAt } }")).Done()["me.registeredAt"]!, null, System.Globalization.DateTimeStyles.AdjustToUniversal).AddYears(2);
            var repair = new { startsAt = from, endsAt = from.AddHours(1) };
            return new(cast.Administrator, new("announceMaintenance", repair, "sent { recipients }"), repair with { endsAt = from.AddHours(2) });
        },
        ["offerProduct"] = async cast =>
        {
            var offer = new { name = Name(), kind = "SESSION", sessions = 2, priceMinor = 1000, currency = "INR" };
            return new(
                await cast.StaffAsync("BILLING"), new("offerProduct", offer, "product { id name }"), offer with { priceMinor = 2000 },
                async () => (await cast.AskAsync(null, "{ products { name } }")).Done().All("products").Count(p => (string)p["name"]! == offer.name));
        },
    };

    private static string Name() => $"Name {Interlocked.Increment(ref names)}";

    private static async Task<string> MaterialAsync(Cast cast)
    {
        await cast.SignInAsync(cast.Administrator);
        return (await cast.DoAsync(cast.Administrator, new("offerMaterial", new { name = Name() }, "material { materialId }"))).Done()["offerMaterial.material.materialId"]!;
    }
}

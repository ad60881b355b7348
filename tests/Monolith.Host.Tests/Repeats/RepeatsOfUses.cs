using Monolith.Host.Tests.Platform;

namespace Monolith.Host.Tests.Repeats;

/// <summary>Mutations about uses of data beyond the service: cookies, analytics, news and offers, weighed interests.</summary>
internal static class RepeatsOfUses
{
    public static IReadOnlyDictionary<string, Func<Cast, Task<Repeat>>> All { get; } = new Dictionary<string, Func<Cast, Task<Repeat>>>
    {
        ["setCookieChoices"] = cast =>
        {
            var choices = new[] { new { category = "NECESSARY", accepted = false } };
            return Task.FromResult(new Repeat(
                null, new("setCookieChoices", new { choices }, "cookieChoices { visitor }"), new { choices = new[] { new { category = "NECESSARY", accepted = true } } }));
        },
        ["optOutOfAnalytics"] = async cast => new(
            await cast.ClientAsync(consents: false), new("optOutOfAnalytics", new { vendor = "USAGE_ANALYSER" }, "optOut { vendor record { id } }"),
            new { vendor = "ANOTHER" }),
        ["recordBalancingTest"] = cast =>
        {
            var test = new { purpose = "IMPROVEMENT", interest = "OPERATION", necessity = "Less would not do.", balance = "Nobody is named.", passed = true };
            return Task.FromResult(new Repeat(
                cast.Administrator, new("recordBalancingTest", test, "balancingTest { recordedAt passed }"), test with { passed = false }));
        },
        ["setMarketingPreferences"] = async cast => new(
            await cast.ClientAsync(consents: false), new("setMarketingPreferences", new { channels = Array.Empty<string>() }, "marketingPreferences { open changedAt }"),
            new { kinds = new[] { "OFFERS" } }),
        ["silenceAddress"] = cast =>
        {
            var address = cast.Named("quiet").Email;
            return Task.FromResult(new Repeat(
                cast.Administrator, new("silenceAddress", new { address, channel = "EMAIL" }, "silence { recordedAt }"), new { address = cast.Named("other").Email, channel = "EMAIL" }));
        },
        ["sendCampaign"] = async cast =>
        {
            var client = await cast.SubscriberAsync();
            var news = new { channel = "EMAIL", kind = "UPDATES", subject = "News", text = $"For {client.Id}" };
            return new(
                cast.Administrator, new("sendCampaign", news, "campaign { recipients }"), news with { subject = "Other news" },
                async () => (await cast.CampaignsAsync(client, news.text)).Count);
        },
        ["signUpForNews"] = cast =>
        {
            var email = cast.Named("reader").Email;
            return Task.FromResult(new Repeat(
                null, new("signUpForNews", new { email }, "newsSignUp { message }"), new { email = cast.Named("other").Email },
                async () => (await cast.AskAsync(null, "query($to: String!) { outbox(to: $to) { template } }", new { to = email })).Done().All("outbox").Count));
        },
        ["confirmNews"] = async cast =>
        {
            var email = cast.Named("reader").Email;
            (await cast.DoAsync(null, new("signUpForNews", new { email }, "newsSignUp { message }"))).Done();
            var code = await cast.CodeAsync(email);
            return new(null, new("confirmNews", new { code }, "newsSubscription { confirmedAt }"), new { code = "another" });
        },
        ["unsubscribe"] = async cast =>
        {
            var client = await cast.SubscriberAsync();
            var news = new { channel = "EMAIL", kind = "UPDATES", subject = "News", text = $"Before {client.Id}" };
            (await cast.DoAsync(cast.Administrator, new("sendCampaign", news, "campaign { recipients }"))).Done();
            var token = (string)(await cast.CampaignsAsync(client, news.text))[0]["code"]!;
            return new(null, new("unsubscribe", new { token }, "marketingEnd { effectiveAt }"), new { token = "another" });
        },
    };
}

using System.Text;
using System.Text.Json.Nodes;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Profile;
using Monolith.Consent.Domain;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class CollectionTests
{
    [Theory]
    [InlineData("accounts.registration.fields", """{ "name": "shoeSize", "required": false }""", "shoeSize")]
    [InlineData("accounts.usage.fields", "\"mood\"", "mood")]
    [InlineData("matching.provider.fields", "\"income\"", "income")]
    [Clause("AP-94")]
    public void A_profile_that_collects_a_field_for_no_purpose_is_refused(string path, string field, string name)
    {
        var file = Repository.PathOf("src", "Monolith.Host", "profiles", "alopal.json");
        var profile = JsonNode.Parse(File.ReadAllBytes(file))!;
        Assert.Empty(ConsentModule.CheckProfile(Parsed(profile)));

        path.Split('.').Aggregate(profile, (node, key) => node[key]!).AsArray().Add(JsonNode.Parse(field));

        var fault = Assert.Single(ConsentModule.CheckProfile(Parsed(profile)));
        Assert.Contains(name, fault.Rule, StringComparison.Ordinal);

        PolicyProfile Parsed(JsonNode node) => PolicyProfile.Parse(file, Encoding.UTF8.GetBytes(node.ToJsonString()));
    }

    [Theory]
    [InlineData("TH")]
    [InlineData("CA")]
    [InlineData("HU")]
    [InlineData("O7")]
    [InlineData("AP")]
    public async Task Each_field_of_the_register_names_purposes_of_the_register(string policy)
    {
        await using var consent = await Policies.UnderAsync(policy);
        var known = (await consent.Send(new Purposes())).Value.Select(p => p.Key).ToHashSet();

        var register = (await consent.Send(new ActivePolicyProfile("none"))).Value.DataRegister;

        var listed = register.Where(f => f.Source is not ("HELD" or "PREFERENCE")).ToList();
        Assert.Equal(["PROVIDER", "REGISTRATION", "USAGE"], listed.Select(f => f.Source).Distinct().Order());
        Assert.All(register, f => Assert.NotEmpty(f.Purposes));
        Assert.All(listed.SelectMany(f => f.Purposes), key => Assert.Contains(key, known));
    }

    [Fact, Clause("AP-81")]
    public async Task An_address_on_the_net_is_used_for_servers_administration_broad_demographics_and_security_and_nothing_else()
    {
        await using var consent = await Policies.UnderAsync("AP");

        Assert.Equal(
            ["BROAD_DEMOGRAPHICS", "SECURITY", "SERVER_DIAGNOSIS", "SITE_ADMINISTRATION"], (await consent.Send(new Purposes("ip"))).Value.Select(p => p.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["QUALITY"], (await consent.Send(new Purposes("browser"))).Value.Select(p => p.Key));
        Assert.Empty((await consent.Send(new Purposes("religion"))).Value);
    }

    [Theory]
    [InlineData("TH", 1)]
    [InlineData("O7", 1)]
    [Clause("TH-3")]
    public async Task Signing_up_is_accepting_the_version_of_that_moment(string policy, int documents)
    {
        await using var consent = await Policies.UnderAsync(policy);
        var client = await consent.ARegisteredClientAsync();
        var registeredAt = consent.Clock.GetUtcNow().UtcDateTime;
        consent.Clock.Advance(TimeSpan.FromDays(3));

        var accepted = (await consent.Send(new ConsentsOfCaller(), client)).Value.Acceptances;

        Assert.Equal(documents, accepted.Count);
        Assert.All(accepted, a => Assert.Equal((AcceptanceKind.Registration, 1, registeredAt), (a.Kind, a.Number, a.AcceptedAt)));
        Assert.Null(await consent.AskAsync(client, ConsentFixture.ServiceWrite(client.AccountId)));
        var stranger = consent.As(BuildingBlocks.Access.Role.Client);
        Assert.IsType<BuildingBlocks.PolicyAcceptanceRequired>(await consent.AskAsync(stranger, ConsentFixture.ServiceWrite(stranger.AccountId)));
    }
}

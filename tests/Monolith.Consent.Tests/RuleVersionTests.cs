using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class RuleVersionTests
{
    [Fact]
    public async Task Every_refusal_of_the_gate_names_its_rule_and_the_version_of_the_settings()
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        var version = consent.Services.GetRequiredService<PolicyProfile>().Version;
        var client = consent.As(Role.Client);
        var registered = await consent.ARegisteredClientAsync();

        var noAcceptance = (await consent.AskAsync(client, ConsentFixture.ServiceWrite(client.AccountId)))!;
        var noConsent = (await consent.AskAsync(registered, ConsentFixture.HealthWrite(registered.AccountId)))!;
        var noGrant = (await consent.AskAsync(consent.As(Role.Support), ConsentFixture.ServiceWrite(client.AccountId)))!;

        Assert.Equal(("acceptance.gate (C-03)", version), (noAcceptance.Rule, noAcceptance.RuleVersion));
        Assert.Equal(("sensitiveConsent (C-13)", version), (noConsent.Rule, noConsent.RuleVersion));
        Assert.Equal(("access.need-to-know", version), (noGrant.Rule, noGrant.RuleVersion));
        Assert.Matches("^calmally@[0-9a-f]{12}$", version);
    }

    [Fact]
    public async Task Other_settings_are_another_version_and_the_same_settings_the_same()
    {
        await using var one = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        await using var same = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        await using var other = await ModuleFixture.OnAsync<OtherSettingsFixture>(Databases.Sqlite);

        Assert.Equal(one.Services.GetRequiredService<PolicyProfile>().Version, same.Services.GetRequiredService<PolicyProfile>().Version);
        Assert.NotEqual(one.Services.GetRequiredService<PolicyProfile>().Version, other.Services.GetRequiredService<PolicyProfile>().Version);
    }
}

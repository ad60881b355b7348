using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Application.Simulation;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class SimulationTests
{
    private static readonly ProposedSetting ShorterHealth = new("therapy.retention.health", "\"P3Y\"");

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_change_that_binds_by_use_asks_a_new_yes_only_of_those_whose_consent_would_say_something_else(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(database);
        await ManyAsync(consent, 6, ConsentPurpose.SensitiveData);
        await ManyAsync(consent, 7, null);
        var provider = new ProposedSetting("platform.provider.legalName", "\"Other Ltd\"");

        var quiet = await SimulateAsync(consent, ShorterHealth);
        var renamed = await SimulateAsync(consent, provider);

        Assert.Equal(["therapy.retention.health"], quiet.Changes.Select(c => c.Path));
        Assert.Contains(quiet.Documents, d => d is { Kind: DocumentKind.Privacy, Severity: ChangeSeverity.Significant, Effect: Application.EffectMode.OnPosting });
        Assert.Empty(quiet.Consents);
        Assert.Equal((0, 13, 0), (quiet.NeedNewYes.Count, quiet.NeedNotice.Count, quiet.NeedNothing.Count));
        Assert.Contains(renamed.Consents, c => c is { Purpose: ConsentPurpose.SensitiveData, IsStillAsked: true, InForce.Count: 6 });
        Assert.Equal((6, 0, 7), (renamed.NeedNewYes.Count, renamed.NeedNotice.Count, renamed.NeedNothing.Count));
    }

    [Fact]
    public async Task Where_a_change_to_one_s_disadvantage_waits_for_approval_everybody_is_asked()
    {
        await using var consent = await ModuleFixture.OnAsync<ApprovalFixture>(Databases.Sqlite);
        await ManyAsync(consent, 5, null);

        var adverse = await SimulateAsync(consent, ChangeSeverity.MaterialAdverse, new ProposedSetting("billing.retention.billing", "\"P9Y\""));
        var significant = await SimulateAsync(consent, new ProposedSetting("billing.retention.billing", "\"P9Y\""));

        Assert.Equal((5, 0, 0), (adverse.NeedNewYes.Count, adverse.NeedNotice.Count, adverse.NeedNothing.Count));
        Assert.Equal((0, 0, 5), (significant.NeedNewYes.Count, significant.NeedNotice.Count, significant.NeedNothing.Count));
    }

    [Fact]
    public async Task A_count_that_could_point_at_somebody_is_hidden_and_so_is_one_that_would_give_it_away()
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        await ManyAsync(consent, 4, ConsentPurpose.SensitiveData);
        await ManyAsync(consent, 9, null);

        var simulated = await SimulateAsync(consent, new ProposedSetting("platform.provider.legalName", "\"Other Ltd\""));

        Assert.Equal(5, simulated.SmallestCount);
        Assert.Equal(new PeopleCount(null, IsHidden: true), simulated.NeedNewYes);
        Assert.Equal(new PeopleCount(null, IsHidden: true), simulated.NeedNothing);
        Assert.Equal(new PeopleCount(0, IsHidden: false), simulated.NeedNotice);
        Assert.All(simulated.Consents, c => Assert.Null(c.InForce.Count));
    }

    [Fact]
    public async Task A_consent_that_was_taken_back_or_would_not_be_asked_for_any_more_needs_no_new_yes()
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        foreach (var client in await ManyAsync(consent, 6, ConsentPurpose.SensitiveData))
        {
            await consent.Send(new WithdrawConsent(ConsentPurpose.SensitiveData, Confirm: true), client);
        }

        await ManyAsync(consent, 5, ConsentPurpose.TransferAbroad);
        var renamed = await SimulateAsync(consent, new ProposedSetting("platform.provider.legalName", "\"Other Ltd\""));
        var unbound = await SimulateAsync(consent, new ProposedSetting("consent.dataResidency", """{ "mode": "Any", "primary": null, "transferConsent": "None" }"""));

        Assert.Equal((5, 6), (renamed.NeedNewYes.Count, renamed.NeedNothing.Count));
        Assert.Contains(unbound.Consents, c => c is { Purpose: ConsentPurpose.TransferAbroad, IsStillAsked: false, InForce.Count: 5 });
        Assert.Equal((0, 11), (unbound.NeedNewYes.Count, unbound.NeedNotice.Count));
    }

    [Fact]
    public async Task It_changes_nothing_and_takes_only_settings_that_exist_and_would_be_accepted()
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        var officer = consent.As(Role.PrivacyOfficer);
        await SimulateAsync(consent, ShorterHealth);

        Assert.Equal(1, (await consent.DocumentAsync(DocumentKind.Privacy)).Number);
        Assert.Empty((await SimulateAsync(consent, [])).Documents);
        foreach (var wrong in new ProposedSetting[]
        {
            new("therapy.retention.helth", "\"P3Y\""), new("therapy", "{}"), new("therapy.retention.health", "P3Y"), new("consent.disclosure.forbidden", "[]"),
            new("therapy.retention.health.days", "3"),
        })
        {
            Assert.IsType<FieldRequired>((await consent.Send(new SimulatePolicyChange([wrong]), officer)).Refusal);
        }

        await Assert.ThrowsAsync<RejectedException>(() => consent.Send(new SimulatePolicyChange([ShorterHealth]), consent.As(Role.Therapist)));
    }

    private static Task<PolicySimulationView> SimulateAsync(ConsentFixture consent, params ProposedSetting[] settings) => SimulateAsync(consent, null, settings);

    private static async Task<PolicySimulationView> SimulateAsync(ConsentFixture consent, ChangeSeverity? severity, params ProposedSetting[] settings) =>
        (await consent.Send(new SimulatePolicyChange(settings, severity), consent.As(Role.PrivacyOfficer))).Value;

    private static async Task<IReadOnlyList<Caller>> ManyAsync(ConsentFixture consent, int count, ConsentPurpose? given)
    {
        List<Caller> people = [];
        for (var i = 0; i < count; i++)
        {
            var client = await consent.ARegisteredClientAsync();
            people.Add(client);
            if (given is { } purpose)
            {
                await consent.GrantAsync(client, purpose);
            }
        }

        return people;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Application;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Integration;
using Monolith.Consent.Application.ThirdParties;
using Monolith.Consent.Domain;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class ThirdPartyTests
{
    [Theory, ClassData(typeof(Databases)), Clause("HU-41"), Clause("AP-40"), Clause("AP-96"), Clause("AP-104")]
    public async Task What_others_say_about_a_person_is_taken_with_source_and_basis_and_the_person_sees_both(string database)
    {
        foreach (var policy in new[] { "HU", "AP" })
        {
            await using var consent = await Policies.UnderAsync(policy, database);
            var (client, officer) = (await consent.ARegisteredClientAsync(), consent.As(Role.PrivacyOfficer));
            var import = Import(client);

            Assert.Equal("REASON_REQUIRED", (await consent.Send(import with { Source = " " }, officer)).Refusal?.Code);
            Assert.IsType<NoLegalBasis>((await consent.Send(import with { Basis = null }, officer)).Refusal);
            Assert.Equal("fields", (await consent.Send(import with { Fields = [] }, officer)).Refusal?.Field);
            Assert.Empty((await consent.Send(new OwnThirdPartyRecords(), client)).Value);

            await consent.Send(import, officer);
            consent.Clock.Advance(TimeSpan.FromDays(1));
            await consent.Send(import with { Fields = [new("jobTitle", "Lead")] }, officer);

            var seen = (await consent.Send(new OwnThirdPartyRecords(), client)).Value;
            Assert.Equal(["Lead", "Clerk"], seen.Select(r => r.Fields.Single().Value));
            Assert.All(seen, r => Assert.Equal(("Acme", LegalBasis.Contract, InformationClass.Personal), (r.Source, r.Basis, r.Class)));
            Assert.Empty((await consent.Send(new OwnThirdPartyRecords(), await consent.ARegisteredClientAsync())).Value);
            var held = Assert.Single(await HoldingsAsync(consent, client), h => h.Kind.Contains("third party", StringComparison.Ordinal));
            Assert.Equal((2, false), (held.Count, held.IsPublic));
            Assert.Contains("Acme", held.Kind, StringComparison.Ordinal);
        }
    }

    [Fact, Clause("AP-75")]
    public async Task An_erasure_takes_what_others_said_and_leaves_public_records()
    {
        await using var consent = await Policies.UnderAsync("AP");
        var (client, officer) = (await consent.ARegisteredClientAsync(), consent.As(Role.PrivacyOfficer));
        await consent.Send(Import(client), officer);
        await consent.Send(Import(client) with { Kind = ThirdPartyKind.Government, Source = "Register", PublicRecord = true }, officer);
        Assert.True(Assert.Single(await HoldingsAsync(consent, client), h => h.Kind.Contains("Register", StringComparison.Ordinal)).IsPublic);

        await consent.Tell(new ErasureOrdered(Guid.CreateVersion7(), client.AccountId, consent.Clock.GetUtcNow().UtcDateTime));

        var left = Assert.Single((await consent.Send(new OwnThirdPartyRecords(), client)).Value);
        Assert.Equal(("Register", InformationClass.Public), (left.Source, left.Class));
    }

    [Fact]
    public async Task Who_objected_is_not_added_to_and_where_the_profile_has_no_such_use_nobody_is()
    {
        await using var consent = await Policies.UnderAsync("HU");
        var client = await consent.ARegisteredClientAsync();
        await consent.Send(new OptOutOfUse("ENRICHMENT"), client);
        Assert.IsType<BuildingBlocks.ConsentWithdrawn>((await consent.Send(Import(client), consent.As(Role.PrivacyOfficer))).Refusal);

        await using var other = await Policies.UnderAsync("O7");
        Assert.IsType<FeatureDisabled>((await other.Send(Import(client), other.As(Role.PrivacyOfficer))).Refusal);
    }

    private static ImportFromThirdParty Import(Caller client) =>
        new(client.AccountId, ThirdPartyKind.Employer, "Acme", LegalBasis.Contract, [new("jobTitle", "Clerk")]);

    private static async Task<IReadOnlyList<Holding>> HoldingsAsync(ConsentFixture consent, Caller client)
    {
        await using var scope = consent.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetServices<IPersonalDataHolder>().OfType<ConsentHoldings>().Single()
            .HoldingsAsync(client.AccountId, TestContext.Current.CancellationToken);
    }
}

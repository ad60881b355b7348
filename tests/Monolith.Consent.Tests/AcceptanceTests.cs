using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class AcceptanceTests(ConsentFixture consent) : IClassFixture<ConsentFixture>
{
    [Fact]
    [Clause("CA-15.2")]
    [Clause("CA-6.3")]
    public async Task Registering_records_the_documents_accepted_and_the_affirmation_of_age()
    {
        var client = await consent.ARegisteredClientAsync();

        var seen = (await consent.Send(new ConsentsOfCaller(), client)).Value;

        Assert.Equal([DocumentKind.Privacy, DocumentKind.Rules, DocumentKind.UserAgreement], seen.Acceptances.Select(a => a.Document).Order());
        Assert.All(seen.Acceptances, a => Assert.Equal((AcceptanceKind.Registration, true, 1), (a.Kind, a.AffirmedAdult, a.Number)));
    }

    [Fact]
    [Clause("CA-12.2")]
    public async Task Accepting_the_documents_gives_no_consent_to_sensitive_data()
    {
        var client = await consent.ARegisteredClientAsync();

        Assert.Equal(ConsentState.NotGiven, await consent.StateAsync(client.AccountId, ConsentPurpose.SensitiveData));
        Assert.IsType<ConsentRequired>(await consent.AskAsync(client, ConsentFixture.HealthWrite(client.AccountId)));
    }

    [Fact]
    public async Task Hearing_of_a_registration_twice_records_it_once()
    {
        var client = await consent.ARegisteredClientAsync();
        var versions = await consent.ToAcceptAsync();

        await consent.Tell(new ClientRegistered(client.AccountId, [.. versions.Select(v => v.VersionId)], true, consent.Clock.GetUtcNow().UtcDateTime));

        Assert.Equal(3, (await consent.Send(new ConsentsOfCaller(), client)).Value.Acceptances.Count);
    }

    [Fact]
    public async Task A_therapist_s_registration_is_recorded_too()
    {
        var therapist = consent.As(Role.Therapist);
        var versions = await consent.ToAcceptAsync();

        await consent.Tell(new TherapistRegistered(therapist.AccountId, [.. versions.Select(v => v.VersionId)], consent.Clock.GetUtcNow().UtcDateTime));

        Assert.All((await consent.Send(new ConsentsOfCaller(), therapist)).Value.Acceptances, a => Assert.False(a.AffirmedAdult));
        Assert.Equal(3, (await consent.Send(new ConsentsOfCaller(), therapist)).Value.Acceptances.Count);
    }

    [Fact]
    [Clause("CA-15.3")]
    public async Task Without_acceptance_no_service_is_given_until_the_last_document_is_accepted()
    {
        var client = consent.As(Role.Client);
        foreach (var version in await consent.ToAcceptAsync())
        {
            var refusal = await consent.AskAsync(client, ConsentFixture.ServiceWrite(client.AccountId));
            Assert.IsType<PolicyAcceptanceRequired>(refusal);
            Assert.Equal("POLICY_ACCEPTANCE_REQUIRED", refusal.Code);
            Assert.True((await consent.Send(new AcceptPolicy(version.VersionId), client)).Succeeded);
        }

        Assert.Null(await consent.AskAsync(client, ConsentFixture.ServiceWrite(client.AccountId)));
    }

    [Theory]
    [InlineData(AccessMode.Read, Purpose.ServiceDelivery)]
    [InlineData(AccessMode.Write, Purpose.CaseHandling)]
    [InlineData(AccessMode.Write, Purpose.AccountManagement)]
    [InlineData(AccessMode.Write, Purpose.LegalObligation)]
    public async Task Without_acceptance_reading_and_rights_stay_open(AccessMode mode, string purpose)
    {
        var client = consent.As(Role.Client);

        Assert.Null(await consent.AskAsync(client, new AccessRequest(client.AccountId, DataClass.Identity, mode, purpose)));
    }

    [Fact]
    public async Task Accepting_twice_answers_the_first_acceptance()
    {
        var client = consent.As(Role.Client);
        var version = (await consent.ToAcceptAsync())[0].VersionId;
        var first = (await consent.Send(new AcceptPolicy(version), client)).Value;
        consent.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(first, (await consent.Send(new AcceptPolicy(version), client)).Value);
        Assert.Equal(1, await consent.Read<ConsentDbContext, int>(db => db.Acceptances.CountAsync(a => a.AccountId == client.AccountId)));
    }

    [Fact]
    public async Task A_version_that_does_not_exist_cannot_be_accepted() =>
        Assert.IsType<PolicyVersionNotFound>((await consent.Send(new AcceptPolicy(Guid.CreateVersion7()), consent.As(Role.Client))).Refusal);
}

public sealed class ReacceptanceTests
{
    [Fact]
    public async Task Using_the_service_after_a_change_accepts_it()
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        var client = await consent.ARegisteredClientAsync();
        await consent.Send(new PublishPolicyVersion(DocumentKind.Privacy, ChangeSeverity.Significant, null), consent.As(Role.Administrator));

        Assert.Null(await consent.AskAsync(client, ConsentFixture.ServiceWrite(client.AccountId)));
        Assert.Null(await consent.AskAsync(client, ConsentFixture.ServiceWrite(client.AccountId)));

        var second = Assert.Single((await consent.Send(new ConsentsOfCaller(), client)).Value.Acceptances, a => a.Number == 2);
        Assert.Equal((DocumentKind.Privacy, AcceptanceKind.ContinuedUse), (second.Document, second.Kind));
    }

    [Fact]
    public async Task Where_the_profile_asks_for_it_a_change_is_accepted_by_an_act_first()
    {
        await using var consent = await ModuleFixture.OnAsync<OtherSettingsFixture>(Databases.Sqlite);
        var client = await consent.ARegisteredClientAsync();
        var version = (await consent.Send(new PublishPolicyVersion(DocumentKind.Privacy, null, null), consent.As(Role.PrivacyOfficer))).Value;

        Assert.IsType<PolicyAcceptanceRequired>(await consent.AskAsync(client, ConsentFixture.ServiceWrite(client.AccountId)));
        await consent.Send(new AcceptPolicy(version.Id), client);
        Assert.Null(await consent.AskAsync(client, ConsentFixture.ServiceWrite(client.AccountId)));
    }

    [Fact]
    public async Task A_change_that_needs_approval_cuts_nobody_off_who_is_silent()
    {
        await using var consent = await ModuleFixture.OnAsync<ApprovalFixture>(Databases.Sqlite);
        var client = await consent.ARegisteredClientAsync();
        var version = (await consent.Send(new PublishPolicyVersion(DocumentKind.Privacy, ChangeSeverity.MaterialAdverse, null), consent.As(Role.Administrator))).Value;

        Assert.True(version.NeedsApproval);
        Assert.Null(await consent.AskAsync(client, ConsentFixture.ServiceWrite(client.AccountId)));
        Assert.DoesNotContain((await consent.Send(new ConsentsOfCaller(), client)).Value.Acceptances, a => a.Number == 2);
    }

    [Fact]
    public async Task A_superseded_version_can_no_longer_be_accepted()
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        var old = await consent.DocumentAsync(DocumentKind.Privacy);
        await consent.Send(new PublishPolicyVersion(DocumentKind.Privacy, null, null), consent.As(Role.Administrator));

        Assert.IsType<PolicyVersionSuperseded>((await consent.Send(new AcceptPolicy(old.Id), consent.As(Role.Client))).Refusal);
    }
}

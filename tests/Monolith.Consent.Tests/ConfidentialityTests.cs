using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Testing;
using Microsoft.EntityFrameworkCore;

namespace Monolith.Consent.Tests;

/// <summary>What leaves 1to1help: four grounds, and the house argues first.</summary>
public sealed class ConfidentialityTests(PostedAtOnceFixture consent) : IClassFixture<PostedAtOnceFixture>
{
    [Theory]
    [InlineData("LEGAL_PROCESS")]
    [InlineData("PROCESSOR")]
    [InlineData("BUSINESS_TRANSFER")]
    [InlineData("")]
    [Clause("TH-45")]
    public async Task Nothing_is_disclosed_on_a_ground_that_is_not_one_of_the_four(string ground)
    {
        var client = await consent.ARegisteredClientAsync();

        var answer = await consent.DiscloseAsync(Disclosing.Wish(ground, client.AccountId) with { Reference = "C-1", Reason = "Somebody asked." });

        Assert.IsType<DisclosureGroundRequired>(answer.Refusal);
        Assert.Contains("SUBPOENA, RISK, PRIOR_APPROVAL_REPORT, PRIOR_APPROVAL_DISCUSSION", answer.Refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await consent.OwnLinesAsync(client));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    [Clause("TH-46")]
    [Clause("TH-47")]
    public async Task A_subpoena_is_contested_before_it_is_obeyed_and_obeyed_once_as_far_as_the_court_insists(string database)
    {
        await using var fresh = await ModuleFixture.OnAsync<PostedAtOnceFixture>(database);
        var (client, officer) = (await fresh.ARegisteredClientAsync(), fresh.As(Role.PrivacyOfficer));
        Assert.IsType<DisclosureGroundRequired>((await fresh.DiscloseAsync(Disclosing.Wish("SUBPOENA", client.AccountId))).Refusal);
        var subpoena = (await fresh.Send(new RecordSubpoena(client.AccountId, "District Court", "OS 12/2016", "All notes"), officer)).Value;
        var wish = Disclosing.Wish("SUBPOENA", client.AccountId) with { LinkId = subpoena.Id };

        var tooEarly = await fresh.DiscloseAsync(wish);
        Assert.Equal(("CONTEST_FIRST", "disclosure.contestFirst (C-35)"), (Assert.IsType<ContestFirst>(tooEarly.Refusal).Code, tooEarly.Refusal.Rule));
        Assert.Empty(await fresh.OwnLinesAsync(client));
        await fresh.Send(new ContestSubpoena(subpoena.Id, ContestOutcome.Narrowed, "Privilege.", "Dates of attendance"), officer);
        Assert.True((await fresh.DiscloseAsync(wish)).Succeeded);

        var line = Assert.Single(await fresh.OwnLinesAsync(client));
        Assert.Equal(("District Court", "OS 12/2016", "Dates of attendance", subpoena.Id), (line.Recipient, line.Reference, line.Scope, line.LinkId));
        Assert.Equal(fresh.Now(), line.DisclosedAt);
        Assert.IsType<DisclosureGroundRequired>((await fresh.DiscloseAsync(wish)).Refusal);
        Assert.Equal(SubpoenaState.Answered, Assert.Single((await fresh.Send(new Subpoenas(client.AccountId), officer)).Value).State);
        Assert.IsType<IllegalState>((await fresh.Send(new ContestSubpoena(subpoena.Id, ContestOutcome.Quashed), officer)).Refusal);
    }

    [Fact]
    [Clause("TH-47")]
    public async Task A_contest_has_an_outcome_a_reason_why_none_is_possible_or_the_scope_that_is_left()
    {
        var (client, officer) = (await consent.ARegisteredClientAsync(), consent.As(Role.PrivacyOfficer));
        var subpoena = (await consent.Send(new RecordSubpoena(client.AccountId, "District Court", "OS 13", "All"), officer)).Value;
        var wish = Disclosing.Wish("SUBPOENA", client.AccountId) with { LinkId = subpoena.Id };

        Assert.IsType<ReasonRequired>((await consent.Send(new ContestSubpoena(subpoena.Id, ContestOutcome.NotPossible), officer)).Refusal);
        Assert.IsType<FieldRequired>((await consent.Send(new ContestSubpoena(subpoena.Id, ContestOutcome.Narrowed, "Privilege."), officer)).Refusal);
        Assert.IsType<SubpoenaNotFound>((await consent.Send(new ContestSubpoena(Guid.CreateVersion7(), ContestOutcome.Upheld), officer)).Refusal);
        Assert.IsType<FieldRequired>((await consent.Send(new RecordSubpoena(client.AccountId, "Court", " ", "All"), officer)).Refusal);
        await consent.Send(new ContestSubpoena(subpoena.Id, ContestOutcome.Quashed, "Privilege."), officer);
        Assert.IsType<DisclosureGroundRequired>((await consent.DiscloseAsync(wish)).Refusal);
        Assert.IsType<DisclosureGroundRequired>((await consent.DiscloseAsync(wish with { AccountId = Guid.CreateVersion7() })).Refusal);
        await consent.Send(new ContestSubpoena(subpoena.Id, ContestOutcome.NotPossible, "The time to contest is over."), officer);
        Assert.True((await consent.DiscloseAsync(wish)).Succeeded);
    }

    [Fact]
    public async Task A_subpoena_and_its_contest_sent_again_under_their_keys_are_one()
    {
        var (client, officer) = (await consent.ARegisteredClientAsync(), consent.As(Role.PrivacyOfficer));
        var record = new RecordSubpoena(client.AccountId, "District Court", "OS 14", "All");
        var subpoena = (await consent.Send(record, officer, "record-again")).Value;
        var contest = new ContestSubpoena(subpoena.Id, ContestOutcome.Upheld, "Privilege.");
        var contested = (await consent.Send(contest, officer, "contest-again")).Value;
        consent.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(subpoena, (await consent.Send(record, officer, "record-again")).Value);
        Assert.Equal(contested, (await consent.Send(contest, officer, "contest-again")).Value);
        Assert.Single((await consent.Send(new Subpoenas(client.AccountId), officer)).Value);
        Assert.IsType<KeyReused>((await consent.Send(record with { Scope = "Some" }, officer, "record-again")).Refusal);
    }

    [Fact]
    [Clause("TH-48")]
    public async Task Risk_is_a_ground_only_with_a_concern_that_was_raised_about_the_same_person()
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish("RISK", client.AccountId) with { Recipient = "Ambulance", Reason = "Danger." };
        var (own, other) = (await consent.AConcernAsync(client.AccountId), await consent.AConcernAsync(Guid.CreateVersion7()));

        Assert.IsType<DisclosureGroundRequired>((await consent.DiscloseAsync(wish)).Refusal);
        Assert.IsType<DisclosureGroundRequired>((await consent.DiscloseAsync(wish with { LinkId = other })).Refusal);
        Assert.True((await consent.DiscloseAsync(wish with { LinkId = own })).Succeeded);

        Assert.Equal(("RISK", own), Assert.Single(await consent.OwnLinesAsync(client)) is var line ? (line.Ground, line.LinkId) : default);
    }

    [Fact]
    [Clause("TH-49")]
    public async Task A_report_goes_to_the_recipient_who_was_approved_before_and_once()
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish("PRIOR_APPROVAL_REPORT", client.AccountId);
        Assert.IsType<ConsentRequired>((await consent.DiscloseAsync(wish)).Refusal);

        var approval = (await consent.Send(new ApproveDisclosure("dr rao", "A report"), client)).Value;

        Assert.Equal(approval.Id, (await consent.DiscloseAsync(wish)).Value.LinkId);
        Assert.IsType<ConsentRequired>((await consent.DiscloseAsync(wish)).Refusal);
    }

    [Fact]
    [Clause("TH-50")]
    public async Task A_talk_is_approved_for_one_person_and_a_report_does_not_become_a_talk()
    {
        var client = await consent.ARegisteredClientAsync();
        var talk = Disclosing.Wish("PRIOR_APPROVAL_DISCUSSION", client.AccountId) with { Recipient = "Her mother" };
        await consent.Send(new ApproveDisclosure("Her mother", "How she is", "PRIOR_APPROVAL_DISCUSSION"), client);

        Assert.IsType<ConsentRequired>((await consent.DiscloseAsync(talk with { Recipient = "Her employer" })).Refusal);
        Assert.IsType<ConsentRequired>((await consent.DiscloseAsync(talk with { Ground = "PRIOR_APPROVAL_REPORT" })).Refusal);
        Assert.True((await consent.DiscloseAsync(talk)).Succeeded);
        Assert.IsType<DisclosureGroundRequired>((await consent.Send(new ApproveDisclosure("Her mother", "How she is", "RISK"), client)).Refusal);
    }

    [Fact]
    public async Task Who_does_not_answer_for_disclosures_reaches_no_subpoena()
    {
        var client = await consent.ARegisteredClientAsync();

        await Assert.ThrowsAsync<BuildingBlocks.Messaging.RejectedException>(() => consent.Send(new Subpoenas(client.AccountId), client));
        await Assert.ThrowsAsync<BuildingBlocks.Messaging.RejectedException>(() => consent.Send(new RecordSubpoena(client.AccountId, "C", "R", "S"), consent.As(Role.Therapist)));
        Assert.Equal(0, await consent.Read<ConsentDbContext, int>(db => db.Subpoenas.CountAsync(s => s.SubjectId == client.AccountId)));
    }
}

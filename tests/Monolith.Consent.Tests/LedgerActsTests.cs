using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Holds;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

/// <summary>Whose word and whose order counts, and that each act on somebody's ledger is written down.</summary>
public sealed class LedgerActsTests(PostedAtOnceFixture consent) : IClassFixture<PostedAtOnceFixture>
{
    [Fact]
    [Clause("TH-46")]
    [Clause("TH-49")]
    public async Task The_approval_and_the_subpoena_of_one_person_open_nothing_about_another()
    {
        var (client, other, officer) = (await consent.ARegisteredClientAsync(), await consent.ARegisteredClientAsync(), consent.As(Role.PrivacyOfficer));
        await consent.Send(new ApproveDisclosure("Dr Rao", "A report"), client);
        var subpoena = (await consent.Send(new RecordSubpoena(client.AccountId, "District Court", "OS 14", "All notes"), officer)).Value;
        await consent.Send(new ContestSubpoena(subpoena.Id, ContestOutcome.Upheld), officer);

        var report = await consent.DiscloseAsync(Disclosing.Wish("PRIOR_APPROVAL_REPORT", other.AccountId));
        var answer = await consent.DiscloseAsync(Disclosing.Wish("SUBPOENA", other.AccountId) with { LinkId = subpoena.Id });

        Assert.IsType<ConsentRequired>(report.Refusal);
        Assert.IsType<DisclosureGroundRequired>(answer.Refusal);
        Assert.Empty(await consent.OwnLinesAsync(other));
        Assert.True((await consent.DiscloseAsync(Disclosing.Wish("PRIOR_APPROVAL_REPORT", client.AccountId))).Succeeded);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Each_act_on_a_ledger_leaves_an_entry_that_names_the_person(string database)
    {
        await using var fresh = await ModuleFixture.OnAsync<PostedAtOnceFixture>(database);
        var (client, officer) = (await fresh.ARegisteredClientAsync(), fresh.As(Role.PrivacyOfficer));
        await fresh.Send(new ApproveDisclosure("Dr Rao", "A report"), client);
        Assert.True((await fresh.DiscloseAsync(Disclosing.Wish("PRIOR_APPROVAL_REPORT", client.AccountId))).Succeeded);
        var subpoena = (await fresh.Send(new RecordSubpoena(client.AccountId, "District Court", "OS 15", "All notes"), officer)).Value;
        await fresh.Send(new ContestSubpoena(subpoena.Id, ContestOutcome.Upheld), officer);
        await fresh.Send(new Subpoenas(client.AccountId), officer);
        var hold = (await fresh.Send(new RequestLegalHold(client.AccountId, "A claim.", "CL-1", fresh.Today().AddMonths(3)), officer)).Value;
        await fresh.Send(new ConfirmLegalHold(hold.Id), fresh.As(Role.PrivacyOfficer));
        await fresh.Send(new LegalHolds(client.AccountId), officer);

        var noted = await fresh.Read<ConsentDbContext, List<AuditEntry>>(db => db.Set<AuditEntry>().Where(e => e.SubjectId == client.AccountId).ToListAsync());

        string[] acts = [nameof(RecordDisclosure), nameof(RecordSubpoena), nameof(ContestSubpoena), nameof(Subpoenas), nameof(RequestLegalHold), nameof(ConfirmLegalHold), nameof(LegalHolds)];
        Assert.Equal([], acts.Except(noted.Where(e => e.Outcome is AuditOutcome.Granted).Select(e => e.Operation)));
        await using var scope = fresh.Services.CreateAsyncScope();
        var holdings = await scope.ServiceProvider.GetRequiredService<IPersonalDataHolder>().HoldingsAsync(client.AccountId, TestContext.Current.CancellationToken);
        Assert.Equal(1, holdings.Single(h => h.Kind == "disclosures").Count);
    }

    [Fact]
    public async Task A_receipt_outlives_its_record_and_says_that_the_record_is_gone()
    {
        await using var fresh = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        var client = await fresh.ARegisteredClientAsync();
        await fresh.GrantAsync(client, ConsentPurpose.SensitiveData);
        var receipt = (await fresh.Send(new ConsentsOfCaller(), client)).Value.Records[0].Receipt;
        var check = new VerifyReceipt(receipt.Text, receipt.Signature, receipt.KeyNumber);
        Assert.Equal((true, true), await CheckAsync());
        Assert.Empty((await fresh.Send(new ConsentsOfCaller(fresh.Now().AddSeconds(-1)), client)).Value.Acceptances);

        await fresh.Tell(new ErasureOrdered(Guid.CreateVersion7(), client.AccountId, fresh.Now()));
        fresh.Clock.Set(fresh.Now().AddYears(8));
        await fresh.RunJobs();

        Assert.Equal((true, false), await CheckAsync());

        async Task<(bool Valid, bool Known)> CheckAsync() => (await fresh.Send(check)).Value is var answer ? (answer.Valid, answer.Known) : default;
    }

    [Fact]
    [Clause("CA-3.19")]
    public async Task More_than_the_agreement_covers_is_not_disclosed_and_a_no_that_was_said_first_is_receipted_as_one()
    {
        await using var fresh = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        var client = await fresh.ARegisteredClientAsync();
        var processor = await fresh.AProcessorAsync("VIDEO", "SERVICE_DELIVERY", "IN");
        var wish = Disclosing.Wish("PROCESSOR", client.AccountId).To(processor, "SERVICE_DELIVERY");

        Assert.IsType<MinimumDataExceeded>((await fresh.DiscloseAsync(wish with { Fields = ["sessionId", "noteText"] })).Refusal);
        Assert.True((await fresh.DiscloseAsync(wish with { Fields = ["sessionId"] })).Succeeded);
        Assert.Contains("consent_refused", (await fresh.Send(new OptOutOfUse("IMPROVEMENT"), client)).Value.Receipt.Text, StringComparison.Ordinal);
    }
}

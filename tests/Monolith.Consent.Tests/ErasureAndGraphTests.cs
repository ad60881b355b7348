using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Graph;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Contracts;
using Monolith.Consent.Contracts.Events;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class ErasureTests(ConsentFixture consent) : IClassFixture<ConsentFixture>
{
    [Fact]
    public async Task Erasing_a_person_keeps_the_evidence_for_its_period_and_says_so_once()
    {
        var client = await consent.ARegisteredClientAsync();
        await consent.GrantAsync(client, ConsentPurpose.SensitiveData);
        await consent.Send(new ApproveDisclosure("Dr Rao", "A summary"), client);
        var order = new ErasureOrdered(Guid.CreateVersion7(), client.AccountId, consent.Clock.GetUtcNow().UtcDateTime);

        await consent.Tell(order);
        await consent.Tell(order);

        var told = await consent.Read<ConsentDbContext, List<string>>(db =>
            db.Outbox.Where(m => m.Body.Contains(order.CaseId.ToString())).Select(m => m.Body).ToListAsync());
        var erased = System.Text.Json.JsonSerializer.Deserialize<ConsentErased>(Assert.Single(told))!;
        Assert.Equal((order.CaseId, client.AccountId, 1, 4), (erased.CaseId, erased.SubjectId, erased.ErasedRecords, erased.RetainedRecords));
        Assert.Equal(order.OrderedAt.AddYears(7), erased.RetainedUntilAt);
        Assert.Equal(0, await consent.Read<ConsentDbContext, int>(db => db.Approvals.CountAsync(a => a.SubjectId == client.AccountId)));
        Assert.Equal(1, await consent.Read<ConsentDbContext, int>(db => db.Records.CountAsync(a => a.SubjectId == client.AccountId)));
    }

    [Fact]
    public async Task Erasing_a_person_without_any_record_keeps_nothing()
    {
        var order = new ErasureOrdered(Guid.CreateVersion7(), Guid.CreateVersion7(), consent.Clock.GetUtcNow().UtcDateTime);

        await consent.Tell(order);

        var row = await consent.Read<ConsentDbContext, ErasureRecord>(db => db.Erasures.SingleAsync(e => e.CaseId == order.CaseId));
        Assert.Equal((0, 0, null), (row.Erased, row.Retained, row.RetainedUntilAt));
    }

    [Fact]
    public async Task A_copy_holds_acceptances_consents_with_receipts_and_disclosures_of_that_person_only()
    {
        var client = await consent.ARegisteredClientAsync();
        await consent.GrantAsync(client, ConsentPurpose.SensitiveData);
        await consent.GrantAsync(await consent.ARegisteredClientAsync(), ConsentPurpose.SensitiveData);
        await using var scope = consent.Services.CreateAsyncScope();
        var holder = scope.ServiceProvider.GetRequiredService<IPersonalDataHolder>();

        var copy = await holder.CopyAsync(client.AccountId, TestContext.Current.CancellationToken);
        var holdings = await holder.HoldingsAsync(client.AccountId, TestContext.Current.CancellationToken);

        Assert.Equal((1, 3, 0), (copy["consents"].Count, copy["acceptances"].Count, copy["disclosures"].Count));
        Assert.Contains("pii_principal_id", System.Text.Json.JsonSerializer.Serialize(copy["consents"][0]), StringComparison.Ordinal);
        Assert.Equal([("consents", 1), ("acceptances", 3)], holdings.Select(h => (h.Kind, h.Count)));
    }
}

public sealed class ConsentGraphTests
{
    [Fact]
    public void The_module_s_messages_and_nodes_make_a_valid_schema()
    {
        var schema = GraphBinding.Build([typeof(ConsentModule).Assembly], testing: false);

        string[] queries =
            ["policyProfile", "policyDocument", "policyVersions", "notices", "purposes", "consentQuestions", "consents", "receiptKeys", "verifyReceipt", "processors", "disclosures", "retentionSchedule"];
        string[] mutations =
            ["publishPolicyVersion", "acceptPolicy", "grantConsent", "withdrawConsent", "optOutOfUse", "rotateReceiptKey", "registerProcessor", "recordDisclosure", "approveDisclosure"];
        Assert.All(queries.Concat(mutations), name => Assert.Contains(name, Names(schema), StringComparer.Ordinal));
    }

    private static IEnumerable<string> Names(GraphQL.Types.Schema schema) =>
        schema.QueryType!.Fields.Select(f => f.Name).Concat(schema.MutationType!.Fields.Select(f => f.Name));
}

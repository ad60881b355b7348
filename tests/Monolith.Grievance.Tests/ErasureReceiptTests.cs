using System.Text.Json;
using Monolith.BuildingBlocks.Access;
using Monolith.Grievance.Application.Rights;
using Monolith.Grievance.Domain;
using Monolith.Testing;

namespace Monolith.Grievance.Tests;

public sealed class ErasureReceiptTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_receipt_stands_between_two_signed_states_of_the_audit(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<GrievanceFixture>(kind);
        var client = own.As(Role.Client);
        var officer = own.As(Role.GrievanceOfficer);
        await own.AVerifiedRequestOf(own.As(Role.Client), RightsKind.Erasure);
        await own.RunJobs();
        own.Clock.Advance(TimeSpan.FromMinutes(2));
        var request = await own.AVerifiedRequestOf(client, RightsKind.Erasure);
        await own.Send(new DecideRightsRequest(request.Id, RightsDecision.Approve), officer);
        await own.Tell(new Accounts.Contracts.Events.AccountsErased(request.Id, client.AccountId, 3, 0, null));
        own.Clock.Advance(TimeSpan.FromMinutes(2));
        await own.RunJobs();
        await own.FiveModulesAnswer(request.Id, client.AccountId, own.Now.AddYears(7));

        var facts = JsonDocument.Parse((await own.Send(new ReceiptOfRequest(request.Id), officer)).Value.Text).RootElement;

        var (before, after) = (facts.GetProperty("AuditBefore").GetString()!, facts.GetProperty("AuditAfter").GetString()!);
        Assert.Equal((64, 64), (before.Length, after.Length));
        Assert.NotEqual(before, after);
    }
}

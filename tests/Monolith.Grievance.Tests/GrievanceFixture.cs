using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Contracts.Events;
using Monolith.Billing.Contracts.Events;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Consent.Contracts.Events;
using Monolith.Grievance.Application.Complaints;
using Monolith.Grievance.Application.Rights;
using Monolith.Grievance.Domain;
using Monolith.Grievance.Infrastructure;
using Monolith.Matching.Contracts.Events;
using Monolith.Testing;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Grievance.Tests;

/// <summary>The Grievance module under the profile of CalmAlly; the test plays Accounts, which sends codes, and the modules that erase.</summary>
public class GrievanceFixture : ModuleFixture, IRequesterProof, IAccountFacts, ILegalHolds
{
    public const string RightCode = "the code";

    public Guid MailedAccountId { get; } = Guid.CreateVersion7();

    /// <summary>Who is under a legal hold.</summary>
    internal List<Guid> Held { get; } = [];

    protected virtual string Profile => "calmally";

    internal DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public Task<IReadOnlyList<Guid>> HeldAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Guid>>([.. Held]);

    public Task<bool> IsProvenAsync(Guid caseId, string code, CancellationToken cancellationToken) => Task.FromResult(code == RightCode);

    public Task<AccountFacts?> FindAsync(Guid accountId, CancellationToken cancellationToken) => Task.FromResult<AccountFacts?>(null);

    public Task<AccountFacts?> FindByEmailAsync(string email, CancellationToken cancellationToken) => Task.FromResult(
        email == "mailed@example.org" ? new AccountFacts(MailedAccountId, AccountKind.Client, AccountState.Open, Now, null) : null);

    internal async Task<GrievanceView> AComplaintOf(Caller client) => (await Send(new FileGrievance("You were late."), client)).Value;

    internal async Task<RightsRequestView> ARequestOf(Caller client, RightsKind kind) => (await Send(new SubmitRightsRequest(kind), client)).Value;

    internal async Task<RightsRequestView> AVerifiedRequestOf(Caller client, RightsKind kind) =>
        (await Send(new VerifyRequester((await ARequestOf(client, kind)).Id, RightCode), client)).Value;

    internal async Task<RightsRequestView> Show(Guid requestId, Caller caller) => (await Send(new RightsRequestById(requestId), caller)).Value;

    internal async Task FiveModulesAnswer(Guid caseId, Guid subjectId, DateTime healthUntilAt)
    {
        await Tell(new AccountsErased(caseId, subjectId, 3, 0, null));
        await Tell(new MatchingErased(caseId, subjectId, 2, 0, null));
        await Tell(new ConsentErased(caseId, subjectId, 0, 4, healthUntilAt));
        await Tell(new BillingErased(caseId, subjectId, 1, 5, healthUntilAt));
        await Tell(new TherapyErased(caseId, subjectId, 0, 7, healthUntilAt));
    }

    internal async Task Arrange(Func<IServiceProvider, Task> act)
    {
        await using var scope = Services.CreateAsyncScope();
        await act(scope.ServiceProvider);
    }

    internal Task<T> Read<T>(Func<GrievanceDbContext, Task<T>> read) => Read<GrievanceDbContext, T>(read);

    /// <inheritdoc/>
    protected override void Register(IServiceCollection collection)
    {
        var file = Repository.PathOf("src", "Monolith.Host", "profiles", Profile + ".json");
        var profile = JsonNode.Parse(File.ReadAllBytes(file))!.AsObject();
        collection.AddSingleton(PolicyProfile.Parse(file, Encoding.UTF8.GetBytes(profile.ToJsonString())));
        collection.AddSingleton<IRequesterProof>(this).AddSingleton<IAccountFacts>(this).AddSingleton<ILegalHolds>(this);
        collection.AddGrievance();
    }
}

/// <summary>Under the profile of HelpU: restriction, copies, four grounds; no officer, nothing runs by itself.</summary>
public sealed class RestrictionFixture : GrievanceFixture
{
    protected override string Profile => "helpu";
}

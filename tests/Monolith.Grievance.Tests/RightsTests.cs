using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Grievance.Application.Complaints;
using Monolith.Grievance.Application.Contact;
using Monolith.Grievance.Application.Rights;
using Monolith.Grievance.Contracts.Events;
using Monolith.Grievance.Domain;
using Monolith.Testing;

namespace Monolith.Grievance.Tests;

public sealed class RightsTests(GrievanceFixture grievance) : IClassFixture<GrievanceFixture>
{
    [Fact, Clause("CA-7.3"), Clause("CA-8.5")]
    public async Task A_request_waits_for_its_code_and_asks_accounts_to_send_it()
    {
        var client = grievance.As(Role.Client);

        var request = await grievance.ARequestOf(client, RightsKind.Erasure);

        Assert.Equal((RightsState.AwaitingVerification, null), (request.State, request.DueAt));
        Assert.Equal(1, await grievance.Read(db => db.Outbox.CountAsync(m => m.AggregateId == request.Id && m.Kind == typeof(RightsRequestReceived).FullName)));
        Assert.IsType<CaseNotFound>((await grievance.Send(new RightsRequestById(request.Id), grievance.As(Role.Therapist))).Refusal);
        Assert.Equal([request.Id], (await grievance.Send(new RightsRequests(), client)).Value.Select(r => r.Id));
    }

    [Fact, Clause("CA-8.6")]
    public async Task Nothing_is_decided_before_the_person_is_proven()
    {
        var client = grievance.As(Role.Client);
        var officer = grievance.As(Role.GrievanceOfficer);
        var request = await grievance.ARequestOf(client, RightsKind.Erasure);

        Assert.IsType<IdentityNotVerified>((await grievance.Send(new DecideRightsRequest(request.Id, RightsDecision.Approve), officer)).Refusal);
        Assert.IsType<IdentityNotVerified>((await grievance.Send(new VerifyRequester(request.Id, "wrong"), client)).Refusal);
        Assert.IsType<CaseNotFound>((await grievance.Send(new VerifyRequester(request.Id, GrievanceFixture.RightCode), grievance.As(Role.Client))).Refusal);
        Assert.Equal(0, await grievance.Read(db => db.Outbox.CountAsync(m => m.AggregateId == request.Id && m.Kind == typeof(ErasureOrdered).FullName)));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task After_five_wrong_codes_the_right_one_helps_no_more(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<GrievanceFixture>(kind);
        var client = own.As(Role.Client);
        var request = await own.ARequestOf(client, RightsKind.Erasure);
        for (var i = 0; i < RightsRequest.MostTries; i++)
        {
            Assert.IsType<IdentityNotVerified>((await own.Send(new VerifyRequester(request.Id, "wrong"), client)).Refusal);
        }

        Assert.IsType<IdentityNotVerified>((await own.Send(new VerifyRequester(request.Id, GrievanceFixture.RightCode), client)).Refusal);
        Assert.Equal(RightsState.AwaitingVerification, (await own.Show(request.Id, client)).State);
    }

    [Theory, ClassData(typeof(Databases)), Clause("CA-8.6"), Clause("CA-8.7")]
    public async Task An_erasure_is_done_with_a_receipt_when_all_six_have_answered(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<GrievanceFixture>(kind);
        var client = own.As(Role.Client);
        var officer = own.As(Role.GrievanceOfficer);
        var request = await own.AVerifiedRequestOf(client, RightsKind.Erasure);
        Assert.Equal(request.VerifiedAt!.Value.AddDays(30), request.DueAt);
        await own.Arrange(async p => await p.GetRequiredService<IVault>().SealBytesAsync(client.AccountId, DataClass.Identity, "x", new byte[] { 1 }, TestContext.Current.CancellationToken));
        await own.Send(new DecideRightsRequest(request.Id, RightsDecision.Approve), officer);
        Assert.Equal(1, await own.Read(db => db.Outbox.CountAsync(m => m.Kind == typeof(ErasureOrdered).FullName)));
        await own.Tell(new Accounts.Contracts.Events.AccountsErased(request.Id, client.AccountId, 3, 0, null));
        await own.Tell(new Accounts.Contracts.Events.AccountsErased(request.Id, client.AccountId, 3, 0, null));
        Assert.Equal((RightsState.Executing, 2), ((await own.Show(request.Id, officer)).State, (await own.Show(request.Id, officer)).Parts.Count));

        var until = own.Now.AddYears(7);
        await own.FiveModulesAnswer(request.Id, client.AccountId, until);

        Assert.Equal(RightsState.Done, (await own.Show(request.Id, officer)).State);
        var receipt = (await own.Send(new ReceiptOfRequest(request.Id), officer)).Value;
        Assert.Equal(6, receipt.Parts.Count);
        Assert.Contains(receipt.Parts, p => p is { Module: PartOwner.Therapy, Reason: "RETAINED_BY_LAW", Retained: 7 } && p.RetainedUntilAt == until);
        Assert.Contains(receipt.Parts, p => p is { Module: PartOwner.Accounts, Erased: 3, Reason: null });
        Assert.Equal(["HEALTH", "BILLING"], receipt.RetainedCategories);
        Assert.Equal(3, receipt.DestroyedKeys.Distinct().Count());
        Assert.Equal(64, receipt.Sha256.Length);
        Assert.IsType<CaseNotFound>((await own.Send(new ReceiptOfRequest(request.Id), own.As(Role.Client))).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_audit_names_an_erased_person_no_more_an_hour_after_all_have_answered(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<GrievanceFixture>(kind);
        var (client, other) = (own.As(Role.Client), own.As(Role.Client));
        await own.AVerifiedRequestOf(other, RightsKind.Erasure);
        var request = await own.AVerifiedRequestOf(client, RightsKind.Erasure);
        await own.Send(new DecideRightsRequest(request.Id, RightsDecision.Approve), own.As(Role.GrievanceOfficer));
        await own.Tell(new Accounts.Contracts.Events.AccountsErased(request.Id, client.AccountId, 3, 0, null));
        await own.FiveModulesAnswer(request.Id, client.AccountId, own.Now.AddYears(7));
        own.Clock.Advance(TimeSpan.FromMinutes(59));
        await own.RunJobs();
        Assert.True(await NamedAsync(own, client.AccountId) > 0);

        own.Clock.Advance(TimeSpan.FromMinutes(1));
        await own.RunJobs();

        Assert.Equal(0, await NamedAsync(own, client.AccountId));
        Assert.True(await NamedAsync(own, other.AccountId) > 0);
    }

    private static Task<int> NamedAsync(GrievanceFixture own, Guid person) => own.Read(db =>
        db.Set<BuildingBlocks.Audit.AuditEntry>().CountAsync(e => e.SubjectId == person || e.ActorId == person || e.ObjectId == person));

    [Theory, ClassData(typeof(Databases)), Clause("CA-8.7")]
    public async Task An_erasure_that_nobody_decided_has_run_by_its_day(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<GrievanceFixture>(kind);
        var client = own.As(Role.Client);
        var request = await own.AVerifiedRequestOf(client, RightsKind.Erasure);
        var unproven = await own.ARequestOf(client, RightsKind.Erasure);
        own.Clock.Advance(TimeSpan.FromDays(29));
        await own.RunJobs();
        Assert.Equal(RightsState.Verified, (await own.Show(request.Id, client)).State);

        own.Clock.Advance(TimeSpan.FromDays(1));
        await own.RunJobs();

        Assert.Equal(RightsState.Executing, (await own.Show(request.Id, client)).State);
        Assert.Equal(RightsState.AwaitingVerification, (await own.Show(unproven.Id, client)).State);
        Assert.Equal(1, await own.Read(db => db.Outbox.CountAsync(m => m.Kind == typeof(ErasureOrdered).FullName)));
    }

    [Fact]
    public async Task A_refusal_names_a_ground_of_the_list_and_explains_itself_and_is_final()
    {
        var client = grievance.As(Role.Client);
        var officer = grievance.As(Role.GrievanceOfficer);
        var request = await grievance.AVerifiedRequestOf(client, RightsKind.Erasure);

        Assert.IsType<GroundNotAllowed>((await grievance.Send(new DecideRightsRequest(request.Id, RightsDecision.Refuse, "TOO_MUCH_WORK", "x"), officer)).Refusal);
        Assert.IsType<ReasonRequired>((await grievance.Send(new DecideRightsRequest(request.Id, RightsDecision.Refuse, "LAW"), officer)).Refusal);
        await grievance.Send(new DecideRightsRequest(request.Id, RightsDecision.Refuse, "LAW", "A court ordered us to keep it."), officer);
        var refused = await grievance.Show(request.Id, client);
        Assert.Equal((RightsState.Refused, "LAW", "A court ordered us to keep it."), (refused.State, refused.Ground, refused.Explanation));
        Assert.IsType<IllegalState>((await grievance.Send(new DecideRightsRequest(request.Id, RightsDecision.Approve), officer)).Refusal);
        Assert.IsType<IllegalState>((await grievance.Send(new VerifyRequester(request.Id, GrievanceFixture.RightCode), client)).Refusal);
        Assert.IsType<IllegalState>((await grievance.Send(new LiftRestriction(request.Id), client)).Refusal);
        Assert.IsType<CaseNotFound>((await grievance.Send(new DecideRightsRequest(Guid.CreateVersion7(), RightsDecision.Approve), officer)).Refusal);
    }

    [Fact, Clause("CA-7.1")]
    public async Task A_copy_is_made_of_every_module_and_only_its_owner_gets_it()
    {
        var client = grievance.As(Role.Client);
        var officer = grievance.As(Role.GrievanceOfficer);
        await grievance.AComplaintOf(client);
        var request = await grievance.AVerifiedRequestOf(client, RightsKind.Access);

        var decided = (await grievance.Send(new DecideRightsRequest(request.Id, RightsDecision.Approve), officer)).Value;

        Assert.Equal((RightsState.Done, true), (decided.State, decided.HasCopy));
        using var copy = JsonDocument.Parse((await grievance.Send(new CopyOfRequest(request.Id), client)).Value);
        Assert.Equal("You were late.", copy.RootElement.GetProperty("parts").GetProperty("grievance").GetProperty("cases")[0].GetProperty("text").GetString());
        Assert.IsType<CaseNotFound>((await grievance.Send(new CopyOfRequest(request.Id), officer)).Refusal);
    }

    [Fact, Clause("CA-7.6")]
    public async Task Staff_enter_a_mailed_request_and_nobody_else_enters_one_for_another()
    {
        var support = grievance.As(Role.Support);

        var entered = (await grievance.Send(new SubmitRightsRequest(RightsKind.Erasure, "by mail", "mailed@example.org"), support)).Value;

        Assert.Equal(grievance.MailedAccountId, entered.SubjectId);
        Assert.IsType<FieldRequired>((await grievance.Send(new SubmitRightsRequest(RightsKind.Erasure, null, "nobody@example.org"), support)).Refusal);
        Assert.IsType<NeedToKnow>((await grievance.Send(new SubmitRightsRequest(RightsKind.Erasure, null, "mailed@example.org"), grievance.As(Role.Client))).Refusal);
    }

    [Theory]
    [InlineData(RightsKind.Restriction, RightsKind.Other)]
    [InlineData(RightsKind.Copy, RightsKind.Copy)]
    [InlineData(RightsKind.OptOut, RightsKind.OptOut)]
    public async Task A_kind_that_the_service_does_not_list_is_handled_as_other(object asked, object handled) =>
        Assert.Equal(handled, (await grievance.ARequestOf(grievance.As(Role.Client), (RightsKind)asked)).Kind);

    [Theory, ClassData(typeof(Databases))]
    public async Task Of_two_decisions_at_once_one_counts(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<GrievanceFixture>(kind);
        var request = await own.AVerifiedRequestOf(own.As(Role.Client), RightsKind.Erasure);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => own.Send(new DecideRightsRequest(request.Id, RightsDecision.Approve), own.As(Role.GrievanceOfficer))));

        Assert.Single(answers, a => a.Succeeded);
        Assert.Equal(1, await own.Read(db => db.Outbox.CountAsync(m => m.Kind == typeof(ErasureOrdered).FullName)));
    }
}

public sealed class RestrictionTests(RestrictionFixture grievance) : IClassFixture<RestrictionFixture>
{
    [Fact]
    public async Task Restricted_data_is_stored_and_not_used_until_the_restriction_is_lifted()
    {
        var client = grievance.As(Role.Client);
        var request = await grievance.AVerifiedRequestOf(client, RightsKind.Restriction);
        Assert.Null(await AskAsync(client, AccessMode.Write, Purpose.ServiceDelivery));

        var decided = (await grievance.Send(new DecideRightsRequest(request.Id, RightsDecision.Approve), grievance.As(Role.PrivacyOfficer))).Value;

        Assert.Equal(RightsState.InForce, decided.State);
        Assert.IsType<ProcessingRestricted>(await AskAsync(client, AccessMode.Write, Purpose.ServiceDelivery));
        Assert.Null(await AskAsync(client, AccessMode.Read, Purpose.ServiceDelivery));
        Assert.Null(await AskAsync(client, AccessMode.Write, Purpose.LegalObligation));
        await grievance.Send(new LiftRestriction(request.Id), client);
        Assert.Null(await AskAsync(client, AccessMode.Write, Purpose.ServiceDelivery));
        Assert.Equal(2, await grievance.Read(db => db.Outbox.CountAsync(m => m.AggregateId == request.Id && m.Kind == typeof(RestrictionOrdered).FullName)));
    }

    [Fact]
    public async Task Without_an_officer_there_is_none_to_show_and_complaints_have_no_first_clock()
    {
        Assert.IsType<FeatureDisabled>((await grievance.Send(new OfficerForGrievances())).Refusal);
        Assert.Null((await grievance.AComplaintOf(grievance.As(Role.Client))).AcknowledgeBy);
    }

    [Fact]
    public async Task Where_nothing_runs_by_itself_an_undecided_erasure_is_overdue()
    {
        var client = grievance.As(Role.Client);
        var request = await grievance.AVerifiedRequestOf(client, RightsKind.Erasure);
        grievance.Clock.Advance(TimeSpan.FromDays(31));
        await grievance.RunJobs();

        Assert.Equal(RightsState.Verified, (await grievance.Show(request.Id, client)).State);
        Assert.Contains((await grievance.Send(new OverdueCases(), grievance.As(Role.Administrator))).Value, c => c.CaseId == request.Id);
    }

    private async Task<Refusal?> AskAsync(Caller client, AccessMode mode, string purpose)
    {
        await using var scope = grievance.Services.CreateAsyncScope();
        var current = scope.ServiceProvider.GetRequiredService<RequestScope>();
        current.SignIn(client);
        return await scope.ServiceProvider.GetRequiredService<IAccessGate>()
            .AskAsync(new AccessRequest(client.AccountId, DataClass.Health, mode, purpose), TestContext.Current.CancellationToken);
    }
}

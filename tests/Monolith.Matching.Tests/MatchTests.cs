using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Grievance.Contracts.Events;
using Monolith.Matching.Application.Matches;
using Monolith.Matching.Application.Preferences;
using Monolith.Matching.Application.Therapists;
using Monolith.Matching.Contracts;
using Monolith.Matching.Contracts.Events;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;
using Monolith.Testing;
using Xunit;
using static Monolith.Matching.Tests.MatchingFixture;

namespace Monolith.Matching.Tests;

public sealed class MatchTests(MatchingFixture matching) : IClassFixture<MatchingFixture>
{
    [Fact, Clause("CA-3.2"), Clause("CA-2.14")]
    public async Task Proposals_are_verified_available_and_fitting_and_the_best_comes_first_with_reasons()
    {
        var (topic, other) = (ATopic(), ATopic());
        var half = await matching.ATherapist(topic);
        var whole = await matching.ATherapist(profile: AProfile(topic) with { Specialisations = [topic, other] });
        await matching.ATherapist(topic, availability: EveryDay with { Week = [] });
        Expect(await matching.Send(AProfile(topic), matching.As(Role.Therapist)));
        await matching.ATherapist(ATopic());
        matching.Suspended.Add((await matching.ATherapist(topic)).AccountId);
        var client = matching.As(Role.Client);
        Expect(await matching.Send(new SetTreatmentPreferences([topic, other]), client));

        var request = Expect(await matching.Send(new RequestMatch(), client));

        Assert.Equal([whole.AccountId, half.AccountId], request.Proposals.Select(p => p.TherapistId));
        Assert.Equal([1, 2], request.Proposals.Select(p => p.Rank));
        Assert.True(request.Proposals[0].Score > request.Proposals[1].Score);
        var reason = request.Proposals[1].Criteria.Single(c => c.Criterion is MatchCriterion.Specialisation);
        Assert.Equal((20, 40), (reason.Points, reason.OutOf));
        Assert.Contains(topic, reason.Reason, StringComparison.Ordinal);
        var twin = matching.As(Role.Client);
        Expect(await matching.Send(new SetTreatmentPreferences([topic, other]), twin));
        await matching.Tell(new ExportOrdered(Guid.CreateVersion7(), twin.AccountId, Now));
        Assert.Equivalent(request.Proposals, Expect(await matching.Send(new RequestMatch(), twin)).Proposals, strict: true);
    }

    [Fact, Clause("CA-2.10"), Clause("CA-12.2")]
    public async Task Without_consent_no_wishes_are_recorded_and_no_match_is_made()
    {
        var client = matching.As(Role.Client);
        matching.WithoutConsent.Add(client.AccountId);

        Assert.IsType<ConsentWithdrawn>((await matching.Send(new SetTreatmentPreferences(["anxiety"]), client)).Refusal);
        Assert.IsType<ConsentWithdrawn>((await matching.Send(new RequestMatch(), client)).Refusal);
        Assert.Equal(0, await matching.Read<MatchingDbContext, int>(db => db.Preferences.CountAsync(p => p.Id == client.AccountId)));
    }

    [Fact]
    public async Task Each_reason_against_a_match_has_its_own_refusal()
    {
        var (client, therapist, match) = await matching.AMatch();
        var stranger = matching.As(Role.Client);
        Assert.IsType<PreferencesRequired>((await matching.Send(new RequestMatch(), stranger)).Refusal);
        Assert.IsType<NobodyFits>((await matching.Send(new RequestMatch(), await matching.AClientWishing(ATopic()))).Refusal);
        Assert.IsType<FieldRequired>((await matching.Send(new SetTreatmentPreferences(), stranger)).Refusal);

        var topic = ATopic();
        var leaving = await matching.ATherapist(topic);
        await matching.ATherapist(topic);
        var wishing = await matching.AClientWishing(topic);
        var request = Expect(await matching.Send(new RequestMatch(), wishing));
        Assert.IsType<MatchRequestNotFound>((await matching.Send(new AcceptMatch(request.Id, leaving.AccountId), stranger)).Refusal);
        Assert.IsType<TherapistNotProposed>((await matching.Send(new AcceptMatch(request.Id, therapist.AccountId), wishing)).Refusal);
        Expect(await matching.Send(new VerifyTherapistCredentials(leaving.AccountId, false, "struck off"), matching.As(Role.CredentialVerifier)));
        Assert.IsType<TherapistUnavailable>((await matching.Send(new AcceptMatch(request.Id, leaving.AccountId), wishing)).Refusal);

        Assert.IsType<MatchNotFound>((await matching.Send(new EndMatch(match.Id), stranger)).Refusal);
        Assert.IsType<MatchNotFound>((await matching.Send(new MatchById(match.Id), stranger)).Refusal);
        Assert.IsType<NobodyFits>((await matching.Send(new RequestMatch(), client)).Refusal);
        Expect(await matching.Send(new EndMatch(match.Id), client));
        Assert.IsType<IllegalState>((await matching.Send(new EndMatch(match.Id), client)).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Two_acceptances_at_once_make_one_match(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<MatchingFixture>(kind);
        var topic = ATopic();
        var therapist = await own.ATherapist(topic);
        var client = await own.AClientWishing(topic);
        var first = Expect(await own.Send(new RequestMatch(), client));
        var twin = await own.AClientWishing(topic);
        Expect(await own.Send(new RequestMatch(), twin));
        await own.Write<MatchingDbContext>(async db => db.Matches.Add(
            (await db.Requests.SingleAsync(r => r.ClientId == twin.AccountId)).Accept(therapist.AccountId, [new(therapist.AccountId, 1, 1, [], Now)], Now).Value));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => own.Send(new AcceptMatch(first.Id, therapist.AccountId), client)));

        Assert.Single(answers, a => a.Succeeded);
        Assert.All(answers.Where(a => !a.Succeeded), a => Assert.True(a.Refusal is AlreadyMatched or Conflict or IllegalState, a.Refusal!.Code));
        Assert.Equal(1, await own.Read<MatchingDbContext, int>(db => db.Matches.CountAsync(m => m.ClientId == client.AccountId)));
        Assert.Equal(2, await own.Read<MatchingDbContext, int>(db => db.Outbox.CountAsync(m => m.Kind == typeof(MatchAccepted).FullName)));
    }

    [Fact]
    public async Task A_second_running_match_of_the_same_two_is_refused_by_the_database()
    {
        var topic = ATopic();
        var therapist = await matching.ATherapist(topic);
        var client = await matching.AClientWishing(topic);
        var one = Expect(await matching.Send(new RequestMatch(), client));
        Expect(await matching.Send(new AcceptMatch(one.Id, therapist.AccountId), client));
        await matching.Write<MatchingDbContext>(db =>
        {
            db.Requests.Add(MatchRequest.Of(client.AccountId, [new(therapist.AccountId, 1, 1, [], Now)], Now));
            return Task.CompletedTask;
        });
        var two = await matching.Read<MatchingDbContext, Guid>(db => db.Requests.Where(r => r.ClientId == client.AccountId && r.State == MatchRequestState.Open).Select(r => r.Id).SingleAsync());

        Assert.IsType<AlreadyMatched>((await matching.Send(new AcceptMatch(two, therapist.AccountId), client)).Refusal);
    }

    [Fact, Clause("CA-4.2")]
    public async Task The_matched_therapist_sees_the_minimal_view_until_the_match_ends_and_nobody_else_ever_does()
    {
        var (client, therapist, match) = await matching.AMatch();

        var view = Expect(await matching.Send(new MatchedClient(match.Id), therapist));
        Assert.Equal(["name", "age", "gender", "intake", "preferences"], view.Shown);
        Assert.Equal(client.AccountId, view.ClientId);
        Assert.Single(view.Preferences!.Specialisations);
        Assert.Null(await Refused(Access(client, DataClass.Health, AccessMode.Write), therapist));
        Assert.IsType<NeedToKnow>(await Refused(Access(client, DataClass.Billing, AccessMode.Read), therapist));
        Assert.IsType<NeedToKnow>(await Refused(Access(client, DataClass.Identity, AccessMode.Write), therapist));

        var stranger = await matching.ATherapist();
        Assert.IsType<NeedToKnow>((await matching.Send(new MatchedClient(match.Id), stranger)).Refusal);
        Assert.IsType<NeedToKnow>((await matching.Send(new MatchedClient(Guid.CreateVersion7()), therapist)).Refusal);
        Assert.IsType<NeedToKnow>((await matching.Send(new MatchedClient(match.Id), matching.As(Role.Billing))).Refusal);

        Expect(await matching.Send(new EndMatch(match.Id), client));
        Assert.IsType<NeedToKnow>((await matching.Send(new MatchedClient(match.Id), therapist)).Refusal);
        Assert.IsType<NeedToKnow>(await Refused(Access(client, DataClass.Health, AccessMode.Read), therapist));
        Assert.Equal(1, await Told<MatchEnded>(match.Id));
    }

    [Fact, Clause("CA-12.4")]
    public async Task Withdrawn_consent_closes_requests_and_stops_the_use_of_wishes()
    {
        var topic = ATopic();
        var therapist = await matching.ATherapist(topic);
        var client = await matching.AClientWishing(topic);
        var request = Expect(await matching.Send(new RequestMatch(), client));

        await matching.Tell(new Consent.Contracts.Events.ConsentWithdrawn(client.AccountId, ConsentPurpose.Marketing, Guid.CreateVersion7(), Now));
        Assert.Equal(MatchRequestState.Open, Expect(await matching.Send(new MatchRequestById(request.Id), client)).State);
        await matching.Tell(new Consent.Contracts.Events.ConsentWithdrawn(client.AccountId, ConsentPurpose.SensitiveData, Guid.CreateVersion7(), Now));

        var closed = Expect(await matching.Send(new MatchRequestById(request.Id), client));
        Assert.Equal(MatchRequestState.Closed, closed.State);
        Assert.Empty(closed.Proposals);
        Assert.IsType<IllegalState>((await matching.Send(new AcceptMatch(request.Id, therapist.AccountId), client)).Refusal);
        Assert.IsType<PreferencesRequired>((await matching.Send(new RequestMatch(), client)).Refusal);
        Assert.Null(Expect(await matching.Send(new OwnPreferences(), client)));
    }

    [Fact, Clause("CA-8.6")]
    public async Task An_order_to_erase_a_client_leaves_no_row_and_ends_the_match()
    {
        var (client, therapist, match) = await matching.AMatch();
        var caseId = Guid.CreateVersion7();

        await matching.Tell(new ErasureOrdered(caseId, client.AccountId, Now));

        await using var scope = matching.Services.CreateAsyncScope();
        var holder = scope.ServiceProvider.GetServices<IPersonalDataHolder>().Single();
        Assert.Empty(await holder.HoldingsAsync(client.AccountId, TestContext.Current.CancellationToken));
        Assert.IsType<NeedToKnow>((await matching.Send(new MatchedClient(match.Id), therapist)).Refusal);
        Assert.Equal(1, await Told<MatchEnded>(match.Id));
        Assert.Equal(1, await Told<MatchingErased>(caseId));
    }

    [Fact]
    public async Task An_erased_therapist_is_gone_and_the_professional_keys_are_destroyed()
    {
        var (_, therapist, match) = await matching.AMatch();

        await matching.Tell(new ErasureOrdered(Guid.CreateVersion7(), therapist.AccountId, Now));

        Assert.IsType<TherapistNotFound>((await matching.Send(new TherapistById(therapist.AccountId))).Refusal);
        Assert.Equal(1, await Told<MatchEnded>(match.Id));
    }

    [Fact]
    public async Task A_closed_account_ends_matches_and_hides_the_therapist()
    {
        var (client, therapist, match) = await matching.AMatch();

        await matching.Tell(new AccountClosed(therapist.AccountId, AccountKind.Therapist, Now));

        Assert.IsType<TherapistNotFound>((await matching.Send(new TherapistById(therapist.AccountId), client)).Refusal);
        Assert.NotNull(Expect(await matching.Send(new MatchById(match.Id), client)).EndedAt);
        Assert.Single(Expect(await matching.Send(new Application.Matches.Matches(), client)).Nodes);
    }

    [Fact]
    public async Task A_copy_holds_wishes_requests_and_matches_in_words()
    {
        var (client, _, match) = await matching.AMatch();
        await using var scope = matching.Services.CreateAsyncScope();

        var copy = await scope.ServiceProvider.GetServices<IPersonalDataHolder>().Single().CopyAsync(client.AccountId, TestContext.Current.CancellationToken);

        Assert.Equal(match, Assert.Single(copy["match"]));
        Assert.Single(copy["treatment preferences"]);
        Assert.Single(Assert.IsType<MatchRequestView>(Assert.Single(copy["match request"])).Proposals);
    }

    private DateTime Now => matching.Clock.GetUtcNow().UtcDateTime;

    private static AccessRequest Access(Caller client, DataClass dataClass, AccessMode mode) => new(client.AccountId, dataClass, mode, Purpose.ServiceDelivery);

    private async Task<Refusal?> Refused(AccessRequest request, Caller caller)
    {
        await using var scope = matching.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().SignIn(caller);
        return await scope.ServiceProvider.GetRequiredService<IAccessGate>().AskAsync(request, TestContext.Current.CancellationToken);
    }

    private Task<int> Told<TEvent>(Guid about) =>
        matching.Read<MatchingDbContext, int>(db => db.Outbox.CountAsync(m => m.Kind == typeof(TEvent).FullName && m.Body.Contains(about.ToString())));
}

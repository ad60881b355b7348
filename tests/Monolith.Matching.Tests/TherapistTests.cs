using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Matching.Application.Therapists;
using Monolith.Matching.Contracts;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;
using Monolith.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Monolith.Matching.Tests.MatchingFixture;

namespace Monolith.Matching.Tests;

public sealed class TherapistTests(MatchingFixture matching) : IClassFixture<MatchingFixture>
{
    [Fact, Clause("CA-2.14")]
    public async Task A_therapist_is_shown_only_after_the_credentials_were_accepted()
    {
        var topic = ATopic();
        var therapist = matching.As(Role.Therapist);
        Expect(await matching.Send(AProfile(topic), therapist));
        Assert.Empty(await Found(new(topic)));
        Assert.IsType<TherapistNotFound>((await matching.Send(new TherapistById(therapist.AccountId), matching.As(Role.Client))).Refusal);

        Expect(await matching.Send(new VerifyTherapistCredentials(therapist.AccountId, false, "no such number"), matching.As(Role.CredentialVerifier)));
        Assert.Empty(await Found(new(topic)));

        Expect(await matching.Send(new VerifyTherapistCredentials(therapist.AccountId, true, "found"), matching.As(Role.CredentialVerifier)));
        Assert.Equal(therapist.AccountId, Assert.Single(await Found(new(topic))).Id);
    }

    [Fact, Clause("CA-2.14")]
    public async Task Changed_credentials_are_checked_again_and_other_changes_are_not()
    {
        var topic = ATopic();
        var therapist = await matching.ATherapist(topic);

        Assert.True(Expect(await matching.Send(AProfile(topic) with { Bio = "Changed." }, therapist)).Verified);
        Assert.False(Expect(await matching.Send(AProfile(topic) with { Credentials = new("Other") }, therapist)).Verified);
        Assert.Empty(await Found(new(topic)));
    }

    [Fact, Clause("CA-2.15"), Clause("CA-2.17")]
    public async Task Therapists_are_found_by_each_condition_and_not_by_another_value()
    {
        var topic = ATopic();
        var therapist = await matching.ATherapist(profile: AProfile(topic) with { DemographicsPublic = true });

        Assert.Equal(therapist.AccountId, Assert.Single(await Found(new(topic.ToUpperInvariant(), "cbt", "EN", TherapistGender.Female))).Id);
        Assert.Empty(await Found(new(topic, "psychoanalysis")));
        Assert.Empty(await Found(new(topic, Language: "fr")));
        Assert.Empty(await Found(new(topic, Gender: TherapistGender.Male)));
        Assert.Empty(await Found(new(topic, AvailableFrom: Now, AvailableUntil: Now.AddMinutes(1))));
        Assert.Single(await Found(new(topic, AvailableFrom: Now, AvailableUntil: Now.AddDays(1))));
    }

    [Fact, Clause("CA-2.19"), Clause("CA-2.18")]
    public async Task Demographics_that_are_not_public_credentials_and_practice_are_for_the_therapist_alone()
    {
        var therapist = await matching.ATherapist();

        var seen = Expect(await matching.Send(new TherapistById(therapist.AccountId), matching.As(Role.Client)));
        Assert.Equal("Dr. A. Example", seen.DisplayName);
        Assert.Null(seen.Demographics);
        Assert.Null(seen.Credentials);
        Assert.Null(seen.Practice);

        var own = Expect(await matching.Send(new TherapistById(therapist.AccountId), therapist));
        Assert.Equal(1980, own.Demographics?.YearOfBirth);
        Assert.Equal("A-1", own.Credentials?.RegistrationNumber);
        Assert.Equal("Sliding scale", Assert.Single(own.Practice!).Text);
        Assert.Empty(await Found(new(Gender: TherapistGender.Female, Specialisation: "nothing public")));
    }

    [Fact]
    public async Task Pages_follow_each_other_both_ways_without_gap_or_repetition()
    {
        var topic = ATopic();
        List<Guid> all = [];
        for (var i = 0; i < 5; i++)
        {
            all.Add((await matching.ATherapist(topic)).AccountId);
        }

        var one = Expect(await matching.Send(new Therapists(new(topic), First: 2)));
        var two = Expect(await matching.Send(new Therapists(new(topic), First: 3, After: one.PageInfo.EndCursor)));
        var back = Expect(await matching.Send(new Therapists(new(topic), Last: 2, Before: two.PageInfo.StartCursor)));

        Assert.Equal(all, one.Nodes.Concat(two.Nodes).Select(t => t.Id));
        Assert.True(one.PageInfo.HasNextPage);
        Assert.False(two.PageInfo.HasNextPage);
        Assert.Equal(one.Nodes.Select(t => t.Id), back.Nodes.Select(t => t.Id));
    }

    [Fact]
    public async Task A_client_submits_no_profile_and_a_therapist_verifies_nobody()
    {
        await Assert.ThrowsAsync<RejectedException>(() => matching.Send(AProfile(), matching.As(Role.Client)));
        var therapist = matching.As(Role.Therapist);
        await Assert.ThrowsAsync<RejectedException>(() => matching.Send(new VerifyTherapistCredentials(therapist.AccountId, true, "me"), therapist));
    }

    [Theory]
    [InlineData("", "en", "displayName")]
    [InlineData("Name", "§", "languages")]
    public async Task Malformed_profiles_are_refused_with_their_field(string name, string language, string field)
    {
        var answer = await matching.Send(AProfile() with { DisplayName = name, Languages = [language] }, matching.As(Role.Therapist));

        Assert.Equal(field, Assert.IsType<FieldRequired>(answer.Refusal).Field);
    }

    [Fact]
    public async Task Credentials_are_required_where_they_are_checked()
    {
        Assert.IsType<FieldRequired>((await matching.Send(AProfile() with { Credentials = null }, matching.As(Role.Therapist))).Refusal);
    }

    [Fact]
    public async Task Submitting_twice_with_one_key_gives_one_answer_and_another_body_is_refused()
    {
        var therapist = matching.As(Role.Therapist);
        var profile = AProfile(ATopic());
        var first = Expect(await matching.Send(profile, therapist, "k"));

        Assert.Equal(first.Id, Expect(await matching.Send(profile, therapist, "k")).Id);
        Assert.IsType<KeyReused>((await matching.Send(profile with { Bio = "Other." }, therapist, "k")).Refusal);
        Assert.Equal(1, await matching.Read<MatchingDbContext, int>(db => db.Therapists.CountAsync(t => t.Id == therapist.AccountId)));
    }

    [Fact, Clause("CA-2.16")]
    public async Task Openings_are_answered_for_shown_therapists_only()
    {
        var shown = await matching.ATherapist();
        var hidden = matching.As(Role.Therapist);
        Expect(await matching.Send(AProfile(), hidden));
        Expect(await matching.Send(EveryDay, hidden));

        await using var scope = matching.Services.CreateAsyncScope();
        var facts = scope.ServiceProvider.GetRequiredService<IMatchFacts>();
        Assert.Equal(8, (await facts.OpeningsAsync(shown.AccountId, Now, Now.AddDays(1), TestContext.Current.CancellationToken)).Count);
        Assert.Empty(await facts.OpeningsAsync(hidden.AccountId, Now, Now.AddDays(1), TestContext.Current.CancellationToken));
    }

    private DateTime Now => matching.Clock.GetUtcNow().UtcDateTime;

    private async Task<IReadOnlyList<TherapistView>> Found(TherapistFilter filter) => Expect(await matching.Send(new Therapists(filter))).Nodes;
}

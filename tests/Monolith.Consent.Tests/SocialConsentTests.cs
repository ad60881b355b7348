using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Application.Marketing;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class SocialConsentTests
{
    private const string Post = "https://social.example.org/willow/posts/7";

    [Theory, ClassData(typeof(Databases)), Clause("AP-138")]
    public async Task A_consent_by_hashtag_covers_its_link_and_no_post_of_the_platform(string database)
    {
        await using var consent = await Policies.UnderAsync("AP", database);
        var marketing = consent.As(Role.Marketing);
        Assert.IsType<ConsentRequired>((await consent.Send(new MarketingUse(Post), marketing)).Refusal);
        var recorded = (await consent.Send(new RecordSocialConsent(Post), marketing)).Value;

        Assert.Equal(recorded, (await consent.Send(new MarketingUse(Post + "#top"), marketing)).Value);
        foreach (var other in new[] { "/forum/posts/7", "https://social.example.org/willow/posts/8", "https://social.example.org/willow", "https://social.example.org/willow/posts/7?page=2", "" })
        {
            Assert.IsType<ConsentRequired>((await consent.Send(new MarketingUse(other), marketing)).Refusal);
        }

        var ended = (await consent.Send(new EndSocialConsent(Post), consent.As(Role.Support))).Value;
        Assert.NotNull(ended.EndedAt);
        Assert.IsType<ConsentRequired>((await consent.Send(new MarketingUse(Post), marketing)).Refusal);
        Assert.IsType<ConsentNotGiven>((await consent.Send(new EndSocialConsent(Post), marketing)).Refusal);
        Assert.Null((await consent.Read<ConsentDbContext, SocialConsent>(db => Task.FromResult(db.SocialConsents.Single()))).Link);
        Assert.NotEqual(recorded.Id, (await consent.Send(new RecordSocialConsent(Post), marketing)).Value.Id);
    }

    [Fact]
    public async Task Only_something_published_elsewhere_can_be_recorded_and_only_where_the_policy_has_such_consents()
    {
        await using var consent = await Policies.UnderAsync("AP");
        foreach (var link in new[] { "", "/forum/posts/7", "http://social.example.org/7", "https://social.example.org/", "https://localhost/7", "javascript:alert(1)", Post + new string('a', 2000) })
        {
            Assert.IsType<FieldRequired>((await consent.Send(new RecordSocialConsent(link), consent.As(Role.Marketing))).Refusal);
        }

        await using var other = await Policies.UnderAsync("O7");
        Assert.IsType<FeatureDisabled>((await other.Send(new RecordSocialConsent(Post), other.As(Role.Marketing))).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Two_who_record_the_same_at_once_record_one(string database)
    {
        await using var consent = await Policies.UnderAsync("AP", database);
        var marketing = consent.As(Role.Marketing);

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => consent.Send(new RecordSocialConsent(Post), marketing, $"key-{n}")));
        var again = await consent.Send(new RecordSocialConsent(Post), marketing, "key-0");

        Assert.Single(both.Append(again).Select(a => a.Value.Id).Distinct());
    }
}

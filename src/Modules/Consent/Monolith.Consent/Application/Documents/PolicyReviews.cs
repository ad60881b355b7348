using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Documents;

/// <summary>Whether the policy waits for its regular review (C-46, AP-84).</summary>
/// <param name="LastReviewedAt">When it was reviewed last; before the first review, when it was first published.</param>
/// <param name="DueAt">When the next review is due; null where the profile promises none.</param>
/// <param name="IsDue">Whether that moment has come.</param>
internal sealed record PolicyReviewView(DateTime LastReviewedAt, DateTime? DueAt, bool IsDue);

/// <summary>Whether the policy waits for its regular review.</summary>
[Query("policyReview"), Allow(Role.PrivacyOfficer, Role.Administrator)]
internal sealed record DueReview : IQuery<PolicyReviewView>;

internal sealed class DueReviewHandler(ReviewClock reviews) : IQueryHandler<DueReview, PolicyReviewView>
{
    public async Task<Result<PolicyReviewView>> Handle(DueReview query, CancellationToken cancellationToken) => await reviews.StandingAsync(cancellationToken);
}

/// <summary>Records that policy and practice were reviewed now; the next review is due a period later.</summary>
[Mutation, Allow(Role.PrivacyOfficer, Role.Administrator), Idempotent]
internal sealed record RecordPolicyReview : ICommand<PolicyReviewView>;

internal sealed class RecordPolicyReviewHandler(ConsentDbContext db, ReviewClock reviews, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<RecordPolicyReview, PolicyReviewView>
{
    public async Task<Result<PolicyReviewView>> Handle(RecordPolicyReview command, CancellationToken cancellationToken)
    {
        var review = new PolicyReview(user.Id, clock.GetUtcNow().UtcDateTime);
        db.Reviews.Add(review);
        await db.SaveChangesAsync(cancellationToken);
        return reviews.After(review.ReviewedAt);
    }
}

/// <summary>Counts from one review to the next.</summary>
internal sealed class ReviewClock(ConsentDbContext db, ConsentPolicy policy, PolicyProfile profile, TimeProvider clock)
{
    public async Task<PolicyReviewView> StandingAsync(CancellationToken cancellationToken) => After(
        await db.Reviews.MaxAsync(r => (DateTime?)r.ReviewedAt, cancellationToken) ?? await db.Versions.MinAsync(v => v.PublishedAt, cancellationToken));

    public PolicyReviewView After(DateTime lastAt)
    {
        var dueAt = policy.Policy.ReviewEvery is { } period ? profile.Platform.Clock.Add(lastAt, period) : (DateTime?)null;
        return new(lastAt, dueAt, dueAt <= clock.GetUtcNow().UtcDateTime);
    }
}

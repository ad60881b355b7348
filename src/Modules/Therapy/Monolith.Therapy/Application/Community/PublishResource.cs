using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Community;

/// <summary>
/// Publishes a resource: something to read or watch, on this site or another one (T-20). Refused with FEATURE_DISABLED where the service has none, with
/// FIELD_REQUIRED, and with CONFLICT when a resource with this link is shown already.
/// </summary>
/// <param name="Title">What it is called, 1 to 200 characters.</param>
/// <param name="Summary">What to expect of it, 1 to 1,000 characters.</param>
/// <param name="Link">A path of this site, such as <c>/sleep</c>, or an https address of another one.</param>
[Mutation, Allow(Role.Administrator), Idempotent]
internal sealed record PublishResource(string Title, string Summary, string Link) : ICommand<ResourceView>;

internal sealed class PublishResourceHandler(TherapyDbContext db, TherapyPolicy policy, OutsideNotice notice, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<PublishResource, ResourceView>
{
    private const int LongestTitle = 200;
    private const int LongestSummary = 1000;

    public async Task<Result<ResourceView>> Handle(PublishResource command, CancellationToken cancellationToken)
    {
        if (!policy.Community.Resources)
        {
            return new FeatureDisabled("A directory of resources");
        }

        if (command.Title.Trim().Length is 0 or > LongestTitle)
        {
            return new FieldRequired("title", $"1 to {LongestTitle} characters.");
        }

        if (command.Summary.Trim().Length is 0 or > LongestSummary)
        {
            return new FieldRequired("summary", $"1 to {LongestSummary} characters.");
        }

        var link = ResourceLink.Parse(command.Link);
        if (link.Refusal is { } malformed)
        {
            return malformed;
        }

        var resource = Resource.Of(command.Title.Trim(), command.Summary.Trim(), link.Value, user.Id, clock.GetUtcNow().UtcDateTime);
        db.Resources.Add(resource);
        await db.SaveChangesAsync(cancellationToken);
        return notice.ViewOf(resource);
    }
}

/// <summary>Shows a resource no more; withdrawn again, it answers the same. Refused with RESOURCE_NOT_FOUND.</summary>
/// <param name="ResourceId">The resource.</param>
[Mutation, Allow(Role.Administrator), Idempotent]
internal sealed record WithdrawResource(Guid ResourceId) : ICommand<ResourceView>;

internal sealed class WithdrawResourceHandler(TherapyDbContext db, OutsideNotice notice, TimeProvider clock) : ICommandHandler<WithdrawResource, ResourceView>
{
    public async Task<Result<ResourceView>> Handle(WithdrawResource command, CancellationToken cancellationToken)
    {
        if (await db.Resources.SingleOrDefaultAsync(r => r.Id == command.ResourceId, cancellationToken) is not { } resource)
        {
            return new ResourceNotFound();
        }

        resource.Withdraw(clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellationToken);
        return notice.ViewOf(resource);
    }
}

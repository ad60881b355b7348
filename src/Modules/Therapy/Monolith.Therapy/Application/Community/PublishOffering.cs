using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Community;

/// <summary>Puts up a course or event that clients can enrol in (T-21). Refused with FEATURE_DISABLED, FIELD_REQUIRED.</summary>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Description">1 to 4,000 characters; everybody can read it.</param>
[Mutation(Payload = "offering"), Allow(Role.Administrator), Idempotent]
internal sealed record PublishOffering(string Title, string Description) : ICommand<OfferingView>;

/// <summary>Changes what an offering says; whoever is enrolled is told that it changed (AP-39). Refused with FEATURE_DISABLED, OFFERING_NOT_FOUND, FIELD_REQUIRED.</summary>
/// <param name="OfferingId">Which.</param>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Description">1 to 4,000 characters.</param>
[Mutation(Payload = "offering"), Allow(Role.Administrator), Idempotent]
internal sealed record ChangeOffering([property: ID] Guid OfferingId, string Title, string Description) : ICommand<OfferingView>;

/// <summary>What clients can enrol in, latest first, at most 100; nothing where the service has none.</summary>
[Query, AllowAnyone]
internal sealed record Offerings : IQuery<IReadOnlyList<OfferingView>>;

/// <summary>A course or event.</summary>
/// <param name="OfferingId">For <c>enrolInOffering</c>.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Description">What it is about.</param>
/// <param name="ChangedAt">When its words were last changed.</param>
internal sealed record OfferingView([property: ID] Guid OfferingId, string Title, string Description, DateTime ChangedAt)
{
    public static OfferingView Of(Offering offering) => new(offering.Id, offering.Title, offering.Description, offering.ChangedAt);
}

/// <summary>What the words of an offering must be.</summary>
internal static class OfferingWords
{
    private const int LongestTitle = 200;
    private const int LongestDescription = 4_000;

    /// <summary>Null when they can be published.</summary>
    public static Refusal? Check(TherapyPolicy policy, string title, string description) =>
        !policy.Community.Offerings ? new FeatureDisabled("Offerings")
        : title.Trim().Length is 0 or > LongestTitle ? new FieldRequired("title", $"1 to {LongestTitle} characters.")
        : description.Trim().Length is 0 or > LongestDescription ? new FieldRequired("description", $"1 to {LongestDescription} characters.")
        : null;
}

internal sealed class PublishOfferingHandler(TherapyDbContext db, TherapyPolicy policy, TimeProvider clock) : ICommandHandler<PublishOffering, OfferingView>
{
    public async Task<Result<OfferingView>> Handle(PublishOffering command, CancellationToken cancellationToken)
    {
        if (OfferingWords.Check(policy, command.Title, command.Description) is { } no)
        {
            return no;
        }

        var offering = Offering.Of(command.Title.Trim(), command.Description.Trim(), clock.GetUtcNow().UtcDateTime);
        db.Offerings.Add(offering);
        await db.SaveChangesAsync(cancellationToken);
        return OfferingView.Of(offering);
    }
}

internal sealed class ChangeOfferingHandler(TherapyDbContext db, TherapyPolicy policy, TimeProvider clock) : ICommandHandler<ChangeOffering, OfferingView>
{
    public async Task<Result<OfferingView>> Handle(ChangeOffering command, CancellationToken cancellationToken)
    {
        if (OfferingWords.Check(policy, command.Title, command.Description) is { } no)
        {
            return no;
        }

        var offering = await db.Offerings.SingleOrDefaultAsync(o => o.Id == command.OfferingId, cancellationToken);
        if (offering is null)
        {
            return new OfferingNotFound();
        }

        var now = clock.GetUtcNow().UtcDateTime;
        offering.Change(command.Title.Trim(), command.Description.Trim(), now);
        (await db.Enrolments.Where(e => e.OfferingId == offering.Id).ToListAsync(cancellationToken)).ForEach(enrolment => enrolment.Tell(now));
        await db.SaveChangesAsync(cancellationToken);
        return OfferingView.Of(offering);
    }
}

internal sealed class OfferingsHandler(TherapyDbContext db, TherapyPolicy policy) : IQueryHandler<Offerings, IReadOnlyList<OfferingView>>
{
    private const int Most = 100;

    public async Task<Result<IReadOnlyList<OfferingView>>> Handle(Offerings query, CancellationToken cancellationToken) => policy.Community.Offerings
        ? (await db.Offerings.AsNoTracking().OrderByDescending(o => o.Id).Take(Most).ToListAsync(cancellationToken)).ConvertAll(OfferingView.Of)
        : Array.Empty<OfferingView>();
}

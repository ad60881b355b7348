using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Community;

/// <summary>Takes part in an offering; once is enough. Refused with FEATURE_DISABLED, OFFERING_NOT_FOUND.</summary>
/// <param name="OfferingId">Which.</param>
[Mutation(Payload = "enrolment"), Allow(Role.Client), Idempotent, OwnData(DataClass.Communication, AccessMode.Write, Purpose.ServiceDelivery)]
internal sealed record EnrolInOffering([property: ID] Guid OfferingId) : ICommand<EnrolmentView>;

/// <summary>Takes part no more, and hears no more of the offering. Refused with OFFERING_NOT_FOUND.</summary>
/// <param name="OfferingId">Which.</param>
[Mutation(Payload = "enrolment"), Allow(Role.Client), Idempotent, OwnData(DataClass.Communication, AccessMode.Write, Purpose.ServiceDelivery)]
internal sealed record LeaveOffering([property: ID] Guid OfferingId) : ICommand<EnrolmentView>;

/// <summary>What you are enrolled in, oldest first.</summary>
[Query, Allow(Role.Client), OwnData(DataClass.Communication, AccessMode.Read, Purpose.ServiceDelivery)]
internal sealed record MyEnrolments : IQuery<IReadOnlyList<EnrolmentView>>;

/// <summary>That you take part in an offering.</summary>
/// <param name="OfferingId">Which.</param>
/// <param name="EnrolledAt">Since when.</param>
internal sealed record EnrolmentView([property: ID] Guid OfferingId, DateTime EnrolledAt)
{
    public static EnrolmentView Of(Enrolment enrolment) => new(enrolment.OfferingId, enrolment.EnrolledAt);
}

internal sealed class EnrolInOfferingHandler(TherapyDbContext db, TherapyPolicy policy, ICurrentUser user, TimeProvider clock) : ICommandHandler<EnrolInOffering, EnrolmentView>
{
    public async Task<Result<EnrolmentView>> Handle(EnrolInOffering command, CancellationToken cancellationToken)
    {
        if (!policy.Community.Offerings)
        {
            return new FeatureDisabled("Offerings");
        }

        if (!await db.Offerings.AnyAsync(o => o.Id == command.OfferingId, cancellationToken))
        {
            return new OfferingNotFound();
        }

        var enrolment = await db.Enrolments.SingleOrDefaultAsync(e => e.OfferingId == command.OfferingId && e.ClientId == user.Id, cancellationToken);
        if (enrolment is null)
        {
            enrolment = Enrolment.Of(command.OfferingId, user.Id, clock.GetUtcNow().UtcDateTime);
            db.Enrolments.Add(enrolment);
            await db.SaveChangesAsync(cancellationToken);
        }

        return EnrolmentView.Of(enrolment);
    }
}

internal sealed class LeaveOfferingHandler(TherapyDbContext db, ICurrentUser user) : ICommandHandler<LeaveOffering, EnrolmentView>
{
    public async Task<Result<EnrolmentView>> Handle(LeaveOffering command, CancellationToken cancellationToken)
    {
        var enrolment = await db.Enrolments.SingleOrDefaultAsync(e => e.OfferingId == command.OfferingId && e.ClientId == user.Id, cancellationToken);
        if (enrolment is null)
        {
            return new OfferingNotFound();
        }

        db.Enrolments.Remove(enrolment);
        await db.SaveChangesAsync(cancellationToken);
        return EnrolmentView.Of(enrolment);
    }
}

internal sealed class MyEnrolmentsHandler(TherapyDbContext db, ICurrentUser user) : IQueryHandler<MyEnrolments, IReadOnlyList<EnrolmentView>>
{
    public async Task<Result<IReadOnlyList<EnrolmentView>>> Handle(MyEnrolments query, CancellationToken cancellationToken) =>
        (await db.Enrolments.AsNoTracking().Where(e => e.ClientId == user.Id).OrderBy(e => e.Id).ToListAsync(cancellationToken)).ConvertAll(EnrolmentView.Of);
}

using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Application.Documents;

/// <summary>Accepts a version of a document that is in force or announced (CA-15.3). Accepting again answers the first acceptance.</summary>
/// <param name="VersionId">The version the person read.</param>
[Mutation, Allow(Role.Client, Role.Therapist), Idempotent, OwnData(DataClass.Case, AccessMode.Write, Purpose.LegalObligation)]
internal sealed record AcceptPolicy([property: ID("PolicyVersion")] Guid VersionId) : ICommand<PolicyAcceptanceView>;

internal sealed class AcceptPolicyHandler(ConsentDbContext db, DocumentsInForce inForce, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<AcceptPolicy, PolicyAcceptanceView>
{
    public async Task<Result<PolicyAcceptanceView>> Handle(AcceptPolicy command, CancellationToken cancellationToken)
    {
        var version = await db.Versions.AsNoTracking().Where(v => v.Id == command.VersionId)
            .Select(v => new { v.Id, v.Kind, v.Number }).SingleOrDefaultAsync(cancellationToken);
        if (version is null)
        {
            return new PolicyVersionNotFound();
        }

        var acceptance = await db.Acceptances.SingleOrDefaultAsync(a => a.AccountId == user.Id && a.VersionId == version.Id, cancellationToken);
        if (acceptance is null)
        {
            if ((await inForce.OfAsync([version.Kind], cancellationToken)).Any(v => v.Number > version.Number))
            {
                return new PolicyVersionSuperseded();
            }

            acceptance = new PolicyAcceptance(user.Id, version.Id, AcceptanceKind.Explicit, affirmedAdult: false, clock.GetUtcNow().UtcDateTime);
            db.Acceptances.Add(acceptance);
            await db.SaveChangesAsync(cancellationToken);
        }

        return new PolicyAcceptanceView(version.Id, version.Kind, version.Number, acceptance.Kind, acceptance.AffirmedAdult, acceptance.AcceptedAt);
    }
}

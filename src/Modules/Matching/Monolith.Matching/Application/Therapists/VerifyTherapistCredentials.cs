using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Therapists;

/// <summary>Decides the check of a therapist's credentials (CA-2.14). Only accepted therapists are shown and proposed. Refused with REAUTH_REQUIRED.</summary>
/// <param name="TherapistId">The therapist.</param>
/// <param name="Accepted">The decision.</param>
/// <param name="Reference">Where the evidence is, up to 500 characters.</param>
[Mutation, Allow(Role.CredentialVerifier, Role.Administrator), Idempotent, FreshProof]
internal sealed record VerifyTherapistCredentials([property: ID("Therapist")] Guid TherapistId, bool Accepted, string Reference) : ICommand<TherapistView>;

internal sealed class VerifyTherapistCredentialsHandler(
    MatchingDbContext db, IVault vault, IAccessGate gate, ICurrentUser user, MatchingPolicy policy, TimeProvider clock)
    : ICommandHandler<VerifyTherapistCredentials, TherapistView>
{
    public async Task<Result<TherapistView>> Handle(VerifyTherapistCredentials command, CancellationToken cancellationToken)
    {
        var reference = command.Reference.Trim();
        if (reference.Length is 0 or > 500)
        {
            return new FieldRequired("reference", "Say where the evidence is, in 1 to 500 characters.");
        }

        var request = new AccessRequest(command.TherapistId, DataClass.Provider, AccessMode.Write, Purpose.LegalObligation, command.TherapistId);
        if (await gate.AskAsync(request, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var therapist = await db.Therapists.SingleOrDefaultAsync(t => t.Id == command.TherapistId, cancellationToken);
        if (therapist is null)
        {
            return new TherapistNotFound();
        }

        if (therapist.Decide(command.Accepted, reference, user.Id, clock.GetUtcNow().UtcDateTime).Refusal is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return await TherapistView.ForVerifierAsync(therapist, vault, policy, cancellationToken);
    }
}

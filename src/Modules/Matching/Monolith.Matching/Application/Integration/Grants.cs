using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Integration;

/// <summary>
/// While a match lasts, its therapist reads who the client is and reads and writes health data and messages, to treat them and for nothing else (CA-4.2, R46).
/// Nothing of billing, usage or cases.
/// </summary>
internal sealed class MatchedTherapistGrant(MatchingDbContext db) : IAccessGrant
{
    public async ValueTask<string?> GrantAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken)
    {
        var needed = request.DataClass is DataClass.Health or DataClass.Communication || (request.DataClass is DataClass.Identity && request.Mode is AccessMode.Read);
        return user.Role is Role.Therapist && needed && request.Purpose is Purpose.ServiceDelivery
            && await db.Matches.AnyAsync(m => m.ClientId == request.SubjectId && m.TherapistId == user.Id && m.EndedAt == null, cancellationToken)
            ? "matched-therapist"
            : null;
    }
}

/// <summary>Whoever checks credentials sees and decides about providers' professional data.</summary>
internal sealed class CredentialCheckGrant : IAccessGrant
{
    public ValueTask<string?> GrantAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken) =>
        new(request.DataClass is DataClass.Provider && user.Role is Role.CredentialVerifier or Role.Administrator ? "credential-check" : null);
}

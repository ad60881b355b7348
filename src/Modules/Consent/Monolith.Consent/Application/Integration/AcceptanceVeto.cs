using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Integration;

/// <summary>
/// No accepted policy, no service operation (C-03, CA-15.3). Reading one's own data, running the account, complaints and rights stay open.
/// A later version binds by use, by an act, or not at all, as the profile says (C-04).
/// </summary>
internal sealed class AcceptanceVeto(ConsentDbContext db, ConsentPolicy policy, DocumentTexts texts, DocumentsInForce inForce, ContinuedUse use) : IAccessVeto
{
    public async ValueTask<Refusal?> VetoAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken)
    {
        if (!policy.Acceptance.Gate || !IsServiceOperation(request, user))
        {
            return null;
        }

        var standings = await inForce.ForAsync(user.Id, texts.AtRegistration, cancellationToken);
        if (standings.Any(s => s.Accepted == 0))
        {
            return new PolicyAcceptanceRequired { Rule = "acceptance.gate (C-03)" };
        }

        var changed = standings.Where(s => s.Accepted < s.InForce.Number).Select(s => s.InForce).ToList();
        if (changed.Exists(v => ModeOf(v) is ReacceptanceMode.Explicit))
        {
            return new PolicyAcceptanceRequired { Rule = "acceptance.onChange (C-04)" };
        }

        var byUse = changed.FindAll(v => ModeOf(v) is ReacceptanceMode.ContinuedUse).ConvertAll(v => v.Id);
        if (byUse.Count > 0 && await db.Refusals.AnyAsync(r => r.AccountId == user.Id && byUse.Contains(r.VersionId), cancellationToken))
        {
            return new PolicyAcceptanceRequired { Rule = "acceptance.onChange (C-04, X-11)" };
        }

        await use.RecordAsync(user.Id, byUse, cancellationToken);
        return null;
    }

    private ReacceptanceMode ModeOf(VersionFacts version) => PolicyPublisher.By(policy.Acceptance.OnChange, version.Severity);

    private static bool IsServiceOperation(AccessRequest request, ICurrentUser user) =>
        user.Role is Role.Client && request.SubjectId == user.Id && request.Mode is AccessMode.Write
        && request.Purpose is Purpose.ServiceDelivery or Purpose.Matching or Purpose.Payment;
}

/// <summary>Records that a version was accepted by using the service (C-04).</summary>
internal sealed class ContinuedUse(IServiceScopeFactory scopes, UnitOfWork work, TimeProvider clock)
{
    public async Task RecordAsync(Guid accountId, IReadOnlyList<Guid> versionIds, CancellationToken cancellationToken)
    {
        // While the caller's own transaction is open the one writer is taken; the account's next operation records it then.
        if (versionIds.Count == 0 || work.IsOpen)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform(nameof(ContinuedUse));
        var db = scope.ServiceProvider.GetRequiredService<ConsentDbContext>();
        var now = clock.GetUtcNow().UtcDateTime;
        db.Acceptances.AddRange(versionIds.Select(id => new PolicyAcceptance(accountId, id, AcceptanceKind.ContinuedUse, affirmedAdult: false, now)));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (ConstraintException)
        {
            // Two operations of the account in the same moment: the other one recorded it.
        }
    }
}

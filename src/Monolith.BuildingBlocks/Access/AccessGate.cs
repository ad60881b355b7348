using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.BuildingBlocks.Access;

/// <summary>A wish to touch a person's data.</summary>
/// <param name="SubjectId">Whose data.</param>
/// <param name="DataClass">Which class.</param>
/// <param name="Mode">Read or write.</param>
/// <param name="Purpose">What for: one of <see cref="Access.Purpose"/>.</param>
/// <param name="ObjectId">Which object, for the audit.</param>
public sealed record AccessRequest(Guid SubjectId, DataClass DataClass, AccessMode Mode, string Purpose, Guid? ObjectId = null);

/// <summary>
/// The one gate in front of personal data: role × relation × purpose × consent × restriction × hold. Somebody must grant, nobody may veto,
/// and every decision is audited, denials too.
/// </summary>
public interface IAccessGate
{
    /// <summary>Null when access is granted; otherwise the refusal, always with the rule that made it and the rule's version.</summary>
    ValueTask<Refusal?> AskAsync(AccessRequest request, CancellationToken cancellationToken);
}

/// <summary>A reason to grant: a relation between the caller and the person, contributed by the module that knows it.</summary>
public interface IAccessGrant
{
    /// <summary>The rule that grants, such as <c>matched-therapist</c>; null when this has nothing to say.</summary>
    ValueTask<string?> GrantAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken);
}

/// <summary>A reason to refuse, whoever asks: missing acceptance, withdrawn consent, restriction, contributed by the module that knows it.</summary>
public interface IAccessVeto
{
    /// <summary>The refusal with its <see cref="Refusal.Rule"/>; null when this has nothing to say.</summary>
    ValueTask<Refusal?> VetoAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken);
}

// Grants and vetoes come with contexts of many modules; most requests have nothing to ask.
internal sealed class AccessGate(IServiceProvider services, RequestScope scope, TimeProvider clock, PolicyProfile? profile = null) : IAccessGate
{
    public async ValueTask<Refusal?> AskAsync(AccessRequest request, CancellationToken cancellationToken)
    {
        var granted = await GrantingRuleAsync(request, cancellationToken);
        if (granted is null)
        {
            return Refuse(request, new NeedToKnow { Rule = "access.need-to-know" });
        }

        foreach (var veto in services.GetServices<IAccessVeto>())
        {
            if (await veto.VetoAsync(request, scope, cancellationToken) is { } refusal)
            {
                return Refuse(request, refusal);
            }
        }

        return Note(request, granted, null);
    }

    private async ValueTask<string?> GrantingRuleAsync(AccessRequest request, CancellationToken cancellationToken)
    {
        if (scope.Role is Role.Platform)
        {
            return "platform";
        }

        if (scope.Id != Guid.Empty && request.SubjectId == scope.Id)
        {
            return "self";
        }

        foreach (var grant in services.GetServices<IAccessGrant>())
        {
            if (await grant.GrantAsync(request, scope, cancellationToken) is { } rule)
            {
                return rule;
            }
        }

        return null;
    }

    private Refusal? Refuse(AccessRequest request, Refusal refusal)
    {
        var explained = refusal with { Rule = refusal.Rule ?? refusal.Code, RuleVersion = refusal.RuleVersion ?? profile?.Version ?? "none" };
        return Note(request, explained.Rule!, explained);
    }

    private Refusal? Note(AccessRequest request, string rule, Refusal? refusal)
    {
        scope.Note(new AuditEntry
        {
            Id = Guid.CreateVersion7(),
            OccurredAt = clock.GetUtcNow().UtcDateTime,
            ActorId = scope.Id == Guid.Empty ? null : scope.Id,
            ActorRole = scope.Role,
            Operation = scope.Operation,
            SubjectId = request.SubjectId,
            ObjectId = request.ObjectId,
            DataClass = request.DataClass,
            Mode = request.Mode,
            Purpose = request.Purpose,
            Outcome = refusal is null ? AuditOutcome.Granted : AuditOutcome.Denied,
            Rule = rule,
            RequestId = scope.RequestId,
            Details = refusal is null ? null : $"{refusal.Code} {refusal.RuleVersion}",
        });
        return refusal;
    }
}

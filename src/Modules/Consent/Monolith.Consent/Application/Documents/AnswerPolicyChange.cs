using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Application.Documents;

/// <summary>What was said to a change of policy.</summary>
internal enum PolicyDecision
{
    /// <summary>Yes: the version binds the account from now on.</summary>
    Approved,

    /// <summary>No.</summary>
    Declined,
}

/// <summary>The answer to a change of policy, and how the account stands after it.</summary>
/// <param name="VersionId">The version that was answered.</param>
/// <param name="Document">Its document.</param>
/// <param name="Number">Its number.</param>
/// <param name="Answer">The answer.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="NumberInForce">The number of the version that binds the account now.</param>
/// <param name="ServiceContinues">False: the service takes nothing new before the version in force is accepted; data stays readable.</param>
/// <param name="Options">Operations that are open to the account now.</param>
internal sealed record PolicyAnswerView(
    [property: ID("PolicyVersion")] Guid VersionId, DocumentKind Document, int Number, PolicyDecision Answer, DateTime AnsweredAt,
    int NumberInForce, bool ServiceContinues, IReadOnlyList<string> Options);

/// <summary>
/// Approves a change that does not bind the account without its yes (HU-57). Refused with ILLEGAL_STATE when the version needs no approval.
/// Approving again answers the first approval.
/// </summary>
/// <param name="VersionId">The version the person read.</param>
[Mutation(Payload = "policyAnswer"), Allow(Role.Client, Role.Therapist), Idempotent, OwnData(DataClass.Case, AccessMode.Write, Purpose.LegalObligation)]
internal sealed record ApprovePolicyChange([property: ID("PolicyVersion")] Guid VersionId) : ICommand<PolicyAnswerView>;

internal sealed class ApprovePolicyChangeHandler(ConsentDbContext db, PolicyAnswers answers, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<ApprovePolicyChange, PolicyAnswerView>
{
    public async Task<Result<PolicyAnswerView>> Handle(ApprovePolicyChange command, CancellationToken cancellationToken)
    {
        var found = await answers.FindAsync(command.VersionId, cancellationToken);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var (version, standing) = found.Value;
        var acceptance = await db.Acceptances.SingleOrDefaultAsync(a => a.AccountId == user.Id && a.VersionId == version.Id, cancellationToken);
        if (acceptance is null)
        {
            if (standing.Pending?.Id != version.Id)
            {
                return new IllegalState("This version needs no approval: it binds when it takes effect. See acceptPolicy and declinePolicyChange.");
            }

            acceptance = new PolicyAcceptance(user.Id, version.Id, AcceptanceKind.Approval, affirmedAdult: false, clock.GetUtcNow().UtcDateTime);
            db.Acceptances.Add(acceptance);
            await db.SaveChangesAsync(cancellationToken);
        }

        return new PolicyAnswerView(
            version.Id, version.Kind, version.Number, PolicyDecision.Approved, acceptance.AcceptedAt, Math.Max(version.Number, standing.InForce.Number), true, ["closeAccount"]);
    }
}

/// <summary>
/// Says no to a change of policy. Where a change needs approval, the earlier version goes on binding the account and nothing is cut off
/// where using is agreeing, the service takes nothing new until the change is accepted. Closing the account stays open
/// either way. Refused with ILLEGAL_STATE when the account accepted the version, by an act or by use.
/// </summary>
/// <param name="VersionId">The version the person read.</param>
[Mutation(Payload = "policyAnswer"), Allow(Role.Client, Role.Therapist), Idempotent, OwnData(DataClass.Case, AccessMode.Write, Purpose.LegalObligation)]
internal sealed record DeclinePolicyChange([property: ID("PolicyVersion")] Guid VersionId) : ICommand<PolicyAnswerView>;

internal sealed class DeclinePolicyChangeHandler(ConsentDbContext db, PolicyAnswers answers, ConsentPolicy policy, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<DeclinePolicyChange, PolicyAnswerView>
{
    public async Task<Result<PolicyAnswerView>> Handle(DeclinePolicyChange command, CancellationToken cancellationToken)
    {
        var found = await answers.FindAsync(command.VersionId, cancellationToken);
        if (found.Refusal is { } no)
        {
            return no;
        }

        var (version, standing) = found.Value;
        if (await db.Acceptances.AnyAsync(a => a.AccountId == user.Id && a.VersionId == version.Id, cancellationToken))
        {
            return new IllegalState("You accepted this version. Closing the account is how to leave it.");
        }

        var refusal = await db.Refusals.SingleOrDefaultAsync(r => r.AccountId == user.Id && r.VersionId == version.Id, cancellationToken);
        if (refusal is null)
        {
            refusal = new PolicyRefusal(user.Id, version.Id, clock.GetUtcNow().UtcDateTime);
            db.Refusals.Add(refusal);
            await db.SaveChangesAsync(cancellationToken);
        }

        var isPending = standing.Pending?.Id == version.Id;
        var continues = !policy.Acceptance.Gate || isPending || PolicyPublisher.By(policy.Acceptance.OnChange, version.Severity) is ReacceptanceMode.None;
        return new PolicyAnswerView(
            version.Id, version.Kind, version.Number, PolicyDecision.Declined, refusal.DeclinedAt, standing.InForce.Number, continues,
            ["closeAccount", isPending ? "approvePolicyChange" : "acceptPolicy"]);
    }
}

/// <summary>Finds the version that somebody answers: the latest of its document, in force or announced.</summary>
internal sealed class PolicyAnswers(ConsentDbContext db, DocumentsInForce inForce, ICurrentUser user)
{
    public async Task<Result<(VersionFacts Version, DocumentStanding Standing)>> FindAsync(Guid versionId, CancellationToken cancellationToken)
    {
        var version = await db.Versions.AsNoTracking().Where(v => v.Id == versionId)
            .Select(v => new VersionFacts(v.Id, v.Kind, v.Number, v.Severity, v.EffectiveAt, v.NeedsApproval, v.Sha256)).SingleOrDefaultAsync(cancellationToken);
        if (version is null)
        {
            return new PolicyVersionNotFound();
        }

        var standing = (await inForce.ForAsync(user.Id, [version.Kind], cancellationToken)).Single();
        return (standing.Pending ?? standing.InForce).Number > version.Number ? new PolicyVersionSuperseded() : (version, standing);
    }
}

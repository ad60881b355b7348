using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Safety;

/// <summary>A safety concern that was raised.</summary>
/// <param name="Id">The concern; whoever records a disclosure for safety names it.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Duty">Which duty it touches.</param>
/// <param name="RaisedAt">UTC.</param>
internal sealed record RaisedConcernView(Guid Id, [property: ID("Client")] Guid ClientId, string Duty, DateTime RaisedAt);

/// <summary>
/// Raises a safety concern about a client the caller treats or has treated (T-15, TH-48, O7-6.10, AP-59). It discloses nothing; it is what a disclosure for
/// safety rests on. Refused with FEATURE_DISABLED, FIELD_REQUIRED, REASON_REQUIRED, NEED_TO_KNOW.
/// </summary>
/// <param name="ClientId">The client.</param>
/// <param name="Duty">One of the service's duties, the setting <c>therapy.safety.duties</c>.</param>
/// <param name="Reason">What is feared and why, 1 to 4,000 characters; sealed with the client's health records.</param>
[Mutation, Allow(Role.Therapist), Idempotent]
internal sealed record RaiseSafetyConcern([property: ID("Client")] Guid ClientId, string Duty, string Reason) : ICommand<RaisedConcernView>;

internal sealed class RaiseSafetyConcernHandler(TherapyDbContext db, TherapyPolicy policy, IAccessGate gate, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<RaiseSafetyConcern, RaisedConcernView>
{
    private const int Longest = 4000;

    public async Task<Result<RaisedConcernView>> Handle(RaiseSafetyConcern command, CancellationToken cancellationToken)
    {
        if (policy.Safety.Mode is SafetyMode.Off)
        {
            return new FeatureDisabled("Raising a safety concern");
        }

        // Danger is a duty of law: neither a withdrawn consent nor a restriction stops it.
        if (await gate.AskAsync(new(command.ClientId, DataClass.Health, AccessMode.Write, Purpose.LegalObligation), cancellationToken) is { } denied)
        {
            return denied;
        }

        if (!policy.Safety.Duties.Contains(command.Duty))
        {
            return new FieldRequired("duty", $"The duty is one of: {string.Join(", ", policy.Safety.Duties)}.");
        }

        if (command.Reason.Trim().Length is 0 or > Longest)
        {
            return new ReasonRequired("reason");
        }

        var concern = SafetyConcern.Of(command.ClientId, user.Id, command.Duty, command.Reason.Trim(), clock.GetUtcNow().UtcDateTime);
        db.Concerns.Add(concern);
        await db.SaveChangesAsync(cancellationToken);
        return new RaisedConcernView(concern.Id, concern.ClientId, command.Duty, concern.RaisedAt);
    }
}

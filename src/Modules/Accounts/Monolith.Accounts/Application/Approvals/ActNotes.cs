using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;

namespace Monolith.Accounts.Application.Approvals;

/// <summary>Notes in the audit who proposed, decided, took back and did a dangerous act.</summary>
internal sealed class ActNotes(RequestScope scope, TimeProvider clock)
{
    /// <summary>Notes it as done by the caller.</summary>
    /// <param name="act">The act.</param>
    /// <param name="what">What became of it, in one word.</param>
    public void Note(PendingAct act, string what) => scope.Note(new AuditEntry
    {
        Id = Guid.CreateVersion7(),
        OccurredAt = clock.GetUtcNow().UtcDateTime,
        ActorId = scope.Id,
        ActorRole = scope.Role,
        Operation = scope.Operation,
        SubjectId = act.ProposedById,
        ObjectId = act.Id,
        Outcome = AuditOutcome.Done,
        Rule = "four eyes (R43)",
        RequestId = scope.RequestId,
        Details = $"{act.Operation} {what}",
    });
}

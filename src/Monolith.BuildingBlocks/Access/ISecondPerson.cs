namespace Monolith.BuildingBlocks.Access;

/// <summary>Dangerous acts wait for somebody else's yes (R43); implemented by Accounts.</summary>
public interface ISecondPerson
{
    /// <summary>
    /// Asked last before the decision, once nothing else refuses. The first time the act is noted as proposed; a yes of somebody else to exactly this act lets
    /// it through once, and is used up even when the save that follows fails; sent again under its idempotency key, the act is the same.
    /// </summary>
    /// <param name="act">The message, whole: a yes is bound to its hash.</param>
    /// <param name="approvers">Who may say yes, beside whoever asks.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>Null when the act may be done.</returns>
    Task<Refusal?> AskAsync(object act, IReadOnlyList<Role> approvers, CancellationToken cancellationToken);
}

using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;

namespace Monolith.Testing;

/// <summary>Plays Accounts, which asks a second person before dangerous acts (R43).</summary>
public sealed class PlayedSecondPerson : ISecondPerson
{
    private readonly List<object> asked = [];

    /// <summary>What the second person answers; null is yes.</summary>
    public Refusal? Answer { get; set; }

    /// <summary>The acts that were asked about.</summary>
    public IReadOnlyList<object> Asked
    {
        get
        {
            lock (asked)
            {
                return [.. asked];
            }
        }
    }

    /// <inheritdoc/>
    public Task<Refusal?> AskAsync(object act, IReadOnlyList<Role> approvers, CancellationToken cancellationToken)
    {
        lock (asked)
        {
            asked.Add(act);
        }

        return Task.FromResult(Answer);
    }
}

using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Accounts.Domain;

/// <summary>One piece of news that goes to every client and therapist, and how far it got; whoever goes on begins after the last account.</summary>
internal sealed class MailRound : Entity
{
    private MailRound()
    {
    }

    /// <summary>Begins a round; accounts that are made later need not hear of it.</summary>
    public MailRound(MessageTemplate template, Guid causeId, DateTime begunAt) => (Template, CauseId, BegunAt) = (template, causeId, begunAt);

    /// <summary>What everybody is written.</summary>
    public MessageTemplate Template { get; private init; }

    /// <summary>The version, use or deal it is about.</summary>
    public Guid CauseId { get; private init; }

    /// <summary>When it began, UTC.</summary>
    public DateTime BegunAt { get; private init; }

    /// <summary>The account that was written to last; null before the first.</summary>
    public Guid? LastAccountId { get; private set; }

    /// <summary>When the last account was written to, UTC.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>It got this far.</summary>
    public void Reach(Guid accountId) => LastAccountId = accountId;

    /// <summary>Everybody was written to.</summary>
    public void End(DateTime now) => EndedAt = now;
}

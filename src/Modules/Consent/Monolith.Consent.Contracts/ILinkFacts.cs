namespace Monolith.Consent.Contracts;

/// <summary>What the policy says of links. Whoever shows a link asks.</summary>
public interface ILinkFacts
{
    /// <summary>Whether a notice stands beside each link that leaves this site (C-43).</summary>
    bool HasNoticeOnOutsideLinks { get; }
}

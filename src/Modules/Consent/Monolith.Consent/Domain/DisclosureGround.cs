namespace Monolith.Consent.Domain;

/// <summary>What a ground of disclosure asks for before anything leaves; the profile gives each ground at least one.</summary>
internal enum GroundNeed
{
    /// <summary>The number of the order or request.</summary>
    Reference,

    /// <summary>Why it holds, in words: the good-faith statement, the statute, the matter.</summary>
    Reason,

    /// <summary>The person's approval of this recipient, given before; one approval, one disclosure.</summary>
    Approval,

    /// <summary>A processor bound by an agreement that covers the purpose, and no field more than it was agreed to receive.</summary>
    Processor,

    /// <summary>An affiliate bound in the same way.</summary>
    Affiliate,

    /// <summary>A deal that was declared.</summary>
    Deal,

    /// <summary>A subpoena on record; contested first, where the profile says so.</summary>
    Subpoena,

    /// <summary>A safety concern that somebody in charge of the person raised.</summary>
    Concern,
}

/// <summary>One ground of the profile's closed list (C-34).</summary>
/// <param name="Key">Its name: <c>LEGAL_PROCESS</c>.</param>
/// <param name="Needs">What it asks for, all of it.</param>
internal sealed record DisclosureGround(string Key, IReadOnlyList<GroundNeed> Needs);

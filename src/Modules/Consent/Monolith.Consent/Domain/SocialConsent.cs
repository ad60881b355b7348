using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Consent.Domain;

/// <summary>
/// That somebody published something on a social page in a way that agrees to its use for marketing, as by a hashtag (AP-138). It covers what stands at this
/// link and nothing else of theirs.
/// </summary>
internal sealed class SocialConsent : Entity, IPersonal
{
    private SocialConsent()
    {
    }

    /// <inheritdoc/>
    public Guid SubjectId => Id;

    /// <summary>Where it stands; null once it ended.</summary>
    public Sealed<string>? Link { get; private set; }

    /// <summary>Keyed fingerprint of the link.</summary>
    public byte[] LinkIndex { get; private init; } = []; // The factory or the database sets it.

    /// <summary>Who recorded it.</summary>
    public Guid RecordedBy { get; private init; }

    /// <summary>When, UTC.</summary>
    public DateTime RecordedAt { get; private init; }

    /// <summary>When it ended, UTC; null while it is in force.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Records it.</summary>
    public static SocialConsent Of(string link, byte[] linkIndex, Guid recordedBy, DateTime now) =>
        new() { Link = Sealed.Of(link), LinkIndex = linkIndex, RecordedBy = recordedBy, RecordedAt = now };

    /// <summary>It is over: the link goes, its fingerprint stays.</summary>
    public void End(DateTime now) => (Link, EndedAt) = (null, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)));
}

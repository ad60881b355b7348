using Monolith.BuildingBlocks.Persistence;
using Monolith.Consent.Contracts;

namespace Monolith.Consent.Domain;

/// <summary>How often news and offers may come (AP-127).</summary>
internal enum MarketingFrequency
{
    /// <summary>Whenever there is something.</summary>
    Any,

    /// <summary>Once a week at most.</summary>
    Weekly,

    /// <summary>Once in thirty days at most.</summary>
    Monthly,
}

/// <summary>How a person wants news and offers, apart from whether: that is a consent or an objection with its own record.</summary>
internal sealed class MarketingPreference : Entity
{
    private MarketingPreference()
    {
    }

    /// <summary>A person who never chose: every way and every kind.</summary>
    public MarketingPreference(Guid accountId) => AccountId = accountId;

    /// <summary>Whose.</summary>
    public Guid AccountId { get; private init; }

    /// <summary>The ways that are wanted, joined with commas.</summary>
    public string Channels { get; private set; } = string.Join(',', Enum.GetNames<MarketingChannel>());

    /// <summary>The kinds that are wanted, joined with commas.</summary>
    public string Kinds { get; private set; } = string.Join(',', Enum.GetNames<MarketingKind>());

    /// <summary>How often.</summary>
    public MarketingFrequency Frequency { get; private set; }

    /// <summary>When it was last chosen, UTC.</summary>
    public DateTime? ChangedAt { get; private set; }

    /// <summary>The latest instant the choice may take effect, UTC; it does at once.</summary>
    public DateTime? DueAt { get; private set; }

    /// <summary>Days between two messages at least.</summary>
    public int DaysApart => Frequency switch
    {
        MarketingFrequency.Weekly => 7,
        MarketingFrequency.Monthly => 30,
        _ => 0,
    };

    /// <summary>The ways that are wanted.</summary>
    public IReadOnlyList<MarketingChannel> ChannelList => Split(Channels).Select(Enum.Parse<MarketingChannel>).ToList();

    /// <summary>The kinds that are wanted.</summary>
    public IReadOnlyList<MarketingKind> KindList => Split(Kinds).Select(Enum.Parse<MarketingKind>).ToList();

    /// <summary>Whether a message of this kind is wanted this way.</summary>
    public bool Wants(MarketingChannel channel, MarketingKind kind) => ChannelList.Contains(channel) && KindList.Contains(kind);

    /// <summary>Chooses; what is absent stays.</summary>
    public void Choose(
        IReadOnlyList<MarketingChannel>? channels, IReadOnlyList<MarketingKind>? kinds, MarketingFrequency? frequency, DateTime now, DateTime dueAt)
    {
        Channels = channels is null ? Channels : string.Join(',', channels.Distinct().Order());
        Kinds = kinds is null ? Kinds : string.Join(',', kinds.Distinct().Order());
        (Frequency, ChangedAt, DueAt) = (frequency ?? Frequency, now, dueAt);
    }

    private static string[] Split(string joined) => joined.Split(',', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>An address that asked for silence, known by its fingerprint alone (HU-80). Later campaigns skip it, whoever it belongs to.</summary>
internal sealed class SilencedAddress : Entity
{
    private SilencedAddress()
    {
    }

    /// <summary>Records it.</summary>
    public SilencedAddress(byte[] addressIndex, Guid recordedBy, DateTime recordedAt) =>
        (AddressIndex, RecordedBy, RecordedAt) = (addressIndex, recordedBy, recordedAt.AddTicks(-(recordedAt.Ticks % TimeSpan.TicksPerMicrosecond)));

    /// <summary>Keyed fingerprint of the address.</summary>
    public byte[] AddressIndex { get; private init; } = [];

    /// <summary>The member of staff who recorded it.</summary>
    public Guid RecordedBy { get; private init; }

    /// <summary>When, UTC.</summary>
    public DateTime RecordedAt { get; private init; }
}

/// <summary>That an account bought a product: where offers go to similar goods only, this is what they are similar to (O7-4.8).</summary>
internal sealed class Purchase : Entity
{
    private Purchase()
    {
    }

    /// <summary>Records it.</summary>
    public Purchase(Guid accountId, Guid productId, DateTime boughtAt) => (AccountId, ProductId, BoughtAt) = (accountId, productId, boughtAt);

    /// <summary>Who.</summary>
    public Guid AccountId { get; private init; }

    /// <summary>What.</summary>
    public Guid ProductId { get; private init; }

    /// <summary>When, UTC.</summary>
    public DateTime BoughtAt { get; private init; }
}

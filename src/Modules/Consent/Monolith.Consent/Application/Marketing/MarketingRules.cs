using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Application.Uses;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Marketing;

/// <summary>
/// Who may be sent news and offers now (C-18 to C-20): after consent where the profile asks for it, until an objection elsewhere; only the ways
/// and kinds that are wanted; never to an address that asked for silence; where only similar goods are allowed, only what the person bought.
/// </summary>
internal sealed class MarketingRules(ConsentDbContext db, PolicyProfile profile, ConsentPolicy policy, UseRules uses, UnsubscribeTokens tokens) : IMarketingFacts
{
    private const string Purpose = "MARKETING";
    private const int AtOnce = 500;

    /// <summary>The ways this service sends messages.</summary>
    public IReadOnlyList<MarketingChannel> Channels { get; } =
    [
        .. new PublishedSettings(profile).List("accounts.messages.channels").Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Select(c => c.ToUpperInvariant()).Select(c => c is "EMAIL" ? MarketingChannel.Email : c is "TEXT" or "PHONE" or "MOBILE" ? MarketingChannel.Text : (MarketingChannel?)null)
            .OfType<MarketingChannel>().Distinct(),
    ];

    public bool TakesSubscribers => policy.Marketing is { Basis: not MarketingBasis.Off, SimilarGoodsOnly: false };

    public async Task<MarketingAnswer> PermitsAsync(
        IReadOnlyList<MarketingRecipient> people, MarketingChannel channel, MarketingKind kind, Guid? productId, CancellationToken cancellationToken)
    {
        if (policy.Marketing.Basis is MarketingBasis.Off || !Channels.Contains(channel))
        {
            return new(IsOffered: false, []);
        }

        if (await uses.IsUnweighedAsync(policy.Purposes.First(p => p.Key == Purpose), cancellationToken))
        {
            return new(IsOffered: true, []);
        }

        List<MarketingPermit> permits = [];
        foreach (var some in people.Chunk(AtOnce))
        {
            permits.AddRange(await OfSomeAsync(some, channel, kind, productId, cancellationToken));
        }

        return new(IsOffered: true, permits);
    }

    public async Task<bool> IsOpenAsync(MarketingRecipient person, MarketingChannel channel, CancellationToken cancellationToken)
    {
        var open = await OpenAsync([person], cancellationToken);
        var preference = await db.MarketingPreferences.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == person.AccountId, cancellationToken);
        return open.Contains(person.AccountId) && preference?.ChannelList.Contains(channel) is not false;
    }

    private async Task<IEnumerable<MarketingPermit>> OfSomeAsync(
        MarketingRecipient[] some, MarketingChannel channel, MarketingKind kind, Guid? productId, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(some, cancellationToken);
        if (policy.Marketing.SimilarGoodsOnly)
        {
            open.IntersectWith(await db.Purchases.AsNoTracking().Where(p => p.ProductId == productId && open.Contains(p.AccountId)).Select(p => p.AccountId).ToListAsync(cancellationToken));
        }

        var preferences = await db.MarketingPreferences.AsNoTracking().Where(p => open.Contains(p.AccountId)).ToDictionaryAsync(p => p.AccountId, cancellationToken);
        return from accountId in open
               let preference = preferences.GetValueOrDefault(accountId)
               where preference?.Wants(channel, kind) is not false
               select new MarketingPermit(accountId, preference?.DaysApart ?? 0, tokens.Of(accountId));
    }

    // Whether at all: the consent or objection, and the addresses that asked for silence.
    private async Task<HashSet<Guid>> OpenAsync(IReadOnlyList<MarketingRecipient> some, CancellationToken cancellationToken)
    {
        var ids = some.Select(p => p.AccountId).ToList();
        var events = await db.Records.AsNoTracking().Where(r => ids.Contains(r.SubjectId) && r.Purpose == ConsentPurpose.Marketing)
            .Select(r => new { r.SubjectId, r.Sequence, r.Event }).ToListAsync(cancellationToken);
        var states = events.GroupBy(e => e.SubjectId).ToDictionary(g => g.Key, g => ConsentRecord.StateAfter(g.MaxBy(e => e.Sequence)!.Event));
        var indexes = some.Select(p => p.AddressIndex.ToArray()).ToList();
        var silenced = await db.SilencedAddresses.AsNoTracking().Where(a => indexes.Contains(a.AddressIndex)).Select(a => a.AddressIndex).ToListAsync(cancellationToken);
        return
        [
            .. from person in some
               where !silenced.Exists(index => index.AsSpan().SequenceEqual(person.AddressIndex.ToArray()))
               let state = states.GetValueOrDefault(person.AccountId)
               where policy.Marketing.Basis is MarketingBasis.OptIn ? state is ConsentState.Given : state is not ConsentState.Withdrawn
               select person.AccountId,
        ];
    }
}

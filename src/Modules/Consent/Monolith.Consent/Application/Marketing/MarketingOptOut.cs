using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Marketing;

/// <summary>What choosing and ending news and offers have in common. Saving is the caller's.</summary>
internal sealed class MarketingOptOut(
    ConsentDbContext db, PolicyProfile profile, ConsentPolicy policy, ConsentQuestions questions, ConsentLedger ledger, MarketingRules rules, TimeProvider clock)
{
    /// <summary>The consent, or the objection where none is asked for.</summary>
    public async Task<ConsentState> StateAsync(Guid accountId, CancellationToken cancellationToken) =>
        (await ledger.LastAsync(new(accountId, ConsentPurpose.Marketing), cancellationToken))?.State ?? ConsentState.NotGiven;

    /// <summary>What the account chose; null when it never did.</summary>
    public Task<MarketingPreference?> FoundAsync(Guid accountId, CancellationToken cancellationToken) =>
        db.MarketingPreferences.SingleOrDefaultAsync(p => p.AccountId == accountId, cancellationToken);

    /// <summary>What the account chose, begun when it never did.</summary>
    public async Task<MarketingPreference> PreferenceAsync(Guid accountId, CancellationToken cancellationToken)
    {
        if (await FoundAsync(accountId, cancellationToken) is { } found)
        {
            return found;
        }

        var fresh = new MarketingPreference(accountId);
        db.MarketingPreferences.Add(fresh);
        return fresh;
    }

    /// <summary>Chooses, and computes until when the choice must have taken effect (C-19).</summary>
    public void Choose(MarketingPreference preference, IReadOnlyList<MarketingChannel>? channels, IReadOnlyList<MarketingKind>? kinds, MarketingFrequency? frequency)
    {
        var given = clock.GetUtcNow().UtcDateTime;

        // As exact as it is stored, so that asking again answers the same.
        var now = given.AddTicks(-(given.Ticks % TimeSpan.TicksPerMicrosecond));
        var dueAt = policy.Marketing.OptOutWithin switch
        {
            { Calendar: PeriodCalendar.BusinessDays } within => profile.Platform.Clock.AddBusinessDays(now, within.Period.Days),
            { } within => profile.Platform.Clock.Add(now, within.Period),
            null => now,
        };
        preference.Choose(channels is { Count: 0 } ? null : channels, kinds, frequency, now, dueAt);
    }

    /// <summary>Records the objection, or the end of the consent, unless it stands already.</summary>
    public async Task ObjectAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var key = new ConsentKey(accountId, ConsentPurpose.Marketing);
        var last = await ledger.LastAsync(key, cancellationToken);
        if (last is not { State: ConsentState.Withdrawn })
        {
            await ledger.AddAsync(ConsentRecord.Withdraw(key, last, questions.Find(ConsentPurpose.Marketing)!.WordingVersion, clock.GetUtcNow().UtcDateTime), last, cancellationToken);
        }
    }

    /// <summary>How it looks.</summary>
    public MarketingPreferencesView ViewOf(MarketingPreference preference, ConsentState state) => new(
        policy.Marketing.Basis is MarketingBasis.OptIn ? state is ConsentState.Given : state is not ConsentState.Withdrawn,
        [.. preference.ChannelList.Intersect(rules.Channels)], preference.KindList, preference.Frequency, preference.ChangedAt, preference.DueAt);
}

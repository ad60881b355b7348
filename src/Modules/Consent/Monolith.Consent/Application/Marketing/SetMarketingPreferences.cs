using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Marketing;

/// <summary>How the caller gets news and offers.</summary>
/// <param name="Open">Whether any come at all.</param>
/// <param name="Channels">The ways that are wanted.</param>
/// <param name="Kinds">The kinds that are wanted.</param>
/// <param name="Frequency">How often at most.</param>
/// <param name="ChangedAt">When that was last chosen.</param>
/// <param name="DueAt">The latest instant the choice may take effect (AP-127); it did at once.</param>
internal sealed record MarketingPreferencesView(
    bool Open, IReadOnlyList<MarketingChannel> Channels, IReadOnlyList<MarketingKind> Kinds, MarketingFrequency Frequency, DateTime? ChangedAt, DateTime? DueAt);

/// <summary>How the caller gets news and offers (C-18 to C-20). Refused with FEATURE_DISABLED where the service sends none.</summary>
[Query("marketingPreferences"), Allow(Role.Client, Role.Therapist), OwnData(DataClass.Case, AccessMode.Read, BuildingBlocks.Access.Purpose.LegalObligation)]
internal sealed record OwnMarketingPreferences : IQuery<MarketingPreferencesView>;

/// <summary>
/// Chooses how news and offers come, with effect at once; what is absent stays as it is. No channel at all opts out, with a receipt among
/// <c>consents</c>. Messages that the account needs are not affected (C-21). Refused with CONSENT_REQUIRED or CONSENT_WITHDRAWN when some are
/// wanted and the consent, see <c>grantConsent</c>, is not in force, and with FEATURE_DISABLED for what this service does not have.
/// </summary>
/// <param name="Channels">The ways that are wanted; none = no news and offers.</param>
/// <param name="Kinds">The kinds that are wanted.</param>
/// <param name="Frequency">How often at most, where the service lets one choose.</param>
[Mutation, Allow(Role.Client, Role.Therapist), Idempotent, OwnData(DataClass.Case, AccessMode.Write, BuildingBlocks.Access.Purpose.LegalObligation)]
internal sealed record SetMarketingPreferences(
    IReadOnlyList<MarketingChannel>? Channels, IReadOnlyList<MarketingKind>? Kinds, MarketingFrequency? Frequency) : ICommand<MarketingPreferencesView>;

internal sealed class SetMarketingPreferencesHandler(ConsentDbContext db, ConsentPolicy policy, MarketingRules rules, MarketingOptOut optOut, ICurrentUser user)
    : ICommandHandler<SetMarketingPreferences, MarketingPreferencesView>
{
    public async Task<Result<MarketingPreferencesView>> Handle(SetMarketingPreferences command, CancellationToken cancellationToken)
    {
        var state = await optOut.StateAsync(user.Id, cancellationToken);
        if (Fault(command, state) is { } refusal)
        {
            return refusal;
        }

        var preference = await optOut.PreferenceAsync(user.Id, cancellationToken);
        optOut.Choose(preference, command.Channels, command.Kinds, command.Frequency);
        if (command.Channels is { Count: 0 })
        {
            await optOut.ObjectAsync(user.Id, cancellationToken);
            state = ConsentState.Withdrawn;
        }

        await db.SaveChangesAsync(cancellationToken);
        return optOut.ViewOf(preference, state);
    }

    private Refusal? Fault(SetMarketingPreferences command, ConsentState state)
    {
        if (policy.Marketing.Basis is MarketingBasis.Off)
        {
            return new FeatureDisabled("News and offers") { Rule = "marketing.basis (C-18)" };
        }

        if (command.Frequency is not null && !policy.Marketing.Frequency)
        {
            return new FeatureDisabled("A choice of how often") { Rule = "marketing.frequency (C-20)" };
        }

        if (command.Channels?.Except(rules.Channels).FirstOrDefault() is { } other && command.Channels.Except(rules.Channels).Any())
        {
            return new FeatureDisabled($"News by {other}") { Rule = "messages.channels (A-35)" };
        }

        return command.Channels is not { Count: > 0 } ? null : state switch
        {
            ConsentState.Withdrawn => new BuildingBlocks.ConsentWithdrawn { Rule = "marketing.basis (C-18)" },
            ConsentState.NotGiven when policy.Marketing.Basis is MarketingBasis.OptIn => new ConsentRequired { Rule = "marketing.basis (C-18)" },
            _ => null,
        };
    }
}

internal sealed class OwnMarketingPreferencesHandler(ConsentPolicy policy, MarketingOptOut optOut, ICurrentUser user)
    : IQueryHandler<OwnMarketingPreferences, MarketingPreferencesView>
{
    public async Task<Result<MarketingPreferencesView>> Handle(OwnMarketingPreferences query, CancellationToken cancellationToken) =>
        policy.Marketing.Basis is MarketingBasis.Off
            ? new FeatureDisabled("News and offers") { Rule = "marketing.basis (C-18)" }
            : optOut.ViewOf(await optOut.FoundAsync(user.Id, cancellationToken) ?? new MarketingPreference(user.Id), await optOut.StateAsync(user.Id, cancellationToken));
}

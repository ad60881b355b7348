using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Application.Marketing;

/// <summary>That news and offers ended.</summary>
/// <param name="EffectiveAt">Since when: at once.</param>
/// <param name="DueAt">The latest instant the policy allows (AP-127).</param>
internal sealed record MarketingEndView(DateTime EffectiveAt, DateTime DueAt);

/// <summary>
/// Ends news and offers by the token that each of them carries, without signing in (R96, AP-126). Sent again, it answers the same. Refused with
/// UNSUBSCRIBE_TOKEN_INVALID.
/// </summary>
/// <param name="Token">The token of the message.</param>
[Mutation(Payload = "marketingEnd"), AllowAnyone, GraphQLAlone, Idempotent]
internal sealed record Unsubscribe(string Token) : ICommand<MarketingEndView>;

internal sealed class UnsubscribeHandler(ConsentDbContext db, ConsentPolicy policy, UnsubscribeTokens tokens, MarketingOptOut optOut)
    : ICommandHandler<Unsubscribe, MarketingEndView>
{
    public async Task<Result<MarketingEndView>> Handle(Unsubscribe command, CancellationToken cancellationToken)
    {
        if (policy.Marketing.Basis is MarketingBasis.Off || tokens.Read(command.Token) is not { } accountId)
        {
            return new UnsubscribeTokenInvalid();
        }

        var preference = await optOut.PreferenceAsync(accountId, cancellationToken);
        if (await optOut.StateAsync(accountId, cancellationToken) is not ConsentState.Withdrawn || preference.ChangedAt is null)
        {
            optOut.Choose(preference, null, null, null);
            await optOut.ObjectAsync(accountId, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return new MarketingEndView(preference.ChangedAt!.Value, preference.DueAt!.Value);
    }
}

/// <summary>That an address gets no news and offers any more.</summary>
/// <param name="Channel">Which way.</param>
/// <param name="RecordedAt">Since when.</param>
internal sealed record SilencedAddressView(MarketingChannel Channel, DateTime RecordedAt);

/// <summary>
/// Records that an address asked for silence, by mail or call (HU-80): later campaigns skip it, whether it belongs to an account or not. Only a
/// fingerprint of the address is kept. Refused with FIELD_REQUIRED.
/// </summary>
/// <param name="Address">The address.</param>
/// <param name="Channel">What kind of address it is.</param>
[Mutation(Payload = "silence"), Allow(Role.Support, Role.PrivacyOfficer, Role.Marketing, Role.Administrator), Idempotent]
internal sealed record SilenceAddress(string Address, MarketingChannel Channel) : ICommand<SilencedAddressView>;

internal sealed class SilenceAddressHandler(ConsentDbContext db, IVault vault, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<SilenceAddress, SilencedAddressView>
{
    public async Task<Result<SilencedAddressView>> Handle(SilenceAddress command, CancellationToken cancellationToken)
    {
        var wellFormed = command.Channel is MarketingChannel.Email ? command.Address.Contains('@', StringComparison.Ordinal) : command.Address.Any(char.IsAsciiDigit);
        if (!wellFormed)
        {
            return new FieldRequired("address", "The address does not fit the channel.");
        }

        var index = vault.BlindIndex(command.Channel is MarketingChannel.Email ? "email" : "phone", command.Address);
        var silenced = await db.SilencedAddresses.SingleOrDefaultAsync(a => a.AddressIndex == index, cancellationToken);
        if (silenced is null)
        {
            silenced = new SilencedAddress(index, user.Id, clock.GetUtcNow().UtcDateTime);
            db.SilencedAddresses.Add(silenced);
            await db.SaveChangesAsync(cancellationToken);
        }

        return new SilencedAddressView(command.Channel, silenced.RecordedAt);
    }
}

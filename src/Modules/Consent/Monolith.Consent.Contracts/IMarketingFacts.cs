namespace Monolith.Consent.Contracts;

/// <summary>Who may be sent news and offers. Whoever sends any asks, when they are made and again when they leave.</summary>
public interface IMarketingFacts
{
    /// <summary>Whether news go to people without an account too, once they proved their address (AP-35).</summary>
    bool TakesSubscribers { get; }

    /// <summary>Those of the people who may get a message of this kind, this way, now.</summary>
    /// <param name="people">Whom it is meant for.</param>
    /// <param name="channel">Which way it would go.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="productId">What it is about; null when about nothing that can be bought.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    Task<MarketingAnswer> PermitsAsync(
        IReadOnlyList<MarketingRecipient> people, MarketingChannel channel, MarketingKind kind, Guid? productId, CancellationToken cancellationToken);

    /// <summary>Whether anything may still leave for this person this way.</summary>
    Task<bool> IsOpenAsync(MarketingRecipient person, MarketingChannel channel, CancellationToken cancellationToken);
}

/// <summary>Somebody a message is meant for.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="AddressIndex">Keyed fingerprint of the address, to compare with those that asked for silence.</param>
public sealed record MarketingRecipient(Guid AccountId, IReadOnlyList<byte> AddressIndex);

/// <summary>Who may be sent a message.</summary>
/// <param name="IsOffered">Whether this service sends such messages at all.</param>
/// <param name="Permits">Those who may get it.</param>
public sealed record MarketingAnswer(bool IsOffered, IReadOnlyList<MarketingPermit> Permits);

/// <summary>One person who may be sent a message.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="DaysApart">Days that lie between two such messages at least; 0 = none.</param>
/// <param name="UnsubscribeToken">What the message carries, so that its reader can end them without signing in.</param>
public sealed record MarketingPermit(Guid AccountId, int DaysApart, string UnsubscribeToken);

/// <summary>Ways of news and offers.</summary>
public enum MarketingChannel
{
    /// <summary>E-mail.</summary>
    Email,

    /// <summary>Text message.</summary>
    Text,
}

/// <summary>Kinds of news and offers.</summary>
public enum MarketingKind
{
    /// <summary>What is new in the service.</summary>
    Updates,

    /// <summary>Offers and promotions.</summary>
    Offers,

    /// <summary>Events.</summary>
    Events,
}

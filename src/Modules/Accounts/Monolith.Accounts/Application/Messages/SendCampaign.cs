using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;

namespace Monolith.Accounts.Application.Messages;

/// <summary>News or offers on their way.</summary>
/// <param name="Recipients">How many people get them.</param>
/// <param name="LeftOut">How many do not, because they did not consent, objected, want others or got some lately.</param>
internal sealed record CampaignView(int Recipients, int LeftOut);

/// <summary>
/// Sends news or offers to those clients who may get them, each with a token to end them (C-18 to C-20); updates by mail go to those who signed up for them
/// without an account too (AP-35). Nobody learns who they are. Refused with
/// FEATURE_DISABLED where the service sends none this way, and with FIELD_REQUIRED.
/// </summary>
/// <param name="Channel">Which way.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The words; never anybody's data.</param>
/// <param name="ProductId">What it is about; where only similar goods are allowed, those who bought it get it.</param>
[Mutation, Allow(Role.Marketing, Role.Administrator), Idempotent]
internal sealed record SendCampaign(MarketingChannel Channel, MarketingKind Kind, string Subject, string Text, Guid? ProductId) : ICommand<CampaignView>;

internal sealed class SendCampaignHandler(AccountsDbContext db, AccountsPolicy policy, IMarketingFacts marketing, Postbox post, IVault vault, TimeProvider clock)
    : ICommandHandler<SendCampaign, CampaignView>
{
    private const int LongestGap = 30;

    public async Task<Result<CampaignView>> Handle(SendCampaign command, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(command.Subject) || string.IsNullOrWhiteSpace(command.Text))
        {
            return new FieldRequired(string.IsNullOrWhiteSpace(command.Subject) ? "subject" : "text", "A campaign has a subject and a text.");
        }

        if (policy.Messages.ContentGuard && (ContentGuard.AsksForSecrets(command.Subject) || ContentGuard.AsksForSecrets(command.Text)))
        {
            return new FieldRequired("text", "Nobody is asked for a password or a card.");
        }

        var people = await db.Accounts.AsNoTracking().Where(a => a.State == AccountState.Open && a.Role == Role.Client).ToListAsync(cancellationToken);
        await vault.WarmAsync(people.Select(a => a.Id), cancellationToken);
        var addresses = await AddressesAsync(people, command.Channel, cancellationToken);
        await AddSubscribersAsync(addresses, command, cancellationToken);
        MarketingRecipient[] recipients = [.. addresses.Select(a => new MarketingRecipient(a.Key, CampaignMail.IndexOf(vault, command.Channel, a.Value)))];
        var answer = await marketing.PermitsAsync(recipients, command.Channel, command.Kind, command.ProductId, cancellationToken);
        if (!answer.IsOffered)
        {
            return new FeatureDisabled("News and offers this way");
        }

        var due = await LeaveGapsAsync(answer.Permits, cancellationToken);
        foreach (var permit in due)
        {
            db.OutgoingMessages.Add(post.Campaign(
                permit.AccountId, command.Channel, addresses[permit.AccountId], new MessageText(command.Subject, CampaignMail.Body(command.Text, permit), permit.UnsubscribeToken)));
        }

        await db.SaveChangesAsync(cancellationToken);
        return new CampaignView(due.Count, people.Select(a => a.Id).Union(addresses.Keys).Count() - due.Count);
    }

    // Whoever has an account decides there.
    private async Task AddSubscribersAsync(Dictionary<Guid, string> addresses, SendCampaign command, CancellationToken cancellationToken)
    {
        if (command is not { Channel: MarketingChannel.Email, Kind: MarketingKind.Updates } || !marketing.TakesSubscribers)
        {
            return;
        }

        var subscribers = await db.NewsSubscribers.AsNoTracking()
            .Where(s => s.ConfirmedAt != null && s.EndedAt == null && !db.Accounts.Any(a => a.EmailIndex == s.AddressIndex && a.State == AccountState.Open)).ToListAsync(cancellationToken);
        await vault.WarmAsync(subscribers.Select(s => s.Id), cancellationToken);
        foreach (var subscriber in subscribers)
        {
            if (await vault.TryOpenAsync(subscriber.Address!, cancellationToken) is { IsErased: false, Value: { } address })
            {
                addresses[subscriber.Id] = address;
            }
        }
    }

    private async Task<Dictionary<Guid, string>> AddressesAsync(List<Account> people, MarketingChannel channel, CancellationToken cancellationToken)
    {
        Dictionary<Guid, string> addresses = [];
        foreach (var account in people)
        {
            var address = channel is MarketingChannel.Email
                ? await vault.OpenAsync(account.Email, cancellationToken)
                : CampaignMail.NumberIn(await vault.OpenAsync(account.Details, cancellationToken));
            if (address is not null && (channel is not MarketingChannel.Email || address.Contains('@', StringComparison.Ordinal)))
            {
                addresses[account.Id] = address;
            }
        }

        return addresses;
    }

    private async Task<List<MarketingPermit>> LeaveGapsAsync(IReadOnlyList<MarketingPermit> permits, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var since = now.AddDays(-LongestGap);
        var lately = permits.All(p => p.DaysApart == 0)
            ? []
            : await db.OutgoingMessages.AsNoTracking().Where(m => m.Template == MessageTemplate.Campaign && m.CreatedAt > since)
                .GroupBy(m => m.SubjectId).Select(g => new { SubjectId = g.Key, At = g.Max(m => m.CreatedAt) }).ToDictionaryAsync(g => g.SubjectId, g => g.At, cancellationToken);
        return [.. permits.Where(p => !lately.TryGetValue(p.AccountId, out var at) || at <= now.AddDays(-p.DaysApart))];
    }
}

/// <summary>What a message of a campaign is made of.</summary>
internal static class CampaignMail
{
    private static readonly string[] Numbers = ["phone", "mobile", "phones"];

    /// <summary>The words, with the token at their end.</summary>
    public static string Body(string text, MarketingPermit permit) => $"{text}\n\nTo end these messages: {permit.UnsubscribeToken}";

    /// <summary>Where a text message goes; null when the person gave no number.</summary>
    public static string? NumberIn(Dictionary<string, string> details) => Array.Find(Numbers, details.ContainsKey) is { } field ? details[field] : null;

    /// <summary>The fingerprint of an address.</summary>
    public static byte[] IndexOf(IVault vault, MarketingChannel channel, string address) => vault.BlindIndex(channel is MarketingChannel.Email ? "email" : "phone", address);
}

using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;

namespace Monolith.Accounts.Application.Messages;

/// <summary>Makes messages; whoever makes one adds it to the context and saves it together with what it tells about.</summary>
internal sealed class Postbox(AccountsPolicy policy, IVault vault, TimeProvider clock)
{
    /// <summary>A message to an e-mail address; by text message for those who gave only a number.</summary>
    /// <param name="subjectId">The person it is to; their key seals it.</param>
    /// <param name="email">The address.</param>
    /// <param name="template">What kind.</param>
    /// <param name="code">The one-time code it carries.</param>
    public OutgoingMessage Mail(Guid subjectId, string email, MessageTemplate template, string? code = null) =>
        Words(subjectId, email, template, policy.Messages.ContentGuard ? ContentGuard.Checked(MessageTexts.Of(template, code)) : MessageTexts.Of(template, code));

    /// <summary>A message in words of its own, which the caller has checked.</summary>
    /// <param name="subjectId">The person it is to.</param>
    /// <param name="address">The address, or the number of those who gave only that.</param>
    /// <param name="template">What kind.</param>
    /// <param name="text">The words.</param>
    public OutgoingMessage Words(Guid subjectId, string address, MessageTemplate template, MessageText text) =>
        new OutgoingMessage
        {
            SubjectId = subjectId,
            Channel = address.Contains('@', StringComparison.Ordinal) ? MessageChannel.Email : MessageChannel.Phone,
            Template = template,
            ToIndex = vault.BlindIndex("email", address),
            To = Sealed.Of(address),
            Text = Sealed.Of(text),
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        }.Due();

    /// <summary>A message to a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="token">What the push service knows it by.</param>
    /// <param name="template">What kind; one without a code.</param>
    public OutgoingMessage Push(PushDevice device, string token, MessageTemplate template) =>
        new OutgoingMessage
        {
            SubjectId = device.AccountId,
            Channel = MessageChannel.Push,
            Template = template,
            ToIndex = device.TokenIndex,
            To = Sealed.Of(token),
            Text = Sealed.Of(MessageTexts.Of(template, null)),
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        }.Due();

    /// <summary>A message of a campaign.</summary>
    /// <param name="subjectId">The person it is to.</param>
    /// <param name="channel">Which way.</param>
    /// <param name="address">The address or number.</param>
    /// <param name="text">The words.</param>
    public OutgoingMessage Campaign(Guid subjectId, MarketingChannel channel, string address, MessageText text) =>
        new OutgoingMessage
        {
            SubjectId = subjectId,
            Channel = channel is MarketingChannel.Email ? MessageChannel.Email : MessageChannel.Phone,
            Template = MessageTemplate.Campaign,
            ToIndex = CampaignMail.IndexOf(vault, channel, address),
            To = Sealed.Of(address),
            Text = Sealed.Of(text),
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        }.Due();
}

using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Messages;

/// <summary>Makes messages; whoever makes one adds it to the context and saves it together with what it tells about.</summary>
internal sealed class Postbox(IVault vault, TimeProvider clock)
{
    /// <summary>A message to an e-mail address.</summary>
    /// <param name="subjectId">The person it is to; their key seals it.</param>
    /// <param name="email">The address.</param>
    /// <param name="template">What kind.</param>
    /// <param name="code">The one-time code it carries.</param>
    public OutgoingMessage Mail(Guid subjectId, string email, MessageTemplate template, string? code = null) =>
        new OutgoingMessage
        {
            SubjectId = subjectId,
            Channel = MessageChannel.Email,
            Template = template,
            ToIndex = vault.BlindIndex("email", email),
            To = Sealed.Of(email),
            Text = Sealed.Of(MessageTexts.Of(template, code)),
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        }.Due();
}

using Monolith.Accounts.Domain;

namespace Monolith.Accounts.Application.Messages;

/// <summary>Brings messages to people.</summary>
internal interface IMessageCarrier
{
    /// <summary>The ways it can go; empty when nothing is configured and messages wait.</summary>
    IReadOnlyList<MessageChannel> Channels { get; }

    /// <summary>Hands one message over.</summary>
    /// <param name="messageId">The same at every try, so that the other side can tell a repetition.</param>
    /// <param name="to">The address.</param>
    /// <param name="text">The words.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    Task SendAsync(Guid messageId, string to, MessageText text, CancellationToken cancellationToken);
}

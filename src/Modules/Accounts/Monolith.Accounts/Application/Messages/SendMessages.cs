using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;

namespace Monolith.Accounts.Application.Messages;

/// <summary>Hands waiting messages to the carrier. Without a carrier they wait.</summary>
internal sealed class SendMessages(AccountsDbContext db, IMessageCarrier carrier, IMarketingFacts marketing, IVault vault, OutsideCalls calls, TimeProvider clock, ILogger<SendMessages> log)
    : IScheduledJob
{
    private const int AtOnce = 50;

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (carrier.Channels.Count == 0)
        {
            return;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var channels = carrier.Channels.ToList();
        var due = await db.OutgoingMessages.Where(m => m.DueAt <= now && channels.Contains(m.Channel)).OrderBy(m => m.DueAt).Take(AtOnce).ToListAsync(cancellationToken);
        await vault.WarmAsync(due.Select(m => m.SubjectId), cancellationToken);
        foreach (var message in due)
        {
            try
            {
                if (message.Template is MessageTemplate.Campaign && !await MayLeaveAsync(message, cancellationToken))
                {
                    message.Drop();
                    continue;
                }

                var to = await vault.OpenAsync(message.To, cancellationToken);
                var text = await vault.OpenAsync(message.Text, cancellationToken);
                calls.Note("MESSAGING", Purpose.ServiceCommunication, "address", "text");
                await carrier.SendAsync(message.Id, to, text, cancellationToken);
                message.Sent(now);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                message.Failed(now);
                log.LogWarning("Message {MessageId} was not sent: {Failure}, try {Attempt}", message.Id, failure.GetType().Name, message.Attempts);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    // Between making and sending a person may have said no; what has not left stays (AP-127).
    private Task<bool> MayLeaveAsync(OutgoingMessage message, CancellationToken cancellationToken) => marketing.IsOpenAsync(
        new MarketingRecipient(message.SubjectId, message.ToIndex), message.Channel is MessageChannel.Email ? MarketingChannel.Email : MarketingChannel.Text, cancellationToken);
}

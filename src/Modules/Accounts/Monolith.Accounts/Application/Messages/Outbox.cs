using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Messages;

/// <summary>The messages made for people, newest first, at most 100. Only on a host started with <c>--testing</c>.</summary>
/// <param name="To">Only those to this address.</param>
/// <param name="Channel">Only those that go this way.</param>
[Query, AllowAnyone, TestingOnly]
internal sealed record Outbox(string? To, MessageChannel? Channel) : IQuery<OutgoingMessageView[]>;

/// <summary>A message to a person.</summary>
/// <param name="To">The address.</param>
/// <param name="Channel">Which way it goes.</param>
/// <param name="Template">What kind it is.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Text">Its text.</param>
/// <param name="Code">The one-time code in the text.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="SentAt">When it was sent; null while it waits.</param>
internal sealed record OutgoingMessageView(
    string To, MessageChannel Channel, MessageTemplate Template, string Subject, string Text, string? Code, DateTime CreatedAt, DateTime? SentAt);

internal sealed class OutboxHandler(AccountsDbContext db, IVault vault) : IQueryHandler<Outbox, OutgoingMessageView[]>
{
    public async Task<Result<OutgoingMessageView[]>> Handle(Outbox query, CancellationToken cancellationToken)
    {
        var messages = db.OutgoingMessages.AsNoTracking();
        if (query.To is { } to)
        {
            var index = vault.BlindIndex("email", to);
            messages = messages.Where(m => m.ToIndex == index);
        }

        if (query.Channel is { } channel)
        {
            messages = messages.Where(m => m.Channel == channel);
        }

        List<OutgoingMessageView> views = [];
        foreach (var message in await messages.OrderByDescending(m => m.Id).Take(100).ToListAsync(cancellationToken))
        {
            var address = await vault.OpenAsync(message.To, cancellationToken);
            var text = await vault.OpenAsync(message.Text, cancellationToken);
            views.Add(new OutgoingMessageView(address, message.Channel, message.Template, text.Subject, text.Body, text.Code, message.CreatedAt, message.SentAt));
        }

        return views.ToArray();
    }
}

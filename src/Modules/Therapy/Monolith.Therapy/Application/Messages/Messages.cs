using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Relay;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Messages;

/// <summary>
/// The messages between the caller and a therapist, or a client the caller is matched with, oldest first; 20 unless <c>first</c> or <c>last</c> says otherwise.
/// </summary>
/// <param name="Therapist">With whom, when the caller is a client; with all when absent.</param>
/// <param name="Client">With whom, when the caller is a therapist.</param>
/// <param name="First">How many from the front.</param>
/// <param name="After">Only what comes after this cursor.</param>
/// <param name="Last">How many from the end.</param>
/// <param name="Before">Only what comes before this cursor.</param>
[Query, AllowSignedIn]
internal sealed record Messages(
    [property: ID("Therapist")] Guid? Therapist = null, [property: ID("Client")] Guid? Client = null,
    int? First = null, string? After = null, int? Last = null, string? Before = null) : IQuery<Connection<MessageView>>;

internal sealed class MessagesHandler(TherapyDbContext db, IAccessGate gate, IVault vault, ICurrentUser user) : IQueryHandler<Messages, Connection<MessageView>>
{
    public async Task<Result<Connection<MessageView>>> Handle(Messages query, CancellationToken cancellationToken)
    {
        var page = Keyset.Page(query.First, query.After, query.Last, query.Before);
        var clientId = user.Role is Role.Client ? user.Id : query.Client ?? Guid.Empty;
        if (await gate.AskAsync(new AccessRequest(clientId, DataClass.Communication, AccessMode.Read, Purpose.ServiceDelivery), cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var therapistId = user.Role is Role.Client ? query.Therapist : user.Id;
        var rows = db.Messages.AsNoTracking().Where(m => m.ClientId == clientId && (therapistId == null || m.TherapistId == therapistId));
        List<MessageView> views = [];
        foreach (var m in await Keyset.Slice(rows, page).ToListAsync(cancellationToken))
        {
            views.Add(new(m.Id, m.ClientId, m.TherapistId, m.FromClient, await vault.OpenAsync(m.Text, cancellationToken), m.SentAt));
        }

        return Connection<MessageView>.FromSlice(views, page, view => Keyset.CursorOf(view.Id));
    }
}

/// <summary>A message that the caller sent or received.</summary>
/// <param name="Id">The message.</param>
[Subscription("messageSent", "A message between the caller and somebody they are matched with, as either of the two sends it.")]
[Allow(Role.Client, Role.Therapist)]
internal sealed record MessageById([property: ID("Message")] Guid Id) : IQuery<MessageView>;

internal sealed class MessageByIdHandler(TherapyDbContext db, IAccessGate gate, IVault vault, ICurrentUser user) : IQueryHandler<MessageById, MessageView>
{
    public async Task<Result<MessageView>> Handle(MessageById query, CancellationToken cancellationToken)
    {
        var m = await db.Messages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == query.Id && (m.ClientId == user.Id || m.TherapistId == user.Id), cancellationToken);
        if (m is null)
        {
            return new NeedToKnow();
        }

        var refusal = await gate.AskAsync(new AccessRequest(m.ClientId, DataClass.Communication, AccessMode.Read, Purpose.ServiceDelivery, m.Id), cancellationToken);
        return refusal is not null ? refusal
            : new MessageView(m.Id, m.ClientId, m.TherapistId, m.FromClient, await vault.OpenAsync(m.Text, cancellationToken), m.SentAt);
    }
}

using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Matching.Contracts;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Messages;

/// <summary>Sends a plain message between a client and the therapist they are matched with; sealed at rest, read by the two alone.</summary>
/// <param name="Text">1 to 4,000 characters.</param>
/// <param name="TherapistId">To whom, when the caller is a client.</param>
/// <param name="ClientId">To whom, when the caller is a therapist.</param>
[Mutation, Allow(Role.Client, Role.Therapist), Idempotent]
internal sealed record SendMessage(string Text, [property: ID("Therapist")] Guid? TherapistId = null, [property: ID("Client")] Guid? ClientId = null) : ICommand<MessageView>;

/// <summary>A message between a client and their therapist.</summary>
/// <param name="Id">The message.</param>
/// <param name="ClientId">The client.</param>
/// <param name="TherapistId">The therapist.</param>
/// <param name="FromClient">Whether the client sent it.</param>
/// <param name="Text">What it says.</param>
/// <param name="SentAt">UTC.</param>
internal sealed record MessageView(
    Guid Id, [property: ID("Client")] Guid ClientId, [property: ID("Therapist")] Guid TherapistId, bool FromClient, string Text, DateTime SentAt);

internal sealed class SendMessageHandler(TherapyDbContext db, IAccessGate gate, IMatchFacts matching, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<SendMessage, MessageView>
{
    private const int Longest = 4000;

    public async Task<Result<MessageView>> Handle(SendMessage command, CancellationToken cancellationToken)
    {
        if (command.Text.Trim().Length is 0 or > Longest)
        {
            return new FieldRequired("text", $"1 to {Longest} characters.");
        }

        var fromClient = user.Role is Role.Client;
        if ((fromClient ? command.TherapistId : command.ClientId) is not { } other)
        {
            return new FieldRequired(fromClient ? "therapistId" : "clientId", "Say to whom.");
        }

        var (clientId, therapistId) = fromClient ? (user.Id, other) : (other, user.Id);
        if (!await matching.AreMatchedAsync(clientId, therapistId, cancellationToken))
        {
            return new NotMatched();
        }

        if (await gate.AskAsync(new AccessRequest(clientId, DataClass.Communication, AccessMode.Write, Purpose.ServiceDelivery), cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var message = Message.Of(clientId, therapistId, fromClient, command.Text.Trim(), clock.GetUtcNow().UtcDateTime);
        db.Messages.Add(message);
        await db.SaveChangesAsync(cancellationToken);
        return new MessageView(message.Id, clientId, therapistId, fromClient, command.Text.Trim(), message.SentAt);
    }
}

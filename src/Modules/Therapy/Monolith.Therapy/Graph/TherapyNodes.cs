using MediatR;
using Monolith.BuildingBlocks.Graph;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Relay;
using Monolith.Therapy.Application.Appointments;
using Monolith.Therapy.Application.Messages;
using Monolith.Therapy.Application.Sessions;

namespace Monolith.Therapy.Graph;

/// <summary>An appointment in the graph.</summary>
[ObjectType<AppointmentView>]
internal static class AppointmentNode
{
    /// <summary>An appointment of the caller.</summary>
    [NodeResolver]
    public static async Task<AppointmentView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new AppointmentById(id), cancellationToken)).OrNull();

    /// <summary>The client.</summary>
    [GraphQLType("Client")]
    public static NodeRef Client([Parent] AppointmentView appointment) => new("Client", appointment.ClientId);

    /// <summary>The therapist.</summary>
    [GraphQLType("Therapist")]
    public static NodeRef Therapist([Parent] AppointmentView appointment) => new("Therapist", appointment.TherapistId);
}

/// <summary>A session in the graph.</summary>
[ObjectType<SessionView>]
internal static class SessionNode
{
    /// <summary>A session of the caller.</summary>
    [NodeResolver]
    public static async Task<SessionView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new SessionById(id), cancellationToken)).OrNull();

    /// <summary>Its appointment.</summary>
    [GraphQLType("Appointment")]
    public static NodeRef Appointment([Parent] SessionView session) => new("Appointment", session.AppointmentId);

    /// <summary>Its summary; null when there is none or the caller may not read it.</summary>
    public static async Task<SessionSummaryView?> Summary([Parent] SessionView session, IMediator mediator, CancellationToken cancellationToken)
    {
        var answer = await mediator.Send(new SummaryOfSession(session.AppointmentId), cancellationToken);
        return answer.Succeeded ? answer.Value : null;
    }
}

/// <summary>A session note in the graph.</summary>
[ObjectType<SessionNoteView>]
internal static class SessionNoteNode
{
    /// <summary>A note of the caller.</summary>
    [NodeResolver]
    public static async Task<SessionNoteView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new SessionNotes(id), cancellationToken)).OrNull()?.Nodes.SingleOrDefault();
}

/// <summary>A message in the graph.</summary>
[ObjectType<MessageView>]
internal static class MessageNode
{
    /// <summary>A message that the caller sent or received.</summary>
    [NodeResolver]
    public static async Task<MessageView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new MessageById(id), cancellationToken)).OrNull();

    /// <summary>The client.</summary>
    [GraphQLType("Client")]
    public static NodeRef Client([Parent] MessageView message) => new("Client", message.ClientId);

    /// <summary>The therapist.</summary>
    [GraphQLType("Therapist")]
    public static NodeRef Therapist([Parent] MessageView message) => new("Therapist", message.TherapistId);
}

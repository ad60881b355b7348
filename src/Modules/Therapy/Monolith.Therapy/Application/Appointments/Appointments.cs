using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Relay;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Appointments;

/// <summary>The caller's appointments in the order they were booked; 20 unless <c>first</c> or <c>last</c> says otherwise, 100 at most.</summary>
/// <param name="First">How many from the front.</param>
/// <param name="After">Only what comes after this cursor.</param>
/// <param name="Last">How many from the end.</param>
/// <param name="Before">Only what comes before this cursor.</param>
[Query, Allow(Role.Client, Role.Therapist)]
internal sealed record Appointments(int? First = null, string? After = null, int? Last = null, string? Before = null) : IQuery<Connection<AppointmentView>>;

internal sealed class AppointmentsHandler(AppointmentRows rows, ICurrentUser user) : IQueryHandler<Appointments, Connection<AppointmentView>>
{
    public async Task<Result<Connection<AppointmentView>>> Handle(Appointments query, CancellationToken cancellationToken)
    {
        var page = Keyset.Page(query.First, query.After, query.Last, query.Before);
        var slice = await rows.SliceAsync(user.Id, user.Role, page, cancellationToken);
        return Connection<AppointmentView>.FromSlice(slice, page, static view => Keyset.CursorOf(view.Id));
    }
}

/// <summary>An appointment of the caller.</summary>
/// <param name="Id">The appointment.</param>
[Subscription("appointmentChanged", "An appointment of the caller as it is booked, moved, called off or over.")]
[Query("appointment"), Allow(Role.Client, Role.Therapist)]
internal sealed record AppointmentById([property: ID("Appointment")] Guid Id) : IQuery<AppointmentView>;

internal sealed class AppointmentByIdHandler(TherapyDbContext db, ICurrentUser user) : IQueryHandler<AppointmentById, AppointmentView>
{
    public async Task<Result<AppointmentView>> Handle(AppointmentById query, CancellationToken cancellationToken)
    {
        var appointment = await db.Appointments.AsNoTracking().Of(user.Id).SingleOrDefaultAsync(a => a.Id == query.Id, cancellationToken);
        return appointment is null ? new AppointmentNotFound() : AppointmentView.Of(appointment);
    }
}

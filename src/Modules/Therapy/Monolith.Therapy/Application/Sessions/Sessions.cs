using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Relay;
using Monolith.Therapy.Application.Appointments;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Sessions;

/// <summary>The caller's sessions that were started, in the order they were booked; 20 unless <c>first</c> or <c>last</c> says otherwise.</summary>
/// <param name="First">How many from the front.</param>
/// <param name="After">Only what comes after this cursor.</param>
/// <param name="Last">How many from the end.</param>
/// <param name="Before">Only what comes before this cursor.</param>
[Query, Allow(Role.Client, Role.Therapist)]
internal sealed record Sessions(int? First = null, string? After = null, int? Last = null, string? Before = null) : IQuery<Connection<SessionView>>;

internal sealed class SessionsHandler(TherapyDbContext db, IVault vault, ICurrentUser user) : IQueryHandler<Sessions, Connection<SessionView>>
{
    public async Task<Result<Connection<SessionView>>> Handle(Sessions query, CancellationToken cancellationToken)
    {
        var page = Keyset.Page(query.First, query.After, query.Last, query.Before);
        var slice = await Keyset.Slice(db.Appointments.AsNoTracking().Of(user.Id).Where(a => a.StartedAt != null), page).ToListAsync(cancellationToken);
        await vault.WarmAsync(slice.Select(a => a.ClientId).Distinct(), cancellationToken);
        List<SessionView> views = [];
        foreach (var appointment in slice)
        {
            views.Add(await SessionView.OfAsync(appointment, vault, cancellationToken));
        }

        return Connection<SessionView>.FromSlice(views, page, view => Keyset.CursorOf(view.Id));
    }
}

/// <summary>A session of the caller.</summary>
/// <param name="Id">The session.</param>
[Query("session"), Allow(Role.Client, Role.Therapist)]
internal sealed record SessionById([property: ID("Session")] Guid Id) : IQuery<SessionView>;

internal sealed class SessionByIdHandler(TherapyDbContext db, IVault vault, ICurrentUser user) : IQueryHandler<SessionById, SessionView>
{
    public async Task<Result<SessionView>> Handle(SessionById query, CancellationToken cancellationToken)
    {
        var appointment = await db.Appointments.AsNoTracking().Of(user.Id).SingleOrDefaultAsync(a => a.Id == query.Id && a.StartedAt != null, cancellationToken);
        return appointment is null ? new AppointmentNotFound() : await SessionView.OfAsync(appointment, vault, cancellationToken);
    }
}

/// <summary>The summary of a session, for its client and its therapist while they are matched; null when there is none. Anybody else: <c>NEED_TO_KNOW</c>.</summary>
/// <param name="Appointment">The appointment.</param>
[Query("sessionSummary"), AllowSignedIn]
internal sealed record SummaryOfSession([property: ID("Appointment")] Guid Appointment) : IQuery<SessionSummaryView?>;

internal sealed class SummaryOfSessionHandler(TherapyDbContext db, IAccessGate gate, IVault vault, ICurrentUser user) : IQueryHandler<SummaryOfSession, SessionSummaryView?>
{
    public async Task<Result<SessionSummaryView?>> Handle(SummaryOfSession query, CancellationToken cancellationToken)
    {
        var appointment = await db.Appointments.AsNoTracking().Of(user.Id).SingleOrDefaultAsync(a => a.Id == query.Appointment, cancellationToken);
        if (appointment is null)
        {
            return new NeedToKnow();
        }

        var request = new AccessRequest(appointment.ClientId, DataClass.Health, AccessMode.Read, Purpose.ServiceDelivery, appointment.Id);
        if (await gate.AskAsync(request, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var summary = await db.Summaries.AsNoTracking().SingleOrDefaultAsync(s => s.Id == appointment.Id, cancellationToken);
        return summary is null ? null
            : new SessionSummaryView(summary.Id, await vault.OpenAsync(summary.Text, cancellationToken), summary.OfRevision, summary.GeneratedAt);
    }
}

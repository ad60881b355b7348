using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Therapy.Contracts;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Billing.Application.Integration;

/// <summary>When an appointment is called off, its unpaid order falls, and of a paid one the part that the table gives becomes due.</summary>
internal sealed class AppointmentCancelledListener(BillingDbContext db, ISessionFacts sessions) : IListener<AppointmentCancelled>
{
    public async Task HandleAsync(AppointmentCancelled told, CancellationToken cancellationToken)
    {
        var order = await db.Orders.SingleOrDefaultAsync(o => o.AppointmentId == told.AppointmentId && o.State != Domain.OrderState.Cancelled, cancellationToken);
        if (order is null || await sessions.FindAsync(told.AppointmentId, cancellationToken) is not { } session)
        {
            return;
        }

        order.AppointmentFell(session with { Outcome = told.Outcome, CancelledAt = told.CancelledAt });
        await db.SaveChangesAsync(cancellationToken);
    }
}

using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Contracts.Events;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Consent.Application.Integration;

/// <summary>Writes what processors received in the course of the service into the ledger of disclosures, once each (R85).</summary>
internal sealed class ShareLedger(ConsentDbContext db, ProcessorChoice choice)
{
    private const string Ground = "PROCESSOR";

    /// <summary>A line that says what the bound processor received. Where none is bound any more, the line says its kind. Saving is the caller's.</summary>
    public async Task AddAsync(Guid subjectId, ProcessorKind kind, SharedFields fields, Guid linkId, DateTime at, CancellationToken cancellationToken)
    {
        var names = ProcessorChoice.NamesOf(fields);
        var (_, processor) = await choice.FindAsync(subjectId, kind, names, cancellationToken);
        var processorId = processor?.Id;
        if (!await db.Disclosures.AnyAsync(d => d.SubjectId == subjectId && d.LinkId == linkId && d.ProcessorId == processorId && d.Ground == Ground, cancellationToken))
        {
            var words = new DisclosureWords(processor?.Name ?? ProcessorRegister.KeyOf(kind), string.Join(", ", names), linkId.ToString(), null);
            var links = new DisclosureLinks(processor?.Id, processor?.Purposes.Split(',')[0], processor?.Region, linkId);
            db.Disclosures.Add(new Disclosure(subjectId, Ground, words, links, Guid.Empty, at));
        }
    }
}

/// <summary>A payment and a refund went through the payment processor.</summary>
internal sealed class PaymentShareListener(ConsentDbContext db, ShareLedger ledger) : IListener<OrderPaid>, IListener<PaymentRefunded>
{
    private const SharedFields Refund = SharedFields.OrderId | SharedFields.Amount | SharedFields.Currency;

    public async Task HandleAsync(OrderPaid told, CancellationToken cancellationToken)
    {
        await ledger.AddAsync(told.PayerId, ProcessorKind.Payment, Refund | SharedFields.Token, told.OrderId, told.PaidAt, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task HandleAsync(PaymentRefunded told, CancellationToken cancellationToken)
    {
        await ledger.AddAsync(told.PayerId, ProcessorKind.Payment, Refund, told.RefundId, told.RefundedAt, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>A session is carried by the video processor.</summary>
internal sealed class VideoShareListener(ConsentDbContext db, ShareLedger ledger) : IListener<SessionCarried>
{
    public async Task HandleAsync(SessionCarried told, CancellationToken cancellationToken)
    {
        await ledger.AddAsync(told.ClientId, ProcessorKind.Video, SharedFields.SessionId, told.AppointmentId, told.StartedAt, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>
/// Where an outside processor schedules appointments, it learns times and a reference, and no health data (CA-3.15). Without one that is bound, and may have
/// the person's data where it works, the platform's own calendar is the only one.
/// </summary>
internal sealed class SchedulingListener(ConsentDbContext db, ProcessorChoice choice, ShareLedger ledger, IOutsideCalendar calendar, TimeProvider clock)
    : IListener<AppointmentBooked>, IListener<AppointmentRescheduled>, IListener<AppointmentCancelled>
{
    public async Task HandleAsync(AppointmentBooked told, CancellationToken cancellationToken)
    {
        if (await IsBoundAsync(told.ClientId, cancellationToken))
        {
            await calendar.PlaceAsync(told.AppointmentId, told.StartsAt, told.EndsAt, cancellationToken);
            await ledger.AddAsync(told.ClientId, ProcessorKind.Scheduling, SharedFields.Slot, told.AppointmentId, clock.GetUtcNow().UtcDateTime, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    public async Task HandleAsync(AppointmentRescheduled told, CancellationToken cancellationToken)
    {
        if (await IsBoundAsync(told.ClientId, cancellationToken))
        {
            await calendar.PlaceAsync(told.AppointmentId, told.StartsAt, told.EndsAt, cancellationToken);
        }
    }

    public async Task HandleAsync(AppointmentCancelled told, CancellationToken cancellationToken)
    {
        if (await IsBoundAsync(told.ClientId, cancellationToken))
        {
            await calendar.RemoveAsync(told.AppointmentId, cancellationToken);
        }
    }

    private async Task<bool> IsBoundAsync(Guid clientId, CancellationToken cancellationToken) =>
        (await choice.FindAsync(clientId, ProcessorKind.Scheduling, ProcessorChoice.NamesOf(SharedFields.Slot), cancellationToken)).Binding is ProcessorBinding.Bound;
}

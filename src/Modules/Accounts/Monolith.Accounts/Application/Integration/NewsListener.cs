using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.Billing.Contracts.Events;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Grievance.Contracts.Events;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Accounts.Application.Integration;

/// <summary>Turns what other modules tell into messages to the people it is about (CA-3.5): that there is news, not which .</summary>
internal sealed class NewsListener(AccountsDbContext db, Postbox post, IVault vault) :
    IListener<AppointmentBooked>, IListener<AppointmentRescheduled>, IListener<AppointmentCancelled>, IListener<AppointmentComing>, IListener<OfferingChanged>,
    IListener<GrievanceAcknowledged>, IListener<GrievanceResolved>, IListener<OrderPaid>
{
    public Task HandleAsync(AppointmentBooked told, CancellationToken cancellationToken) =>
        WriteAsync(MessageTemplate.AppointmentBooked, cancellationToken, told.ClientId, told.TherapistId);

    public Task HandleAsync(AppointmentRescheduled told, CancellationToken cancellationToken) =>
        WriteAsync(MessageTemplate.AppointmentRescheduled, cancellationToken, told.ClientId, told.TherapistId);

    public Task HandleAsync(AppointmentCancelled told, CancellationToken cancellationToken) =>
        WriteAsync(MessageTemplate.AppointmentCancelled, cancellationToken, told.ClientId, told.TherapistId);

    public Task HandleAsync(AppointmentComing told, CancellationToken cancellationToken) =>
        WriteAsync(MessageTemplate.AppointmentComing, cancellationToken, told.ClientId, told.TherapistId);

    public Task HandleAsync(OfferingChanged told, CancellationToken cancellationToken) =>
        WriteAsync(MessageTemplate.OfferingChanged, cancellationToken, told.ClientId);

    public Task HandleAsync(GrievanceAcknowledged told, CancellationToken cancellationToken) =>
        WriteAsync(MessageTemplate.GrievanceAcknowledged, cancellationToken, told.ComplainantId);

    public Task HandleAsync(GrievanceResolved told, CancellationToken cancellationToken) =>
        WriteAsync(MessageTemplate.GrievanceResolved, cancellationToken, told.ComplainantId);

    public Task HandleAsync(OrderPaid told, CancellationToken cancellationToken) =>
        WriteAsync(MessageTemplate.OrderPaid, cancellationToken, told.PayerId);

    private async Task WriteAsync(MessageTemplate template, CancellationToken cancellationToken, params Guid[] people)
    {
        foreach (var account in await db.Accounts.Where(a => people.Contains(a.Id) && a.State != AccountState.Closed).AsNoTracking().ToListAsync(cancellationToken))
        {
            db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), template));
        }

        foreach (var device in await db.PushDevices.AsNoTracking().Where(d => people.Contains(d.AccountId)).ToListAsync(cancellationToken))
        {
            db.OutgoingMessages.Add(post.Push(device, await vault.OpenAsync(device.Token, cancellationToken), template));
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}

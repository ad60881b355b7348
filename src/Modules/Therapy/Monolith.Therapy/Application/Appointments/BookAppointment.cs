using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Matching.Contracts;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Appointments;

/// <summary>Books one of the slots of a therapist the caller is matched with (CA-3.8, CA-2.16). Of two who book one slot, one gets it (R17).</summary>
/// <param name="TherapistId">The therapist.</param>
/// <param name="StartsAt">The begin of a slot, as <c>slots</c> answers it.</param>
/// <param name="Channel">How the session takes place; one of the service's channels.</param>
[Mutation, Allow(Role.Client), Idempotent, OwnData(DataClass.Identity, AccessMode.Write, Purpose.ServiceDelivery)]
internal sealed record BookAppointment([property: ID("Therapist")] Guid TherapistId, DateTime StartsAt, SessionChannel Channel) : ICommand<AppointmentView>;

internal sealed class BookAppointmentHandler(
    TherapyDbContext db, Timetable timetable, IMatchFacts matching, ICurrentUser user, TherapyPolicy policy, TimeProvider clock)
    : ICommandHandler<BookAppointment, AppointmentView>
{
    public async Task<Result<AppointmentView>> Handle(BookAppointment command, CancellationToken cancellationToken)
    {
        if (NotOfThisService(command) is { } refusal)
        {
            return refusal;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (command.StartsAt <= now)
        {
            return new SlotInThePast();
        }

        if (!await matching.AreMatchedAsync(user.Id, command.TherapistId, cancellationToken))
        {
            return new NotMatched();
        }

        if (policy.Intake is IntakeMode.Required && !await db.Intakes.AnyAsync(i => i.ClientId == user.Id, cancellationToken))
        {
            return new IntakeRequired();
        }

        var offered = await timetable.OfferedAsync(user.Id, command.TherapistId, command.StartsAt, null, cancellationToken);
        if (offered.Refusal is { } taken)
        {
            return taken;
        }

        var booked = Appointment.Book(user.Id, command.TherapistId, offered.Value.StartsAt, offered.Value.EndsAt, command.Channel, now);
        if (booked.Refusal is { } no)
        {
            return no;
        }

        db.Appointments.Add(booked.Value);
        await db.SaveChangesAsync(cancellationToken);
        return AppointmentView.Of(booked.Value);
    }

    private Refusal? NotOfThisService(BookAppointment command) =>
        !policy.Appointments ? new FeatureDisabled("Booking appointments")
        : !policy.Sessions.Channels.Contains(Channels.NameOf(command.Channel)) ? new FieldRequired("channel", $"Sessions take place by {string.Join(", ", policy.Sessions.Channels)}.")
        : null;
}

/// <summary>Channels as the profile writes them.</summary>
internal static class Channels
{
    /// <summary>The name in a profile.</summary>
    public static string NameOf(SessionChannel channel) => channel switch
    {
        SessionChannel.Online => "ONLINE",
        SessionChannel.InPerson => "IN_PERSON",
        SessionChannel.Video => "VIDEO",
        SessionChannel.Audio => "AUDIO",
        SessionChannel.Chat => "CHAT",
        SessionChannel.Phone => "PHONE",
        SessionChannel.OnlineMail => "ONLINE_MAIL",
        SessionChannel.Remote => "REMOTE",
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };

    /// <summary>Whether an outside processor carries it.</summary>
    public static bool IsCarried(SessionChannel channel) => channel is SessionChannel.Online or SessionChannel.Video or SessionChannel.Audio or SessionChannel.Remote;
}

using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Grievance.Contracts.Events;
using Monolith.Matching.Contracts.Events;
using Monolith.Therapy.Application;
using Monolith.Therapy.Application.Appointments;
using Monolith.Therapy.Application.Community;
using Monolith.Therapy.Application.Integration;
using Monolith.Therapy.Application.Messages;
using Monolith.Therapy.Application.Safety;
using Monolith.Therapy.Contracts;
using Monolith.Therapy.Contracts.Events;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy;

/// <summary>The Therapy module: intake, appointments, sessions, and what is written and said about them.</summary>
public static class TherapyModule
{
    /// <summary>The faults of the profile's section <c>therapy</c>; empty when the module can start under it.</summary>
    public static IReadOnlyList<ProfileFault> CheckProfile(PolicyProfile profile) => profile.Check<TherapyPolicy>("therapy");

    /// <summary>Adds the module. The container has the <see cref="PolicyProfile"/>.</summary>
    public static IServiceCollection AddTherapy(this IServiceCollection services) => services.AddModule<TherapyDbContext>("therapy", m =>
    {
        m.Services.AddSingleton(p => p.GetRequiredService<PolicyProfile>().Section<TherapyPolicy>("therapy")).AddScoped<Timetable>().AddSingleton<AppointmentRows>().AddScoped<HealthPeriod>().AddScoped<OutsideNotice>();
        m.Answers<ISessionFacts, SessionFactsOfTherapy>().Vetoes<ClosedAfterErasure>().Grants<SafetyGrant>().Holds<TherapyHoldings>().Runs<PurgeHealthRecords>().Runs<AnnounceComing>();
        m.Listens<MatchEnded, CallOffAfterMatch>().Listens<ErasureOrdered, EraseTherapy>().Listens<ErasureSettled, EraseTherapy>();
        m.Announces<AppointmentBooked, AppointmentById>(e => new(e.AppointmentId), e => [e.ClientId, e.TherapistId]);
        m.Announces<AppointmentRescheduled, AppointmentById>(e => new(e.AppointmentId), e => [e.ClientId, e.TherapistId]);
        m.Announces<AppointmentCancelled, AppointmentById>(e => new(e.AppointmentId), e => [e.ClientId, e.TherapistId]);
        m.Announces<SessionEnded, AppointmentById>(e => new(e.AppointmentId), e => [e.ClientId, e.TherapistId]);
        m.Announces<MessageSent, MessageById>(e => new(e.MessageId), e => [e.ClientId, e.TherapistId]);
        m.Conflict("ex_appointment_therapist", () => new SlotTaken()).Conflict("ex_appointment_client", () => new SlotTaken());
        m.Conflict("ux_enrolment_offering_client", () => new Conflict()).Conflict("therapy_enrolment.offering_id,therapy_enrolment.client_id", () => new Conflict());
        m.Conflict("session_note_pkey", () => new Conflict()).Conflict("therapy_session_note.id", () => new Conflict());
        m.Conflict("ux_note_revision_note_id_number", () => new Conflict()).Conflict("therapy_note_revision.note_id,therapy_note_revision.number", () => new Conflict());
        m.Conflict("ux_resource_shown", () => new Conflict()).Conflict("therapy_resource.link", () => new Conflict());
        m.Conflict("session_summary_pkey", () => new Conflict()).Conflict("therapy_session_summary.id", () => new Conflict());
    });
}

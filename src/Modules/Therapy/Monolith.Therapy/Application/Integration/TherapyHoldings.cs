using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;
using Monolith.Therapy.Application.Appointments;
using Monolith.Therapy.Application.Community;
using Monolith.Therapy.Application.Intake;
using Monolith.Therapy.Application.Messages;
using Monolith.Therapy.Application.Sessions;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Integration;

/// <summary>What Therapy holds about a person.</summary>
internal sealed class TherapyHoldings(TherapyDbContext db, HealthPeriod period, IVault vault) : IPersonalDataHolder
{
    private const string Module = "Therapy";

    public async Task<IReadOnlyList<Holding>> HoldingsAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        var until = await period.EndAsync(subjectId, cancellationToken);
        List<Holding> holdings =
        [
            new(Module, DataClass.Health, "health intake", await db.Intakes.CountAsync(i => i.ClientId == subjectId, cancellationToken), until)
            {
                Source = FieldSource.Submitted, PolicyVersions = await db.Intakes.Where(i => i.ClientId == subjectId).PolicyVersionsAsync(cancellationToken),
            },
            new(Module, DataClass.Health, "appointment", await db.Appointments.CountAsync(a => a.ClientId == subjectId, cancellationToken), until)
            {
                Source = FieldSource.Submitted, PolicyVersions = await db.Appointments.Where(a => a.ClientId == subjectId).PolicyVersionsAsync(cancellationToken),
            },
            new(Module, DataClass.Health, "session note", await db.Notes.CountAsync(n => n.ClientId == subjectId, cancellationToken), until) { Source = FieldSource.Recorded },
            new(Module, DataClass.Health, "session summary", await db.Summaries.CountAsync(s => s.ClientId == subjectId, cancellationToken), until) { Source = FieldSource.Platform },
            new(Module, DataClass.Health, "safety concern", await db.Concerns.CountAsync(c => c.ClientId == subjectId, cancellationToken), until) { Source = FieldSource.Recorded },
            new(Module, DataClass.Communication, "message", await db.Messages.CountAsync(m => m.ClientId == subjectId, cancellationToken), until)
            {
                Source = FieldSource.Submitted, PolicyVersions = await db.Messages.Where(m => m.ClientId == subjectId && m.FromClient).PolicyVersionsAsync(cancellationToken),
            },
            new(Module, DataClass.Communication, "enrolment", await db.Enrolments.CountAsync(e => e.ClientId == subjectId, cancellationToken), null) { Source = FieldSource.Submitted },
        ];
        return [.. holdings.Where(h => h.Count > 0)];
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<object>>> CopyAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        List<object> intakes = [], notes = [], summaries = [], messages = [];
        foreach (var intake in await db.Intakes.AsNoTracking().Where(i => i.ClientId == subjectId).OrderBy(i => i.Id).ToListAsync(cancellationToken))
        {
            intakes.Add(HealthIntakeView.Of(await vault.OpenAsync(intake.Content, cancellationToken), intake.RecordedAt));
        }

        foreach (var note in await db.Notes.AsNoTracking().Include(n => n.Revisions).Where(n => n.ClientId == subjectId).OrderBy(n => n.Id).ToListAsync(cancellationToken))
        {
            notes.Add(await SessionNoteView.OfAsync(note, vault, cancellationToken));
        }

        foreach (var s in await db.Summaries.AsNoTracking().Where(s => s.ClientId == subjectId).OrderBy(s => s.Id).ToListAsync(cancellationToken))
        {
            summaries.Add(new SessionSummaryView(s.Id, await vault.OpenAsync(s.Text, cancellationToken), s.OfRevision, s.GeneratedAt));
        }

        foreach (var m in await db.Messages.AsNoTracking().Where(m => m.ClientId == subjectId).OrderBy(m => m.Id).ToListAsync(cancellationToken))
        {
            messages.Add(new MessageView(m.Id, m.ClientId, m.TherapistId, m.FromClient, await vault.OpenAsync(m.Text, cancellationToken), m.SentAt));
        }

        var appointments = await db.Appointments.AsNoTracking().Where(a => a.ClientId == subjectId).OrderBy(a => a.Id).ToListAsync(cancellationToken);
        return new Dictionary<string, IReadOnlyList<object>>
        {
            ["health intake"] = intakes,
            ["appointment"] = [.. appointments.Select(AppointmentView.Of)],
            ["session note"] = notes,
            ["session summary"] = summaries,
            ["message"] = messages,
            ["enrolment"] = [.. (await db.Enrolments.AsNoTracking().Where(e => e.ClientId == subjectId).OrderBy(e => e.Id).ToListAsync(cancellationToken)).Select(EnrolmentView.Of)],
        };
    }
}

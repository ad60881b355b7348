using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;
using Monolith.GraphQL.Relay;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Benchmarks.Platform;

/// <summary>Fills a database through the platform's own storage: verified therapists with three specialisations each, and for every tenth a client with 20 appointments.</summary>
internal sealed class PlatformPopulation(IServiceProvider services, int therapists)
{
    public const int AppointmentsEach = 20;
    private const int Batch = 500;
    private static readonly string[] Topics = ["anxiety", "depression", "grief", "sleep", "relationships", "trauma", "stress", "addiction", "parenting", "burnout"];
    private static readonly string[] Ways = ["cbt", "psychodynamic", "person-centred", "systemic", "mindfulness"];
    private readonly List<Guid> ids = [];

    /// <summary>Answers the address of the client to measure with.</summary>
    public static async Task<string> MakeAsync(string folder, string? database, int therapists, CancellationToken cancellationToken)
    {
        var measured = "";
        await Population.OnHostAsync(folder, database, async (app, population) =>
        {
            var made = new PlatformPopulation(app.Services, therapists);
            await made.TherapistsAsync(cancellationToken);
            for (var number = 0; number < Math.Max(1, therapists / 10); number++)
            {
                measured = await population.ClientAsync(number, cancellationToken);
                var token = await population.SignInAsync(measured, cancellationToken);
                var me = (string)(await population.SendAsync("{ me { id } }", new { }, token, cancellationToken))["me"]!["id"]!;
                await made.AppointmentsAsync(number, Guid.Parse(NodeIdCodec.Decode(me)!.Value.Key), cancellationToken);
            }
        }, cancellationToken);
        return measured;
    }

    private async Task TherapistsAsync(CancellationToken cancellationToken)
    {
        await using var scope = Scope();
        var db = scope.ServiceProvider.GetRequiredService<MatchingDbContext>();
        Specialisation[] topics = [.. Topics.Select(t => new Specialisation(t))];
        db.Specialisations.AddRange(topics);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        for (var number = 0; number < therapists; number++)
        {
            var therapist = Therapist.Of(Guid.CreateVersion7());
            therapist.Submit(ContentOf(number), [topics[number % 10], topics[(number + 3) % 10], topics[(number + 5) % 10]], sameCredentials: false, checkRequired: true, now);
            therapist.Decide(accepted: true, "register", Guid.Empty, now);
            db.Therapists.Add(therapist);
            ids.Add(therapist.Id);
            if (number % Batch == Batch - 1)
            {
                await db.SaveChangesAsync(cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    // No two appointments are at the same time, so that nobody has two at once.
    private async Task AppointmentsAsync(int number, Guid clientId, CancellationToken cancellationToken)
    {
        await using var scope = Scope();
        var db = scope.ServiceProvider.GetRequiredService<TherapyDbContext>();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        for (var i = number * AppointmentsEach; i < (number + 1) * AppointmentsEach; i++)
        {
            var startsAt = now.Date.AddDays(1).AddHours(i);
            db.Appointments.Add(Appointment.Book(clientId, ids[i * 7919 % ids.Count], startsAt, startsAt.AddMinutes(50), SessionChannel.Video, now).Value);
        }

        // Nobody is told: thousands of mails would still be on their way while the platform is measured.
        work.EndsWithSave = false;
        await db.SaveChangesAsync(cancellationToken);
        await db.Outbox.ExecuteDeleteAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private AsyncServiceScope Scope()
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform(nameof(PlatformPopulation));
        return scope;
    }

    private static ProfileContent ContentOf(int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"Therapist Number {number:0000}"),
        $"Works with {Topics[number % 10]} and {Topics[(number + 3) % 10]}, in person and online, in the mornings and in the evenings.",
        ["en", "hi"],
        [Ways[number % 5]],
        [],
        new CredentialContent("M.Phil. Clinical Psychology", string.Create(CultureInfo.InvariantCulture, $"B-{number}"), "Bench Council"),
        null,
        false,
        []);
}

using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Matching.Contracts;
using Monolith.Testing;
using Monolith.Therapy.Application.Appointments;
using Monolith.Therapy.Application.Intake;
using Monolith.Therapy.Application.Sessions;
using Monolith.Therapy.Domain;

namespace Monolith.Therapy.Tests;

/// <summary>Therapy under the profile <c>calmally</c>; the fixture is Matching (every therapist offers every hour) and Consent.</summary>
public class TherapyFixture : ModuleFixture, IMatchFacts, IConsentFacts, ILegalHolds, ILinkFacts
{
    public bool HasNoticeOnOutsideLinks => false;

    internal HashSet<(Guid Client, Guid Therapist)> Matched { get; } = [];

    protected virtual string ProfileKey => "calmally";

    /// <summary>Who is under a legal hold.</summary>
    internal List<Guid> UnderHold { get; } = [];

    internal HashSet<Guid> WithoutConsent { get; } = [];

    internal ProcessorBinding Video { get; set; } = ProcessorBinding.Bound;

    /// <summary>Whether anybody is matched with anybody.</summary>
    internal bool AllMatched { get; set; }

    internal DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public Task<IReadOnlyList<Guid>> HeldAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Guid>>([.. UnderHold]);

    public Task<bool> AreMatchedAsync(Guid clientId, Guid therapistId, CancellationToken cancellationToken) =>
        Task.FromResult(AllMatched || Matched.Contains((clientId, therapistId)));

    public Task<IReadOnlyList<Opening>> OpeningsAsync(Guid therapistId, DateTime fromAt, DateTime untilAt, CancellationToken cancellationToken)
    {
        var first = new DateTime(fromAt.Ticks - (fromAt.Ticks % TimeSpan.TicksPerHour), DateTimeKind.Utc);
        IReadOnlyList<Opening> hours = [.. Enumerable.Range(0, (int)(untilAt - fromAt).TotalHours + 2).Select(h => first.AddHours(h))
            .Where(at => at >= fromAt && at < untilAt).Select(at => new Opening(at, at.AddHours(1)))];
        return Task.FromResult(hours);
    }

    public Task<ConsentState> StateAsync(Guid accountId, ConsentPurpose purpose, CancellationToken cancellationToken) => Task.FromResult(ConsentState.Given);

    public Task<ProcessorBinding> BindingAsync(Guid accountId, ProcessorKind kind, SharedFields fields, CancellationToken cancellationToken) => Task.FromResult(Video);

    internal static T Expect<T>(Result<T> answer) => answer.Refusal is null ? answer.Value : throw new InvalidOperationException($"{answer.Refusal.Code}: {answer.Refusal.Message}");

    /// <summary>A client with an intake and a therapist, matched.</summary>
    internal async Task<(Caller Client, Caller Therapist)> APair(Caller? therapist = null)
    {
        var client = As(Role.Client);
        therapist ??= As(Role.Therapist);
        Matched.Add((client.AccountId, therapist.AccountId));
        Expect(await Send(new RecordHealthIntake("I cannot sleep.", "None.", "Waking at four."), client));
        return (client, therapist);
    }

    /// <summary>The n-th full hour from now.</summary>
    internal DateTime Hour(int n) => new DateTime(Now.Ticks - (Now.Ticks % TimeSpan.TicksPerHour), DateTimeKind.Utc).AddHours(n);

    internal async Task<AppointmentView> Booked(Caller client, Caller therapist, int hour = 2, SessionChannel channel = SessionChannel.Online) =>
        Expect(await Send(new BookAppointment(therapist.AccountId, Hour(hour), channel), client));

    /// <summary>A session that was held; the clock stands at its end.</summary>
    internal async Task<(Caller Client, Caller Therapist, AppointmentView Appointment)> Held()
    {
        var (client, therapist) = await APair();
        var appointment = await Booked(client, therapist);
        Clock.Advance(appointment.StartsAt - Now);
        Expect(await Send(new StartSession(appointment.Id), therapist));
        Clock.Advance(TimeSpan.FromMinutes(50));
        Expect(await Send(new EndSession(appointment.Id, true), therapist));
        return (client, therapist, appointment);
    }

    protected override void Register(IServiceCollection collection)
    {
        var file = Repository.PathOf($"src/Monolith.Host/profiles/{ProfileKey}.json");
        collection.AddSingleton(PolicyProfile.Parse(file, File.ReadAllBytes(file)));
        collection.AddSingleton<IMatchFacts>(this).AddSingleton<IConsentFacts>(this).AddSingleton<ILegalHolds>(this).AddSingleton<ILinkFacts>(this);
        collection.AddSingleton<IAccessGrant>(new MatchedTherapist(Matched)).AddSingleton<IAccessVeto>(new ConsentOf(WithoutConsent));
        collection.AddTherapy();
    }

    private sealed class MatchedTherapist(HashSet<(Guid Client, Guid Therapist)> matched) : IAccessGrant
    {
        public ValueTask<string?> GrantAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken) =>
            new(matched.Contains((request.SubjectId, user.Id)) ? "matched-therapist" : null);
    }

    private sealed class ConsentOf(HashSet<Guid> without) : IAccessVeto
    {
        public ValueTask<Refusal?> VetoAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken) =>
            new(request is { DataClass: DataClass.Health, Mode: AccessMode.Write } && without.Contains(request.SubjectId) ? new ConsentWithdrawn() : null);
    }
}

using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Contracts;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Matching.Application.Matches;
using Monolith.Matching.Application.Preferences;
using Monolith.Matching.Application.Therapists;
using Monolith.Matching.Domain;
using Monolith.Testing;

namespace Monolith.Matching.Tests;

/// <summary>Matching under the profile <c>calmally</c>; the fixture is Accounts (everybody is open unless suspended) and Consent (given unless withdrawn).</summary>
public class MatchingFixture : ModuleFixture, IAccountFacts, ILegalHolds
{
    internal HashSet<Guid> Suspended { get; } = [];

    /// <summary>Who is under a legal hold.</summary>
    internal List<Guid> Held { get; } = [];

    internal HashSet<Guid> WithoutConsent { get; } = [];

    protected virtual string ProfileKey => "calmally";

    public Task<IReadOnlyList<Guid>> HeldAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Guid>>([.. Held]);

    public Task<AccountFacts?> FindAsync(Guid accountId, CancellationToken cancellationToken) => Task.FromResult<AccountFacts?>(
        new(accountId, AccountKind.Therapist, Suspended.Contains(accountId) ? AccountState.Suspended : AccountState.Open, default, null));

    public Task<AccountFacts?> FindByEmailAsync(string email, CancellationToken cancellationToken) => Task.FromResult<AccountFacts?>(null);

    internal static SubmitTherapistProfile AProfile(string specialisation = "anxiety") => new(
        "Dr. A. Example", "I listen.", ["en", "hi"], [specialisation, "grief"], ["CBT"], new CredentialsInput("M.Phil. Clinical Psychology", "A-1", "RCI"),
        new DemographicsInput(TherapistGender.Female, 1980), false, [new PracticeFieldInput("Fees", "Sliding scale")]);

    internal static SetAvailability EveryDay => new("Asia/Kolkata", [.. Enum.GetValues<DayOfWeek>().Select(d => new WeeklyWindowInput(d, new(9, 0), new(17, 0)))]);

    /// <summary>A verified therapist who is free every day.</summary>
    internal async Task<Caller> ATherapist(string specialisation = "anxiety", SubmitTherapistProfile? profile = null, SetAvailability? availability = null)
    {
        var therapist = As(Role.Therapist);
        Expect(await Send(profile ?? AProfile(specialisation), therapist));
        Expect(await Send(availability ?? EveryDay, therapist));
        Expect(await Send(new VerifyTherapistCredentials(therapist.AccountId, true, "register looked up"), As(Role.CredentialVerifier)));
        return therapist;
    }

    /// <summary>A client who wishes for a topic nobody else's therapists have.</summary>
    internal async Task<Caller> AClientWishing(string specialisation)
    {
        var client = As(Role.Client);
        Expect(await Send(new SetTreatmentPreferences([specialisation]), client));
        return client;
    }

    /// <summary>A client and a therapist, matched.</summary>
    internal async Task<(Caller Client, Caller Therapist, MatchView Match)> AMatch()
    {
        var topic = ATopic();
        var therapist = await ATherapist(topic);
        var client = await AClientWishing(topic);
        var request = Expect(await Send(new RequestMatch(), client));
        return (client, therapist, Expect(await Send(new AcceptMatch(request.Id, therapist.AccountId), client)));
    }

    internal static string ATopic() => $"topic {Guid.CreateVersion7().ToString()[^12..]}";

    internal static T Expect<T>(Result<T> answer) => answer.Refusal is null ? answer.Value : throw new InvalidOperationException($"{answer.Refusal.Code}: {answer.Refusal.Message}");

    protected override void Register(IServiceCollection collection)
    {
        var file = Repository.PathOf($"src/Monolith.Host/profiles/{ProfileKey}.json");
        collection.AddSingleton(PolicyProfile.Parse(file, File.ReadAllBytes(file)));
        collection.AddSingleton<IAccountFacts>(this).AddSingleton<ILegalHolds>(this);
        collection.AddSingleton<IAccessVeto>(new ConsentOf(WithoutConsent));
        collection.AddMatching();
    }

    private sealed class ConsentOf(HashSet<Guid> without) : IAccessVeto
    {
        public ValueTask<Refusal?> VetoAsync(AccessRequest request, ICurrentUser user, CancellationToken cancellationToken) =>
            new(request.DataClass is DataClass.Health && without.Contains(request.SubjectId) ? new ConsentWithdrawn() : null);
    }
}

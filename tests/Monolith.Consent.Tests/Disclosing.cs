using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Application.Sharing;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Consent.Tests;

/// <summary>Under the profile of AloPal: transfers by acceptance, partners with consent, duties to warn.</summary>
public sealed class AcceptedTransferFixture : ConsentFixture
{
    protected override string Profile => "alopal";
}

/// <summary>How tests disclose.</summary>
internal static class Disclosing
{
    public static DateTime Now(this ConsentFixture consent) => consent.Clock.GetUtcNow().UtcDateTime;

    public static DateOnly Today(this ConsentFixture consent) => DateOnly.FromDateTime(consent.Now());

    public static RecordDisclosure Wish(string ground, Guid accountId) => new(accountId, ground, "Dr Rao", "Dates of sessions", null, null, null, null);

    public static async Task<Result<DisclosureView>> DiscloseAsync(this ConsentFixture consent, RecordDisclosure wish) =>
        await consent.Send(wish, consent.As(Role.PrivacyOfficer));

    public static async Task<IReadOnlyList<DisclosureView>> OwnLinesAsync(this ConsentFixture consent, Caller client) => (await consent.Send(new Disclosures(null), client)).Value;

    public static async Task<Guid> AConcernAsync(this ConsentFixture consent, Guid clientId)
    {
        var concernId = Guid.CreateVersion7();
        await consent.Tell(new SafetyConcernRaised(concernId, clientId, Guid.CreateVersion7(), consent.Now()));
        return concernId;
    }

    public static async Task<ProcessorView> AProcessorAsync(
        this ConsentFixture consent, string kind, string purpose, string? region = null, bool isBound = true, IReadOnlyList<string>? fields = null) =>
        (await consent.Send(
            new RegisterProcessor($"The {kind} {Guid.CreateVersion7()}", kind, isBound ? consent.Today() : null, "A-17", consent.Today().AddYears(1), [purpose], fields, region),
            consent.As(Role.PrivacyOfficer))).Value;

    public static RecordDisclosure To(this RecordDisclosure wish, ProcessorView processor, string purpose) => wish with { ProcessorId = processor.Id, Purpose = purpose };
}

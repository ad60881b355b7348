using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;

namespace Monolith.Consent.Application.Simulation;

/// <summary>A setting as it might be.</summary>
/// <param name="Path">Its place: <c>therapy.retention.health</c>; a list is one setting.</param>
/// <param name="Value">Its value as JSON text: <c>"P3Y"</c> with its quotes.</param>
internal sealed record ProposedSetting(string Path, string Value);

/// <summary>A number of people. One that is small enough to point at somebody is hidden, and with it another from which it could be worked out.</summary>
/// <param name="Count">How many; null when hidden.</param>
/// <param name="IsHidden">Whether it is hidden.</param>
internal sealed record PeopleCount(int? Count, bool IsHidden);

/// <summary>What would become of a document.</summary>
/// <param name="Kind">The document; others would stay as they are.</param>
/// <param name="Severity">How much the change matters, at least.</param>
/// <param name="Effect">When it would take effect.</param>
/// <param name="Acceptance">What it would ask of those who accepted the version before.</param>
/// <param name="Channels">Where it would be announced.</param>
internal sealed record SimulatedDocument(DocumentKind Kind, ChangeSeverity Severity, EffectMode Effect, ReacceptanceMode Acceptance, IReadOnlyList<string> Channels);

/// <summary>What would become of a consent whose words would be others, or which would not be asked any more.</summary>
/// <param name="Purpose">The consent.</param>
/// <param name="IsStillAsked">Whether it would still be asked for.</param>
/// <param name="InForce">How many gave it: they would be asked again, or it would end for them.</param>
internal sealed record SimulatedConsent(ConsentPurpose Purpose, bool IsStillAsked, PeopleCount InForce);

/// <summary>Whom a change of policy would reach, in counts and without a name.</summary>
/// <param name="Changes">The settings that matter to people and would be others.</param>
/// <param name="Documents">The documents that would have a new version.</param>
/// <param name="Consents">The consents that would be others.</param>
/// <param name="NeedNewYes">Who would have to say yes again.</param>
/// <param name="NeedNotice">Who would only have to be told.</param>
/// <param name="NeedNothing">Who would need neither.</param>
/// <param name="SmallestCount">Smaller counts than this are hidden.</param>
internal sealed record PolicySimulationView(
    IReadOnlyList<SettingChange> Changes, IReadOnlyList<SimulatedDocument> Documents, IReadOnlyList<SimulatedConsent> Consents,
    PeopleCount NeedNewYes, PeopleCount NeedNotice, PeopleCount NeedNothing, int SmallestCount);

/// <summary>
/// What a change of settings would ask of people, before anybody is asked: who needs a new yes, who a notice, who nothing. Changes nothing. Refused
/// with FIELD_REQUIRED for a path that is no setting, a value that is no JSON, or a consent section that would not be accepted.
/// </summary>
/// <param name="Settings">The settings as they might be.</param>
/// <param name="Severity">How much its publisher would say it matters; the difference can only raise it .</param>
[Query, Allow(Role.Administrator, Role.PrivacyOfficer)]
internal sealed record SimulatePolicyChange(IReadOnlyList<ProposedSetting> Settings, ChangeSeverity? Severity = null) : IQuery<PolicySimulationView>;

internal sealed class SimulatePolicyChangeHandler(PolicyProfile profile, ConsentPolicy policy, DocumentTexts texts, ReachedPeople people)
    : IQueryHandler<SimulatePolicyChange, PolicySimulationView>
{
    public async Task<Result<PolicySimulationView>> Handle(SimulatePolicyChange query, CancellationToken cancellationToken)
    {
        var made = ProposedProfile.Of(profile, query.Settings);
        if (made.Refusal is { } no)
        {
            return no;
        }

        var proposed = made.Value.Section<ConsentPolicy>("consent");
        var changes = SettingsDifference.Between(SettingsDifference.Snapshot(profile), SettingsDifference.Snapshot(made.Value));
        var documents = Documents(new DocumentTexts(made.Value, proposed), Severity(query.Severity, changes));
        var consents = people.Consents(new(made.Value, proposed));
        var counts = await people.CountAsync(documents, consents, cancellationToken);
        return new PolicySimulationView(
            changes, documents, [.. consents.Zip(counts.Consents, (one, count) => one with { InForce = count })],
            counts.NewYes, counts.Notice, counts.Nothing, people.Smallest);
    }

    private static ChangeSeverity Severity(ChangeSeverity? wanted, IReadOnlyList<SettingChange> changes)
    {
        var least = changes.Count > 0 ? ChangeSeverity.Significant : ChangeSeverity.Editorial;
        return wanted > least ? wanted.Value : least;
    }

    private List<SimulatedDocument> Documents(DocumentTexts then, ChangeSeverity severity) =>
    [
        .. from kind in texts.Kinds.Intersect(then.Kinds)
           where texts.GeneratedHash(kind) != then.GeneratedHash(kind)
           select new SimulatedDocument(
               kind, severity, PolicyPublisher.By(policy.PolicyChange.Effective, severity), PolicyPublisher.By(policy.Acceptance.OnChange, severity),
               PolicyPublisher.By(policy.PolicyChange.Channels, severity)),
    ];
}

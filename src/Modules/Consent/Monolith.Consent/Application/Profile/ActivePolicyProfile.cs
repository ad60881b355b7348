using System.Text.Json;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application.Documents;

namespace Monolith.Consent.Application.Profile;

/// <summary>One setting.</summary>
/// <param name="Path">Its place: <c>accounts.age.minimum</c>.</param>
/// <param name="Value">Its value as JSON text.</param>
internal sealed record PolicySettingView(string Path, string Value);

/// <summary>The law the service claims to keep (CA-9.1).</summary>
/// <param name="Jurisdiction">Country code; null when the profile names none.</param>
/// <param name="Frameworks">Acts and rules, by name.</param>
internal sealed record ComplianceView(string? Jurisdiction, IReadOnlyList<string> Frameworks);

/// <summary>A field of personal data that the service collects or holds (HU-5).</summary>
/// <param name="Source">REGISTRATION, PREFERENCE, USAGE or PROVIDER for what the profile lists; HELD for what else is stored, for any service of this platform.</param>
/// <param name="Field">The field.</param>
/// <param name="Required">Whether the service is refused without it.</param>
/// <param name="Purposes">What it is collected for (AP-94).</param>
/// <param name="Kind">Under which kind <c>dataHoldings</c> shows it.</param>
internal sealed record DataRegisterEntryView(string Source, string Field, bool Required, IReadOnlyList<string> Purposes, string Kind);

/// <summary>The settings under which this service runs.</summary>
/// <param name="Key">The profile.</param>
/// <param name="Version">The key and the fingerprint of all settings: refusals name it as <c>ruleVersion</c>.</param>
/// <param name="Provider">The legal name of the provider.</param>
/// <param name="Compliance">The law it claims to keep.</param>
/// <param name="DataRegister">What is collected.</param>
/// <param name="Settings">Every setting, in the order of the file.</param>
/// <param name="Document">The same as one JSON object.</param>
internal sealed record PolicyProfileView(
    string Key, string Version, string Provider, ComplianceView Compliance, IReadOnlyList<DataRegisterEntryView> DataRegister,
    IReadOnlyList<PolicySettingView> Settings, JsonElement Document);

/// <summary>The active policy profile: each promise of the documents is one of these settings.</summary>
/// <param name="Prefix">Only settings whose path begins with this.</param>
[Query("policyProfile"), AllowAnyone]
internal sealed record ActivePolicyProfile(string? Prefix) : IQuery<PolicyProfileView>;

internal sealed class ActivePolicyProfileHandler(PolicyProfile profile, ConsentPolicy policy, IEnumerable<ModuleRegistration> modules) : IQueryHandler<ActivePolicyProfile, PolicyProfileView>
{
    public Task<Result<PolicyProfileView>> Handle(ActivePolicyProfile query, CancellationToken cancellationToken)
    {
        var view = new PolicyProfileView(
            profile.Key, profile.Version, profile.Platform.Provider.LegalName,
            new ComplianceView(policy.DataResidency.Primary, policy.Compliance.Frameworks),
            [.. Register()],
            [.. Flatten("", profile.Settings).Where(s => s.Path.StartsWith(query.Prefix ?? "", StringComparison.Ordinal))],
            profile.Settings);
        return Task.FromResult<Result<PolicyProfileView>>(view);
    }

    private static IEnumerable<PolicySettingView> Flatten(string path, JsonElement element) => element.ValueKind is JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(p => Flatten(path.Length == 0 ? p.Name : $"{path}.{p.Name}", p.Value))
        : [new PolicySettingView(path, element.GetRawText())];

    private IEnumerable<DataRegisterEntryView> Register() =>
    [
        .. from field in CollectedFields.Of(profile)
           let purposes = policy.Collection.Where(c => c.Value.Contains(field.Name)).Select(c => c.Key).ToList()
           select new DataRegisterEntryView(field.Source, field.Name, field.IsRequired, purposes, KindOf(field.Source)),
        .. new PublishedSettings(profile).List("accounts.profile.preferences").Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Select(name => new DataRegisterEntryView("PREFERENCE", name, false, [BuildingBlocks.Access.Purpose.AccountManagement], KindOf("PREFERENCE"))),
        .. (from module in modules
            from column in DataRegister.Of(module)
            where column.Kind.Length > 0
            from name in column.Fields
            select (column.Kind, Field: name, Purpose: column.Why)).Distinct()
            .Select(held => new DataRegisterEntryView("HELD", held.Field, false, [held.Purpose], held.Kind)),
    ];

    private static string KindOf(string source) => source switch
    {
        "USAGE" => "usage log",
        "PROVIDER" => "therapist profile",
        _ => "account",
    };
}

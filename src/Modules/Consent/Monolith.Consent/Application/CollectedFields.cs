using System.Text.Json;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application.Documents;

namespace Monolith.Consent.Application;

/// <summary>A field that is collected about people.</summary>
/// <param name="Source">REGISTRATION, USAGE or PROVIDER.</param>
/// <param name="Name">The field.</param>
/// <param name="IsRequired">Whether the service is refused without it.</param>
internal sealed record CollectedField(string Source, string Name, bool IsRequired);

/// <summary>The fields that a profile collects; each has a purpose, or the service does not start (AP-94).</summary>
internal static class CollectedFields
{
    private static readonly (string Source, string Path)[] Registers =
        [("REGISTRATION", "accounts.registration.fields"), ("USAGE", "accounts.usage.fields"), ("PROVIDER", "matching.provider.fields")];

    /// <summary>All of them. Entries that are no field are left out: the module they belong to says what is wrong with them.</summary>
    public static IEnumerable<CollectedField> Of(PolicyProfile profile)
    {
        var settings = new PublishedSettings(profile);
        return from register in Registers
               let list = settings.At(register.Path)
               where list is { ValueKind: JsonValueKind.Array }
               from item in list.Value.EnumerateArray()
               let field = Read(register.Source, item)
               where field is not null
               select field;
    }

    /// <summary>Names each field without a purpose.</summary>
    public static IReadOnlyList<ProfileFault> Check(PolicyProfile profile, ConsentPolicy policy) =>
    [
        .. Of(profile).Where(f => !policy.Collection.Values.Any(fields => fields.Contains(f.Name)))
            .Select(f => new ProfileFault("consent.collection", $"must name the purpose for which {f.Name} is collected")),
    ];

    private static CollectedField? Read(string source, JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => new(source, item.GetString()!, IsRequired: false),
        JsonValueKind.Object when item.TryGetProperty("name", out var name) && name.ValueKind is JsonValueKind.String =>
            new(source, name.GetString()!, item.TryGetProperty("required", out var required) && required.ValueKind is JsonValueKind.True),
        _ => null,
    };
}

using System.Security.Cryptography;
using System.Text.Json;

namespace Monolith.BuildingBlocks.Profiles;

/// <summary>
/// A policy profile: the settings under which one database is governed (union table P-01 to G-25), one section a module.
/// Reading is strict: an unknown, missing, mistyped, doubled or empty member is a fault, and nothing is defaulted.
/// </summary>
public sealed class PolicyProfile
{
    private readonly JsonElement root;

    private PolicyProfile(string fileName, JsonElement root)
    {
        FileName = fileName;
        this.root = root;
    }

    /// <summary>The file as faults name it: <c>profiles/calmally.json</c>.</summary>
    public string FileName { get; }

    /// <summary>The profile's key (<c>platform.profile</c>), fixed for the life of a database .</summary>
    public string Key => Platform.Profile;

    /// <summary>The key and the fingerprint of all settings, <c>calmally@3f1c09b2a4d7</c>: it changes with any setting.</summary>
    public string Version => field ??= $"{Key}@{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(root)))[..12]}";

    /// <summary>The settings that belong to no module.</summary>
    public PlatformPolicy Platform => field ??= Section<PlatformPolicy>("platform");

    /// <summary>The names of the sections the file has, in its order.</summary>
    public IEnumerable<string> SectionNames => root.EnumerateObject().Select(p => p.Name);

    /// <summary>The whole file as JSON, for those who show the settings to people. Modules read their own section as a record instead.</summary>
    public JsonElement Settings => root;

    /// <summary>Parses the text of a profile without looking into its sections.</summary>
    /// <exception cref="ProfileRefusedException">The text is not one JSON object.</exception>
    public static PolicyProfile Parse(string fileName, ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            if (reader.Read() || document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new ProfileRefusedException(fileName, [new("", "must be one JSON object")]);
            }

            return new PolicyProfile(fileName, document.RootElement.Clone());
        }
        catch (JsonException e)
        {
            throw new ProfileRefusedException(fileName, [new("", $"is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})")]);
        }
    }

    /// <summary>Every fault of one section; empty when <see cref="Section{T}"/> will answer.</summary>
    public IReadOnlyList<ProfileFault> Check<T>(string section)
        where T : class, IProfileSection
    {
        if (!root.TryGetProperty(section, out var element))
        {
            return [new(section, "is missing")];
        }

        var shape = ProfileShape.FaultsOf(typeof(T), element, section);
        return shape.Count > 0
            ? shape
            : [.. ProfileShape.Read<T>(element).Check().Select(f => f with { Path = $"{section}.{f.Path}" })];
    }

    /// <summary>The settings of one section.</summary>
    /// <exception cref="ProfileRefusedException">The section has a fault.</exception>
    public T Section<T>(string section)
        where T : class, IProfileSection
    {
        var faults = Check<T>(section);
        return faults.Count == 0
            ? ProfileShape.Read<T>(root.GetProperty(section))
            : throw new ProfileRefusedException(FileName, faults);
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Consent.Application.Simulation;

/// <summary>The active profile with some settings as they might be.</summary>
internal static class ProposedProfile
{
    public static Result<PolicyProfile> Of(PolicyProfile profile, IReadOnlyList<ProposedSetting> settings)
    {
        var root = JsonNode.Parse(profile.Settings.GetRawText())!.AsObject();
        foreach (var (index, setting) in settings.Index())
        {
            if (Fault(root, setting) is { } fault)
            {
                return new FieldRequired($"settings.{index}", fault);
            }
        }

        var proposed = PolicyProfile.Parse("proposed", Encoding.UTF8.GetBytes(root.ToJsonString()));
        return proposed.Check<ConsentPolicy>("consent") is [var broken, ..] ? new FieldRequired("settings", $"{broken.Path} {broken.Rule}.") : proposed;
    }

    private static string? Fault(JsonObject root, ProposedSetting setting)
    {
        var keys = setting.Path.Split('.');
        JsonNode? place = root;
        foreach (var key in keys[..^1])
        {
            place = (place as JsonObject)?[key];
        }

        if (place is not JsonObject holder || !holder.ContainsKey(keys[^1]) || keys.Length < 2)
        {
            return $"There is no setting {setting.Path}.";
        }

        try
        {
            holder[keys[^1]] = JsonNode.Parse(setting.Value);
            return null;
        }
        catch (JsonException)
        {
            return $"The value of {setting.Path} is no JSON.";
        }
    }
}

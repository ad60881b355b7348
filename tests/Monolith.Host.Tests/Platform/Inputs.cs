using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monolith.Host.Tests.Platform;

/// <summary>Inputs that differ from a good one in a few fields.</summary>
internal static class Inputs
{
    /// <summary>The same with these fields; null leaves a field out.</summary>
    public static JsonObject With(this object input, params ReadOnlySpan<(string Field, JsonNode? Value)> changes)
    {
        var changed = JsonSerializer.SerializeToNode(input)!.AsObject();
        foreach (var (field, value) in changes)
        {
            changed.Remove(field);
            if (value is not null)
            {
                changed[field] = value.DeepClone();
            }
        }

        return changed;
    }
}

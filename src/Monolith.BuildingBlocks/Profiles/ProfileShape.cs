using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Monolith.BuildingBlocks.Profiles;

/// <summary>Compares JSON with the record it must fill and names every difference, where the serializer would stop at the first.</summary>
internal static class ProfileShape
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static T Read<T>(JsonElement element) => element.Deserialize<T>(Options)!;

    public static IReadOnlyList<ProfileFault> FaultsOf(Type type, JsonElement element, string path)
    {
        var faults = new List<ProfileFault>();
        Walk(Options.GetTypeInfo(type), element, path, faults);
        return faults;
    }

    private static void Walk(JsonTypeInfo type, JsonElement element, string path, List<ProfileFault> faults)
    {
        switch (type.Kind, element.ValueKind)
        {
            case (JsonTypeInfoKind.Object, JsonValueKind.Object):
                WalkMembers(type, element, path, faults);
                break;
            case (JsonTypeInfoKind.Dictionary, JsonValueKind.Object):
                Doubled(element, path, faults);
                foreach (var member in element.EnumerateObject())
                {
                    WalkItem(type, member.Value, $"{path}.{member.Name}", faults);
                }

                break;
            case (JsonTypeInfoKind.Enumerable, JsonValueKind.Array):
                foreach (var (index, item) in element.EnumerateArray().Index())
                {
                    WalkItem(type, item, $"{path}[{index}]", faults);
                }

                break;
            default:
                Leaf(type, element, path, faults);
                break;
        }
    }

    private static void WalkMembers(JsonTypeInfo type, JsonElement element, string path, List<ProfileFault> faults)
    {
        Doubled(element, path, faults);
        foreach (var unknown in element.EnumerateObject().Where(m => type.Properties.All(p => p.Name != m.Name)))
        {
            faults.Add(new($"{path}.{unknown.Name}", "is not a setting"));
        }

        foreach (var property in type.Properties)
        {
            var inner = $"{path}.{property.Name}";
            if (!element.TryGetProperty(property.Name, out var value))
            {
                faults.Add(new(inner, "is missing"));
            }
            else if (value.ValueKind != JsonValueKind.Null)
            {
                Walk(Options.GetTypeInfo(property.PropertyType), value, inner, faults);
            }
            else if (property.AssociatedParameter is not { IsNullable: true })
            {
                faults.Add(new(inner, "must not be null"));
            }
        }
    }

    private static void WalkItem(JsonTypeInfo collection, JsonElement item, string path, List<ProfileFault> faults)
    {
        if (item.ValueKind == JsonValueKind.Null)
        {
            faults.Add(new(path, "must not be null"));
            return;
        }

        Walk(Options.GetTypeInfo(collection.ElementType!), item, path, faults);
    }

    private static void Doubled(JsonElement element, string path, List<ProfileFault> faults) =>
        faults.AddRange(element.EnumerateObject().CountBy(m => m.Name).Where(n => n.Value > 1).Select(n => new ProfileFault($"{path}.{n.Key}", "is written twice")));

    private static void Leaf(JsonTypeInfo type, JsonElement element, string path, List<ProfileFault> faults)
    {
        try
        {
            element.Deserialize(type);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            faults.Add(new(path, "must be " + Expected(type)));
        }
    }

    private static string Expected(JsonTypeInfo type) => (Nullable.GetUnderlyingType(type.Type) ?? type.Type) switch
    {
        { IsEnum: true } e => "one of " + string.Join(", ", Enum.GetValues(e).Cast<object>().Select(v => JsonSerializer.SerializeToElement(v, e, Options).GetString())),
        var t when t == typeof(bool) => "true or false",
        var t when t == typeof(int) => "a whole number",
        var t when t == typeof(string) => "text",
        var t when t == typeof(DateOnly) => "a date such as 2026-01-31",
        var t when t.GetCustomAttribute<DescriptionAttribute>() is { } words => words.Description,
        _ when type.Kind is JsonTypeInfoKind.Enumerable => "a list",
        _ when type.Kind is JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object",
        var t => "a " + t.Name,
    };
}

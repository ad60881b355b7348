using System.Globalization;

namespace Monolith.GraphQL.Relay;

/// <summary>Reads keys out of global ids.</summary>
internal static class NodeKeys
{
    public static Func<string, object?> ParserFor(Type keyType) => keyType switch
    {
        _ when keyType == typeof(Guid) => static text => Guid.TryParseExact(text, "D", out var id) && id.ToString() == text ? id : null,
        _ when keyType == typeof(int) => static text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ when keyType == typeof(long) => static text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => static text => text,
    };
}

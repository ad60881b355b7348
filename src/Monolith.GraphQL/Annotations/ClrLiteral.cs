using System.Collections;
using System.Globalization;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Annotations;

/// <summary>CLR constants as GraphQL literals.</summary>
internal static class ClrLiteral
{
    public static ValueNode Of(object? value) => value switch
    {
        null => new NullValueNode(Location.None),
        bool flag => new BooleanValueNode(Location.None, flag),
        Enum name => new EnumValueNode(Location.None, NameRules.UpperSnake(name.ToString())),
        string text => new StringValueNode(Location.None, text, false),
        double or float or decimal => new FloatValueNode(Location.None, ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        byte or sbyte or short or ushort or int or uint or long or ulong => new IntValueNode(Location.None, ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        IEnumerable items => new ListValueNode(Location.None, [.. items.Cast<object?>().Select(Of)]),
        _ => new StringValueNode(Location.None, Convert.ToString(value, CultureInfo.InvariantCulture)!, false),
    };
}

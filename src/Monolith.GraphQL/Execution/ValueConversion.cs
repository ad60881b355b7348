using System.Collections;
using System.Globalization;

namespace Monolith.GraphQL.Execution;

/// <summary>Brings coerced input values to the CLR type a resolver asks for.</summary>
internal static class ValueConversion
{
    public static T To<T>(object? value) => value switch
    {
        T typed => typed,
        null => default!,
        _ => (T)To(value, typeof(T))!,
    };

    public static object? To(object? value, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null || target.IsInstanceOfType(value))
        {
            return value;
        }

        if (value is IList list && ItemType(target) is { } item)
        {
            var array = Array.CreateInstance(item, list.Count);
            for (var i = 0; i < list.Count; i++)
            {
                array.SetValue(To(list[i], item), i);
            }

            return target.IsInstanceOfType(array) ? array : Activator.CreateInstance(target, array);
        }

        return (value, target) switch
        {
            (string text, _) when target.IsEnum => Enum.Parse(target, text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true),
            (string text, _) when target == typeof(Guid) => Guid.Parse(text),
            (IConvertible, _) when target.IsPrimitive || target == typeof(decimal) => Convert.ChangeType(value, target, CultureInfo.InvariantCulture),
            _ => throw new InvalidCastException($"A coerced {value.GetType().Name} is not a {type.Name}."),
        };
    }

    public static Type? ItemType(Type type)
    {
        if (type == typeof(string))
        {
            return null;
        }

        if (type.IsArray)
        {
            return type.GetElementType();
        }

        return type.IsGenericType && type.GetGenericArguments() is [var item] && typeof(IEnumerable).IsAssignableFrom(type) ? item : null;
    }
}

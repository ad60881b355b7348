using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>Coerced values of a field's arguments or of an input object's fields, in the order of their declaration.</summary>
public sealed class ArgumentValues
{
    private static readonly object AbsentMark = new();
    private readonly IReadOnlyList<InputValue> _members;
    private readonly object?[] _values;

    internal ArgumentValues(IReadOnlyList<InputValue> members, object?[] values)
    {
        _members = members;
        _values = values;
    }

    /// <summary>No arguments.</summary>
    public static ArgumentValues None { get; } = new([], []);

    internal static object Absent => AbsentMark;

    /// <summary>Whether a value was given, or stands by default. Null counts as given.</summary>
    public bool Has(string name) => Find(name) is var value && !ReferenceEquals(value, AbsentMark);

    /// <summary>Whether the value at a place was given, or stands by default.</summary>
    public bool Has(int index) => !ReferenceEquals(_values[index], AbsentMark);

    /// <summary>The value; null when absent.</summary>
    public object? Raw(string name) => Find(name) is var value && ReferenceEquals(value, AbsentMark) ? null : value;

    /// <summary>The value at a place; null when absent.</summary>
    public object? Raw(int index) => ReferenceEquals(_values[index], AbsentMark) ? null : _values[index];

    /// <summary>The value as a CLR type; the type's default when absent or null.</summary>
    /// <exception cref="InvalidCastException">The coerced value is of another type: a fault in the schema's code.</exception>
    public T Get<T>(string name) => ValueConversion.To<T>(Raw(name));

    /// <summary>The given values by name.</summary>
    public IReadOnlyDictionary<string, object?> ToDictionary()
    {
        var all = new Dictionary<string, object?>(_values.Length, StringComparer.Ordinal);
        for (var i = 0; i < _values.Length; i++)
        {
            if (Has(i))
            {
                all.Add(_members[i].Name, _values[i]);
            }
        }

        return all;
    }

    /// <summary>The same with another value at one place.</summary>
    internal ArgumentValues With(int index, object? value)
    {
        var values = _values.AsSpan().ToArray();
        values[index] = value;
        return new ArgumentValues(_members, values);
    }

    private object? Find(string name)
    {
        for (var i = 0; i < _members.Count; i++)
        {
            if (string.Equals(_members[i].Name, name, StringComparison.Ordinal))
            {
                return _values[i];
            }
        }

        return AbsentMark;
    }
}

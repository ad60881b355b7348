using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace Monolith.GraphQL.Execution;

/// <summary>The resolver of fields that have none: the dictionary entry or the public property of the field's name.</summary>
internal static class MemberResolver
{
    private static readonly ConcurrentDictionary<(Type, string), Func<object, object?>> Getters = new();

    public static object? Resolve(object parent, string name) => parent switch
    {
        IReadOnlyDictionary<string, object?> entries => Invoke(entries.GetValueOrDefault(name)),
        IDictionary entries => entries[name],
        _ => Getters.GetOrAdd((parent.GetType(), name), static key => Compile(key.Item1, key.Item2))(parent),
    };

    private static object? Invoke(object? value) => value is Func<object?> function ? function() : value;

    private static Func<object, object?> Compile(Type type, string name)
    {
        var property = type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
        return property is null ? static _ => null : Getter(property);
    }

    public static Func<object, object?> Getter(PropertyInfo property)
    {
        var parent = Expression.Parameter(typeof(object));
        var read = Expression.Property(Expression.Convert(parent, property.DeclaringType!), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(read, typeof(object)), parent).Compile();
    }
}

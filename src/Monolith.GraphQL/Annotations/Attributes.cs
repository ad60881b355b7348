namespace Monolith.GraphQL.Annotations;

/// <summary>On a static class: its public static methods are fields of the object type that shows <typeparamref name="T"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ObjectTypeAttribute<T> : Attribute, IObjectTypeAttribute
{
    Type IObjectTypeAttribute.ClrType => typeof(T);
}

/// <summary>On a static class: its public static methods are fields of the query root.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class QueryTypeAttribute : Attribute;

/// <summary>On a static class: its public static methods are fields of the mutation root.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MutationTypeAttribute : Attribute;

/// <summary>
/// On a static class: its public static methods are fields of the subscription root. A method that answers with an <see cref="IAsyncEnumerable{T}"/> (or a task
/// of one) is a field of type <c>T</c> that shows each event as it is; a method with <see cref="SubscribeAttribute"/> is resolved for each event.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SubscriptionTypeAttribute : Attribute;

/// <summary>On a method of a <see cref="SubscriptionTypeAttribute"/> class: where its events come from.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SubscribeAttribute : Attribute
{
    /// <summary>The public static method of the same class that answers with the events. It may take arguments of its own; it is no field.</summary>
    public required string With { get; init; }
}

/// <summary>The parameter is the event that a subscription's field is resolved for.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EventMessageAttribute : Attribute;

/// <summary>On an abstract CLR type: it is an interface type; the concrete types of its assembly that derive from it implement it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface)]
public sealed class InterfaceTypeAttribute : Attribute;

/// <summary>On an abstract CLR type: it is a union; the concrete types of its assembly that derive from it are the members.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface)]
public sealed class UnionTypeAttribute : Attribute;

/// <summary>On a CLR type: as an input object it takes exactly one of its fields (specification, section 3.10.1).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class OneOfAttribute : Attribute;

/// <summary>
/// On a method of an <see cref="ObjectTypeAttribute{T}"/> class: fetches the object by its key, the first parameter that is not a service. With a list as the
/// first parameter and a dictionary as the answer it fetches many at once. The type then implements <c>Node</c>, and its <c>id</c> is global.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeResolverAttribute : Attribute;

/// <summary>
/// On a method of an <see cref="ObjectTypeAttribute{T}"/> class: it is called once for all parents of a level, <c>[Parent] IReadOnlyList&lt;T&gt;</c>, and answers
/// with a list of one value for each, in their order, or a task of one. What it throws, and a wrong number of values, is an error of the field at every parent.
/// It can take everything that other resolvers take, except a <see cref="Execution.ResolverContext"/> and data loaders.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BatchResolverAttribute : Attribute;

/// <summary>The value is an ID; with a type name it is a global id of that type, encoded on the way out and decoded and checked on the way in.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Method | AttributeTargets.ReturnValue)]
public sealed class IDAttribute(string? typeName = null) : Attribute
{
    /// <summary>The name of the object type the id belongs to; null: a plain ID.</summary>
    public string? TypeName { get; } = typeName;
}

/// <summary>The name in the schema, where it differs from the CLR name.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLNameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>The type in the schema in the specification's notation, where it cannot be told from the CLR type: <c>[GraphQLType("Therapist!")] NodeRef Therapist</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Method)]
public sealed class GraphQLTypeAttribute(string type) : Attribute
{
    /// <summary>The type reference.</summary>
    public string Type { get; } = type;
}

/// <summary>The description, where it differs from the XML documentation's summary.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLDescriptionAttribute(string description) : Attribute
{
    /// <summary>The description in Markdown.</summary>
    public string Description { get; } = description;
}

/// <summary>The member is deprecated.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLDeprecatedAttribute(string reason) : Attribute
{
    /// <summary>Why, and what to use instead.</summary>
    public string Reason { get; } = reason;
}

/// <summary>The member is not part of the schema.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLIgnoreAttribute : Attribute;

/// <summary>The parameter is the object that the field belongs to; in a method with <see cref="BatchResolverAttribute"/> the list of them.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParentAttribute : Attribute;

/// <summary>The parameter is a service. Interfaces and abstract classes are taken for services without it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceAttribute : Attribute;

internal interface IObjectTypeAttribute
{
    Type ClrType { get; }
}

/// <summary>An input that may be left out, which is not the same as null.</summary>
/// <typeparam name="T">The type of the value; nullable where null is allowed.</typeparam>
/// <param name="value">The value that was given.</param>
public readonly struct Optional<T>(T value)
{
    /// <summary>Whether a value, perhaps null, was given.</summary>
    public bool HasValue { get; } = true;

    /// <summary>The value; the type's default when none was given.</summary>
    public T Value { get; } = value;

    /// <summary>A value that was given.</summary>
    public static implicit operator Optional<T>(T value) => new(value);

    /// <summary>The value, or another when none was given.</summary>
    public T Or(T other) => HasValue ? Value : other;
}

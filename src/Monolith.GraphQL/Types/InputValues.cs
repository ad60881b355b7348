using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Types;

/// <summary>An argument or an input field (specification, sections 3.6.1 and 3.10): a name, an input type, perhaps a default.</summary>
public abstract class InputValue(string name, TypeReference type) : IDeprecable
{
    private GraphType? _type;

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary>The type as it was named.</summary>
    public TypeReference TypeReference { get; } = type;

    /// <summary>The type.</summary>
    /// <exception cref="InvalidOperationException">The schema is not built yet.</exception>
    public GraphType Type => _type ?? throw new InvalidOperationException($"The type of '{Name}' is known when the schema is built.");

    /// <summary>What the value means, in Markdown, or null.</summary>
    public string? Description { get; set; }

    /// <inheritdoc/>
    public string? DeprecationReason { get; set; }

    /// <summary>What the argument adds to the cost of an operation that gives it; null: nothing.</summary>
    public int? Cost { get; set; }

    /// <summary>The default as a constant literal; null when there is none (a default of null is a <see cref="NullValueNode"/>).</summary>
    public ValueNode? DefaultValue { get; set; }

    /// <summary>Turns the coerced value into what resolvers or constructors take, for example a list into an array of a CLR type. Null: as coerced.</summary>
    public Func<object?, object?>? Convert { get; set; }

    /// <summary>Whether the value must be given: non-null and without a default.</summary>
    public bool IsRequired => Type.IsNonNull && DefaultValue is null;

    internal bool IsResolved => _type is not null;

    internal void Resolve(TypeResolution resolution, string place) => _type = resolution.Resolve(TypeReference, place);
}

/// <summary>An argument of a field or directive.</summary>
public sealed class Argument(string name, TypeReference type) : InputValue(name, type);

/// <summary>A field of an input object type.</summary>
public sealed class InputField(string name, TypeReference type) : InputValue(name, type);

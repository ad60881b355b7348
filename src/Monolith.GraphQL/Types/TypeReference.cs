using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Types;

/// <summary>
/// A type named before it exists: by name, by instance or by CLR type, with list and non-null wrappers. Resolved when the schema is built.
/// Strings in the specification's notation convert: <c>"[Refund!]!"</c>.
/// </summary>
public sealed class TypeReference
{
    private readonly TypeKind? _wrapper;
    private readonly TypeReference? _inner;
    private readonly string? _name;
    private readonly GraphType? _type;
    private readonly Func<SchemaBuilder, GraphType>? _late;

    private TypeReference(string? name, GraphType? type, Func<SchemaBuilder, GraphType>? late, TypeKind? wrapper = null, TypeReference? inner = null)
    {
        _name = name;
        _type = type;
        _late = late;
        _wrapper = wrapper;
        _inner = inner;
    }

    /// <summary>The name of the innermost type when it is known without a schema, or null.</summary>
    public string? InnerName => _inner?.InnerName ?? _name ?? _type?.NamedType.Name;

    /// <summary>A type by its name.</summary>
    public static TypeReference Named(string name) => new(name, null, null);

    /// <summary>A type that is at hand.</summary>
    public static TypeReference Of(GraphType type) => new(null, type, null);

    /// <summary>A type that is made when the schema is built. The function may add types to the builder.</summary>
    public static TypeReference Lazy(Func<SchemaBuilder, GraphType> make) => new(null, null, make);

    /// <summary>A type as the syntax tree names it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The node is none of the parser's three kinds of type.</exception>
    public static TypeReference From(TypeNode node) => node switch
    {
        NonNullTypeNode nonNull => From(nonNull.Type).NonNull(),
        ListTypeNode list => From(list.Type).List(),
        NamedTypeNode named => Named(named.Name.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <summary>Reads the specification's notation, such as <c>[Refund!]!</c>.</summary>
    /// <exception cref="FormatException">The text is not a type reference.</exception>
    public static TypeReference Parse(string text)
    {
        var trimmed = text.Trim();
        return trimmed switch
        {
            [.. var inner, '!'] when inner is not [.., '!'] => Parse(inner).NonNull(),
            ['[', .. var item, ']'] => Parse(item).List(),
            _ when NameRules.IsName(trimmed) => Named(trimmed),
            _ => throw new FormatException($"'{text}' is not a type reference."),
        };
    }

    /// <summary>The list of this type.</summary>
    public TypeReference List() => new(null, null, null, TypeKind.List, this);

    /// <summary>This type without null.</summary>
    public TypeReference NonNull() => _wrapper is TypeKind.NonNull ? this : new(null, null, null, TypeKind.NonNull, this);

    /// <summary>Reads the specification's notation.</summary>
    public static implicit operator TypeReference(string text) => Parse(text);

    /// <summary>A type that is at hand.</summary>
    public static implicit operator TypeReference(GraphType type) => Of(type);

    /// <inheritdoc/>
    public override string ToString() => _wrapper switch
    {
        TypeKind.List => $"[{_inner}]",
        TypeKind.NonNull => $"{_inner}!",
        _ => _name ?? _type?.ToString() ?? "(made later)",
    };

    internal GraphType? Resolve(TypeResolution resolution) => _wrapper switch
    {
        TypeKind.List => _inner!.Resolve(resolution)?.ListOf(),
        TypeKind.NonNull => _inner!.Resolve(resolution)?.NonNullOf(),
        _ when _name is not null => resolution.Find(_name),
        _ => resolution.Adopt(_type ?? _late!(resolution.Builder)),
    };
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Types;

/// <summary>A scalar type (specification, section 3.5). Derive, and say in each fault which rule the value breaks without repeating the value.</summary>
public abstract class ScalarType(string name) : NamedType(name)
{
    /// <inheritdoc/>
    public sealed override TypeKind Kind => TypeKind.Scalar;

    /// <summary>Where the scalar's text form is specified, or null (section 3.5.5).</summary>
    public string? SpecifiedByUrl { get; set; }

    /// <summary>Input coercion of a literal. On failure <paramref name="fault"/> is a sentence that names the rule.</summary>
    public abstract bool TryParseLiteral(ValueNode literal, out object? value, [NotNullWhen(false)] out string? fault);

    /// <summary>Input coercion of a JSON value of the variables. On failure <paramref name="fault"/> is a sentence that names the rule.</summary>
    public abstract bool TryParseJson(JsonElement json, out object? value, [NotNullWhen(false)] out string? fault);

    /// <summary>Result coercion: writes exactly one JSON value, or answers false having written nothing.</summary>
    public abstract bool TryWrite(object value, ResultWriter writer);

    internal override void Resolve(TypeResolution resolution)
    {
    }
}

using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Annotations;

/// <summary>How CLR types become types of a schema that is being built.</summary>
public sealed class ClrTypes
{
    private readonly SchemaBuilder _builder;

    internal ClrTypes(SchemaBuilder builder) => _builder = builder;

    /// <summary>The type that shows values of a CLR type, made and added when it is not there yet.</summary>
    public TypeReference OutputTypeFor(Type type) => throw new NotSupportedException($"{type} {_builder.Types.Count}");

    /// <summary>The type that takes values of a CLR type as arguments, made and added when it is not there yet.</summary>
    public TypeReference InputTypeFor(Type type) => throw new NotSupportedException($"{type} {_builder.Types.Count}");
}

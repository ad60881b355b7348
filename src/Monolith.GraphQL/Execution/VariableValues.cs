using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>A declared variable with its type resolved.</summary>
internal sealed class VariableShape
{
    public VariableShape(Schema schema, VariableDefinitionNode definition)
    {
        Definition = definition;
        Name = definition.Variable.Name.Value;
        Type = Resolve(schema, definition.Type);
    }

    public VariableDefinitionNode Definition { get; }

    public string Name { get; }

    public GraphType Type { get; }

    private static GraphType Resolve(Schema schema, TypeNode node) => node switch
    {
        NonNullTypeNode nonNull => Resolve(schema, nonNull.Type).NonNullOf(),
        ListTypeNode list => Resolve(schema, list.Type).ListOf(),
        NamedTypeNode named when schema.FindType(named.Name.Value) is { IsInputType: true } type => type,
        _ => throw new GraphQLException("A variable must be of an input type that exists.", "INVALID_VARIABLE"),
    };
}

/// <summary>The coerced variables of a request (specification, section 6.1.2).</summary>
internal sealed class VariableValues(VariableShape[] shapes, object?[] values)
{
    public static VariableValues None { get; } = new([], []);

    public object? this[int index] => values[index];

    /// <summary>The value, or <see cref="ArgumentValues.Absent"/>.</summary>
    public object? Find(string name)
    {
        for (var i = 0; i < shapes.Length; i++)
        {
            if (shapes[i].Name == name)
            {
                return values[i];
            }
        }

        return ArgumentValues.Absent;
    }
}

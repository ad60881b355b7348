using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution.Incremental;

/// <summary>A list field with @stream.</summary>
internal sealed class StreamPlan
{
    private readonly ArgumentPlan _arguments;

    private StreamPlan(ArgumentPlan arguments, string? label)
    {
        _arguments = arguments;
        Label = label;
    }

    public string? Label { get; }

    /// <summary>The field's stream; null where it has none, or items are valid only while they are read.</summary>
    public static StreamPlan? Of(Schema schema, OutputField field, FieldNode node)
    {
        if (node.Directives.FirstOrDefault(d => d.Name.Value == "stream") is not { } use || schema.Directives.Find("stream") is not { } directive
            || field.Type.NullableType is not ListType || IsPassing(field.Type.NamedType))
        {
            return null;
        }

        return new StreamPlan(ArgumentPlan.For(directive.Arguments, use.Arguments), DeferUsage.LabelOf(use));
    }

    /// <summary>Whether objects of the type are valid only while they are written, so that nothing of them can come later.</summary>
    public static bool IsPassing(NamedType type) => type is ComplexType complex && complex.Fields.Any(field => field.Keep is not null);

    /// <summary>How many items the initial result has.</summary>
    /// <exception cref="GraphQLException">The number is negative.</exception>
    public int InitialCount(VariableValues variables)
    {
        var arguments = _arguments.Coerce(variables);
        if (!arguments.Get<bool>("if"))
        {
            return int.MaxValue;
        }

        return arguments.Get<int>("initialCount") is >= 0 and var count ? count : throw new GraphQLException("'initialCount' must not be negative.", "INVALID_ARGUMENT");
    }
}

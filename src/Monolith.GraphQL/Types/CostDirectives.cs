using static Monolith.GraphQL.Types.DirectiveLocation;

namespace Monolith.GraphQL.Types;

/// <summary>The directives <c>@cost</c> and <c>@listSize</c>, with which a schema tells what its fields cost.</summary>
public static class CostDirectives
{
    /// <summary>
    /// Defines both directives, so that the printed schema carries the weights and sizes, and gives connections their size: a field with the arguments
    /// <c>first</c> or <c>last</c> whose object has <c>edges</c> or <c>nodes</c>. Call it when all fields are there. Costs are counted without it too.
    /// </summary>
    /// <param name="builder">The schema that is being built.</param>
    /// <param name="usualPageSize">The size of a page whose size is not asked for; null where one of the arguments must be given.</param>
    public static SchemaBuilder AddCostDirectives(this SchemaBuilder builder, int? usualPageSize = null)
    {
        builder.AddDirective(Cost());
        builder.AddDirective(Sizes());
        foreach (var field in builder.Types.OfType<ComplexType>().SelectMany(type => type.Fields))
        {
            field.ListSize ??= PageOf(builder, field, usualPageSize);
        }

        return builder;
    }

    private static ListSize? PageOf(SchemaBuilder builder, OutputField field, int? usualPageSize)
    {
        string[] slicing = [.. new[] { "first", "last" }.Where(field.Arguments.Contains)];
        var name = field.TypeReference.ToString().Trim('[', ']', '!');
        if (slicing.Length == 0 || builder.FindType(name) is not ComplexType answer)
        {
            return null;
        }

        string[] sized = [.. new[] { "edges", "nodes" }.Where(answer.Fields.Contains)];
        return sized.Length == 0 ? null : new ListSize
        {
            AssumedSize = usualPageSize,
            SlicingArguments = slicing,
            SizedFields = sized,
            RequireOneSlicingArgument = false,
        };
    }

    private static DirectiveType Cost() => new("cost", ArgumentDefinition, DirectiveLocation.Enum, FieldDefinition, InputFieldDefinition, DirectiveLocation.Object, DirectiveLocation.Scalar)
    {
        Description = "What one use of the element adds to the cost of an operation.",
        Arguments = { new Argument("weight", "String!") { Description = "The cost, a number." } },
    };

    private static DirectiveType Sizes() => new("listSize", FieldDefinition)
    {
        Description = "How long a list can be, for the cost of an operation.",
        Arguments =
        {
            new Argument("assumedSize", "Int") { Description = "The size that counts when no slicing argument is given." },
            new Argument("slicingArguments", "[String!]") { Description = "Arguments whose value, or for a list its length, is the size." },
            new Argument("sizedFields", "[String!]") { Description = "Fields of the answer whose lists have that size; otherwise the field itself is the list." },
            new Argument("requireOneSlicingArgument", "Boolean")
            {
                Description = "Whether exactly one of the slicing arguments must be given.",
                DefaultValue = new Language.BooleanValueNode(Language.Location.None, true),
            },
        },
    };
}

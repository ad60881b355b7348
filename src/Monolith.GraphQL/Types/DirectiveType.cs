namespace Monolith.GraphQL.Types;

#pragma warning disable CS1591 // The names are the specification's (section 3.13).
/// <summary>Where a directive may stand, by the names of the specification in CLR case.</summary>
public enum DirectiveLocation
{
    Query,
    Mutation,
    Subscription,
    Field,
    FragmentDefinition,
    FragmentSpread,
    InlineFragment,
    VariableDefinition,
    Schema,
    Scalar,
    Object,
    FieldDefinition,
    ArgumentDefinition,
    Interface,
    Union,
    Enum,
    EnumValue,
    InputObject,
    InputFieldDefinition,
    DirectiveDefinition,
}
#pragma warning restore CS1591

/// <summary>The definition of a directive (specification, section 3.13).</summary>
public sealed class DirectiveType(string name, params IReadOnlyList<DirectiveLocation> locations) : IDeprecable
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary>Where it may stand.</summary>
    public IReadOnlyList<DirectiveLocation> Locations { get; } = locations;

    /// <summary>The arguments in the order declared.</summary>
    public MemberCollection<Argument> Arguments { get; } = [];

    /// <summary>Whether it may stand more than once at one place.</summary>
    public bool IsRepeatable { get; set; }

    /// <summary>
    /// What the directive does where a document puts it on a field; needs <see cref="DirectiveLocation.Field"/>. It is prepared with the plan of the operation, so
    /// fields without it cost nothing. Of several directives the one written first is the outermost. Throw <see cref="GraphQLException"/> for an error the caller
    /// may read. Null: nothing; resolvers can look at <see cref="Execution.ResolverContext.FieldNodes"/>.
    /// </summary>
    public Execution.DirectiveMiddleware? OnField { get; set; }

    /// <summary>What it does, in Markdown, or null.</summary>
    public string? Description { get; set; }

    /// <inheritdoc/>
    public string? DeprecationReason { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"@{Name}";
}

/// <summary>The names of directive locations as documents and introspection write them.</summary>
public static class DirectiveLocationNames
{
    private static readonly Dictionary<string, DirectiveLocation> ByName =
        Enum.GetValues<DirectiveLocation>().ToDictionary(location => NameRules.UpperSnake(location.ToString()), StringComparer.Ordinal);

    private static readonly Dictionary<DirectiveLocation, string> Names = ByName.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The location's name, such as <c>FIELD_DEFINITION</c>.</summary>
    public static string ToName(this DirectiveLocation location) => Names[location];

    /// <summary>The location of a name, if there is one.</summary>
    public static bool TryParse(string name, out DirectiveLocation location) => ByName.TryGetValue(name, out location);
}

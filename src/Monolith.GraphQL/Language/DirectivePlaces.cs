using System.Collections.Frozen;

namespace Monolith.GraphQL.Language;

/// <summary>The places where a directive may stand, by the names of the specification (section 3.13).</summary>
internal static class DirectivePlaces
{
    private static readonly FrozenSet<string> All = FrozenSet.Create(
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM",
        "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION");

    public static bool Contains(string name) => All.Contains(name);
}

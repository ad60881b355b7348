using System.Collections.Frozen;

namespace Monolith.GraphQL.Sdl;

/// <summary>Types that every schema has without defining them.</summary>
internal static class SpecifiedNames
{
    private static readonly FrozenSet<string> Introspection = FrozenSet.Create(
        "__Schema", "__Type", "__TypeKind", "__Field", "__InputValue", "__EnumValue", "__Directive", "__DirectiveLocation");

    public static bool IsScalar(string name) => name is "String" or "Int" or "Float" or "Boolean" or "ID";

    public static bool IsType(string name) => IsScalar(name) || Introspection.Contains(name);
}

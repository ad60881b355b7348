using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Sdl.Rules;

/// <summary>Every type that is named is defined.</summary>
internal static class TypeNameRules
{
    public static void Check(SdlContext context)
    {
        foreach (var definition in context.Document.Definitions)
        {
            foreach (var type in Named(definition))
            {
                var name = Innermost(type);
                if (!context.Types.ContainsKey(name.Value) && !SpecifiedNames.IsType(name.Value))
                {
                    context.Report($"Unknown type \"{Excerpt.Of(name.Value)}\".", name);
                }
            }
        }
    }

    private static IEnumerable<TypeNode> Named(DefinitionNode definition) => definition switch
    {
        ISchemaSyntax schema => schema.OperationTypes.Select(o => (TypeNode)o.Type),
        DirectiveDefinitionNode directive => directive.Arguments.Select(a => a.Type),
        IComplexTypeSyntax complex => complex.Interfaces.Concat(complex.Fields.SelectMany(f => f.Arguments.Select(a => a.Type).Append(f.Type))),
        IUnionTypeSyntax union => union.Types,
        IInputObjectTypeSyntax input => input.Fields.Select(f => f.Type),
        _ => [],
    };

    private static NameNode Innermost(TypeNode type)
    {
        while (type is not NamedTypeNode)
        {
            type = type is NonNullTypeNode nonNull ? nonNull.Type : ((ListTypeNode)type).Type;
        }

        return ((NamedTypeNode)type).Name;
    }
}

using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Sdl.Rules;

/// <summary>One schema definition, one root type an operation, unique names of types and directives, extensions of what exists.</summary>
internal static class DefinitionRules
{
    public static void Check(SdlContext context)
    {
        SchemaDefinitions(context);
        RootTypes(context);
        var types = context.Document.Definitions.OfType<TypeDefinitionNode>().Select(t => t.Name);
        var directives = context.Document.Definitions.OfType<DirectiveDefinitionNode>().Select(d => d.Name);
        context.ReportDuplicates(types, new(StringComparer.Ordinal), n => $"There can be only one type named \"{n}\".");
        context.ReportDuplicates(directives, new(StringComparer.Ordinal), n => $"There can be only one directive named \"@{n}\".");
        Extensions(context);
        foreach (var definition in context.Document.Definitions)
        {
            if (definition is OperationDefinitionNode or FragmentDefinitionNode)
            {
                context.Report("Operations and fragments do not belong into a schema.", definition);
            }
        }
    }

    private static void SchemaDefinitions(SdlContext context)
    {
        foreach (var definition in context.Document.Definitions.OfType<SchemaDefinitionNode>().Skip(1))
        {
            context.Report("Must provide only one schema definition.", definition);
        }
    }

    private static void RootTypes(SdlContext context)
    {
        var known = new Dictionary<OperationType, OperationTypeDefinitionNode>();
        foreach (var root in context.Document.Definitions.OfType<ISchemaSyntax>().SelectMany(s => s.OperationTypes))
        {
            if (!known.TryAdd(root.Operation, root))
            {
                context.Report($"There can be only one {root.Operation.ToString().ToLowerInvariant()} type in schema.", known[root.Operation], root);
            }
        }
    }

    private static void Extensions(SdlContext context)
    {
        foreach (var extension in context.Document.Definitions.OfType<TypeExtensionNode>())
        {
            var name = Excerpt.Of(extension.Name.Value);
            if (!context.Types.TryGetValue(extension.Name.Value, out var type))
            {
                var reason = SpecifiedNames.IsType(extension.Name.Value) ? "it belongs to the specification" : "it is not defined";
                context.Report($"Cannot extend type \"{name}\" because {reason}.", extension.Name);
            }
            else if (!Matches(type.Kind, extension.Kind))
            {
                context.Report($"Cannot extend type \"{name}\", which is of another kind.", type, extension);
            }
        }
    }

    private static bool Matches(SyntaxKind definition, SyntaxKind extension) => (definition, extension) is
        (SyntaxKind.ScalarTypeDefinition, SyntaxKind.ScalarTypeExtension)
        or (SyntaxKind.ObjectTypeDefinition, SyntaxKind.ObjectTypeExtension)
        or (SyntaxKind.InterfaceTypeDefinition, SyntaxKind.InterfaceTypeExtension)
        or (SyntaxKind.UnionTypeDefinition, SyntaxKind.UnionTypeExtension)
        or (SyntaxKind.EnumTypeDefinition, SyntaxKind.EnumTypeExtension)
        or (SyntaxKind.InputObjectTypeDefinition, SyntaxKind.InputObjectTypeExtension);
}

using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

public static partial class SyntaxPrinter
{
    private static string PrintTypeSystem(SyntaxNode node, int depth)
    {
        var inner = depth + 1;
        return node switch
        {
            SchemaDefinitionNode n => Description(n.Description) + JoinTexts(" ", "schema", Join(n.Directives, " ", inner), Block(n.OperationTypes, inner)),
            SchemaExtensionNode n => JoinTexts(" ", "extend schema", Join(n.Directives, " ", inner), Block(n.OperationTypes, inner)),
            OperationTypeDefinitionNode n => $"{OperationText(n.Operation)}: {n.Type.Name.Value}",
            TypeDefinitionNode n => Description(n.Description) + PrintTypeSyntax(n, inner),
            TypeExtensionNode n => "extend " + PrintTypeSyntax(n, inner),
            FieldDefinitionNode n => $"{Description(n.Description)}{n.Name.Value}{Parenthesised(n.Arguments, inner, indented: true)}: {Print(n.Type, inner)}"
                + Wrap(" ", Join(n.Directives, " ", inner), ""),
            InputValueDefinitionNode n => Description(n.Description) + JoinTexts(
                " ", $"{n.Name.Value}: {Print(n.Type, inner)}", Wrap("= ", Print(n.DefaultValue, inner), ""), Join(n.Directives, " ", inner)),
            EnumValueDefinitionNode n => Description(n.Description) + JoinTexts(" ", n.Name.Value, Join(n.Directives, " ", inner)),
            DirectiveDefinitionNode n => $"{Description(n.Description)}directive @{n.Name.Value}{Parenthesised(n.Arguments, inner, indented: true)}"
                + $"{(n.IsRepeatable ? " repeatable" : "")} on {Join(n.Locations, " | ", inner)}",
            _ => throw new ArgumentOutOfRangeException(nameof(node), node.Kind, "Not a kind that can be printed."),
        };
    }

    private static string PrintTypeSyntax(TypeSyntaxNode node, int depth)
    {
        var directives = Join(node.Directives, " ", depth);
        return node switch
        {
            IComplexTypeSyntax n => JoinTexts(
                " ",
                node is ObjectTypeDefinitionNode or ObjectTypeExtensionNode ? "type" : "interface",
                node.Name.Value,
                Wrap("implements ", Join(n.Interfaces, " & ", depth), ""),
                directives,
                Block(n.Fields, depth)),
            IUnionTypeSyntax n => JoinTexts(" ", "union", node.Name.Value, directives, UnionMembers(n.Types, depth)),
            IEnumTypeSyntax n => JoinTexts(" ", "enum", node.Name.Value, directives, Block(n.Values, depth)),
            IInputObjectTypeSyntax n => JoinTexts(" ", "input", node.Name.Value, directives, Block(n.Fields, depth)),
            _ => JoinTexts(" ", "scalar", node.Name.Value, directives),
        };
    }

    private static string UnionMembers(ImmutableArray<NamedTypeNode> types, int depth) => Wrap("= ", Join(types, " | ", depth), "");
}

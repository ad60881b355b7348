using System.Text;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Sdl;

/// <summary>
/// Prints a schema in the type system definition language: what the specification defines for every schema is left out, all else is in the schema's order.
/// </summary>
public static class SchemaPrinter
{
    /// <summary>The text, without a line end after the last definition. The same schema gives the same text.</summary>
    public static string Print(Schema schema)
    {
        var parts = new List<string>();
        if (PrintRoots(schema) is { } roots)
        {
            parts.Add(roots);
        }

        parts.AddRange(schema.Directives.Where(d => !SpecifiedDirectives.IsSpecified(d.Name)).Select(Print));
        var costs = schema.Directives.Contains("cost") && schema.Directives.Contains("listSize");
        parts.AddRange(schema.Types.Where(t => !SpecifiedNames.IsType(t.Name)).Select(t => Print(t, costs)));
        return string.Join("\n\n", parts);
    }

    /// <summary>The definition of one type, without its costs.</summary>
    public static string Print(NamedType type) => Print(type, costs: false);

    private static string Print(NamedType type, bool costs)
    {
        var text = new StringBuilder();
        SdlText.Description(text, type.Description, "", isFirst: true);
        switch (type)
        {
            case ScalarType scalar:
                text.Append("scalar ").Append(scalar.Name);
                text.Append(scalar.SpecifiedByUrl is { } url ? $" @specifiedBy(url: {SyntaxPrinter.QuotedString(url)})" : "");
                CostText.Weight(text, costs ? scalar.Cost : null);
                break;
            case ComplexType complex:
                PrintComplex(text, complex, costs);
                break;
            case UnionType union:
                text.Append("union ").Append(union.Name).Append(union.Types.Count == 0 ? "" : " = ").AppendJoin(" | ", union.Types);
                break;
            case EnumType values:
                text.Append("enum ").Append(values.Name);
                CostText.Weight(text, costs ? values.Cost : null);
                SdlText.Block(text, values.Values, (value, isFirst) =>
                {
                    SdlText.Description(text, value.Description, "  ", isFirst);
                    text.Append("  ").Append(value.Name);
                    SdlText.Deprecation(text, value.DeprecationReason);
                });
                break;
            case InputObjectType input:
                text.Append("input ").Append(input.Name).Append(input.IsOneOf ? " @oneOf" : "");
                SdlText.Block(text, input.Fields, (field, isFirst) =>
                {
                    SdlText.Description(text, field.Description, "  ", isFirst);
                    text.Append("  ");
                    SdlText.Input(text, field);
                });
                break;
        }

        return text.ToString();
    }

    private static void PrintComplex(StringBuilder text, ComplexType type, bool costs)
    {
        text.Append(type is ObjectType ? "type " : "interface ").Append(type.Name);
        text.Append(type.Interfaces.Count == 0 ? "" : " implements ").AppendJoin(" & ", type.Interfaces);
        CostText.Weight(text, costs && type is ObjectType ? type.Cost : null);
        SdlText.Block(text, type.Fields, (field, isFirst) =>
        {
            SdlText.Description(text, field.Description, "  ", isFirst);
            text.Append("  ").Append(field.Name);
            SdlText.Arguments(text, field.Arguments, "  ", costs);
            text.Append(": ").Append(field.Type);
            CostText.Weight(text, costs ? field.Cost : null);
            CostText.Size(text, costs ? field.ListSize : null);
            SdlText.Deprecation(text, field.DeprecationReason);
        });
    }

    private static string Print(DirectiveType directive)
    {
        var text = new StringBuilder();
        SdlText.Description(text, directive.Description, "", isFirst: true);
        text.Append("directive @").Append(directive.Name);
        SdlText.Arguments(text, directive.Arguments, "");
        return text.Append(directive.IsRepeatable ? " repeatable on " : " on ").AppendJoin(" | ", directive.Locations.Select(l => l.ToName())).ToString();
    }

    /// <summary>Null where the roots have their usual names and nothing is said of the schema.</summary>
    private static string? PrintRoots(Schema schema)
    {
        (string Operation, ObjectType? Type, string UsualName)[] roots =
            [("query", schema.QueryType, "Query"), ("mutation", schema.MutationType, "Mutation"), ("subscription", schema.SubscriptionType, "Subscription")];
        var isUsual = roots.All(r => ReferenceEquals(r.Type, schema.FindType(r.UsualName)));
        if (roots.All(r => r.Type is null) || (isUsual && schema.Description is null))
        {
            return null;
        }

        var text = new StringBuilder();
        SdlText.Description(text, schema.Description, "", isFirst: true);
        text.Append("schema {\n");
        foreach (var (operation, type, _) in roots)
        {
            if (type is not null)
            {
                text.Append("  ").Append(operation).Append(": ").Append(type.Name).Append('\n');
            }
        }

        return text.Append('}').ToString();
    }
}

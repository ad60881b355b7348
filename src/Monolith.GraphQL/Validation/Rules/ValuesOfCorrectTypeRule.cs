using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Literals have the type of their place (sections 5.6.1, 5.6.2 and 5.6.4).</summary>
internal sealed class ValuesOfCorrectTypeRule : ValidationRule
{
    public override void Enter(ValidationContext context, ValueNode node)
    {
        if (context.InputType is not { } type || node is VariableNode)
        {
            return;
        }

        switch (node)
        {
            case NullValueNode:
                if (type.IsNonNull)
                {
                    context.Report($"Expected value of type \"{type}\", found null.", node);
                }

                break;
            case ListValueNode when type.NullableType is ListType:
                break;
            case ObjectValueNode value when type.NamedType is InputObjectType inputObject:
                Check(context, value, inputObject);
                break;
            default:
                CheckLeaf(context, node, type);
                break;
        }
    }

    public override void Enter(ValidationContext context, ObjectFieldNode node)
    {
        if (context.Input is null && context.ParentInputType is InputObjectType parent)
        {
            var proposal = Suggestion.For(context, node.Name.Value, parent.Fields.Select(f => f.Name));
            context.Report($"Field \"{Excerpt.Of(node.Name.Value)}\" is not defined by type \"{parent}\".{proposal}", node);
        }
    }

    private static void Check(ValidationContext context, ObjectValueNode value, InputObjectType type)
    {
        for (var i = 0; i < type.Fields.Count; i++)
        {
            var field = type.Fields[i];
            if (field.IsRequired && !value.Fields.Any(f => f.Name.Value == field.Name))
            {
                context.Report($"Field \"{type}.{field.Name}\" of required type \"{field.Type}\" was not provided.", value);
            }
        }

        if (type.IsOneOf)
        {
            var names = value.Fields.Select(f => f.Name.Value).Distinct(StringComparer.Ordinal).Count();
            if (names != 1)
            {
                context.Report($"OneOf Input Object \"{type}\" must specify exactly one key.", value);
            }
            else if (value.Fields[^1].Value is NullValueNode)
            {
                context.Report($"Field \"{type}.{Excerpt.Of(value.Fields[^1].Name.Value)}\" must be non-null.", value);
            }
        }
    }

    private static void CheckLeaf(ValidationContext context, ValueNode node, GraphType type)
    {
        switch (type.NamedType)
        {
            case ScalarType scalar when !scalar.TryParseLiteral(node, out _, out var fault):
                context.Report($"Expected value of type \"{type}\", found {Found(node)}. {fault}", node);
                break;
            case EnumType values when !values.TryParseLiteral(node, out _):
                var proposal = node is EnumValueNode name ? Suggestion.For(context, name.Value, values.Values.Select(v => v.Name)) : "";
                context.Report($"Value {Found(node)} does not exist in \"{values}\" enum.{proposal}", node);
                break;
            case InputObjectType:
                context.Report($"Expected value of type \"{type}\", found {Found(node)}.", node);
                break;
        }
    }

    private static string Found(ValueNode node) => node switch
    {
        ListValueNode => "a list",
        ObjectValueNode => "an object",
        StringValueNode text => $"\"{Excerpt.Of(text.Value)}\"",
        _ => Excerpt.Of(SyntaxPrinter.Print(node)),
    };
}

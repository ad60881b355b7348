using System.Collections.Immutable;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Validation;

internal sealed partial class DocumentWalker
{
    private int valueDepth;

    private void WalkDirectives(SyntaxNode owner, IHasDirectives node)
    {
        if (node.Directives.IsEmpty)
        {
            return;
        }

        foreach (var rule in rules)
        {
            rule.EnterDirectives(context, owner, node);
        }

        context.InDirectives = true;
        foreach (var directive in node.Directives)
        {
            context.Directive = context.Schema.Directives.Find(directive.Name.Value);
            foreach (var rule in rules)
            {
                rule.Enter(context, directive);
            }

            WalkArguments(directive.Arguments, context.Directive?.Arguments);
            context.Directive = null;
        }

        context.InDirectives = false;
    }

    private void WalkArguments(ImmutableArray<ArgumentNode> arguments, MemberCollection<Argument>? definitions)
    {
        foreach (var argument in arguments)
        {
            var definition = definitions?.Find(argument.Name.Value);
            context.Input = definition;
            context.InputType = definition?.Type;
            foreach (var rule in rules)
            {
                rule.Enter(context, argument);
            }

            WalkValue(argument.Value);
            context.Input = null;
            context.InputType = null;
        }
    }

    private void WalkType(TypeNode node)
    {
        while (node is not NamedTypeNode)
        {
            node = node is NonNullTypeNode nonNull ? nonNull.Type : ((ListTypeNode)node).Type;
        }

        foreach (var rule in rules)
        {
            rule.Enter(context, (NamedTypeNode)node);
        }
    }

    private void WalkValue(ValueNode node)
    {
        if (++valueDepth > DeepestWalk)
        {
            context.ReportLimit($"The value is nested deeper than the limit of {DeepestWalk} levels.", "INPUT_TOO_DEEP", node);
            throw new ValidationAbortedException();
        }

        if (node is VariableNode variable)
        {
            var oneOf = context.Input is InputField && context.ParentInputType?.NamedType is InputObjectType { IsOneOf: true } input ? input : null;
            facts.Usages.Add(new VariableUsage(variable, context.InputType, context.Input?.DefaultValue is not null, oneOf));
        }

        foreach (var rule in rules)
        {
            rule.Enter(context, node);
        }

        switch (node)
        {
            case ListValueNode list:
                WalkItems(list);
                break;
            case ObjectValueNode value:
                WalkFields(value);
                break;
        }

        valueDepth--;
    }

    private void WalkItems(ListValueNode list)
    {
        var (outerInput, outerType, outerParent) = (context.Input, context.InputType, context.ParentInputType);
        context.ParentInputType = outerType;
        context.InputType = outerType?.NullableType is ListType { ItemType: var item } ? item : null;
        context.Input = null;
        foreach (var value in list.Items)
        {
            WalkValue(value);
        }

        (context.Input, context.InputType, context.ParentInputType) = (outerInput, outerType, outerParent);
    }

    private void WalkFields(ObjectValueNode value)
    {
        var (outerInput, outerType, outerParent) = (context.Input, context.InputType, context.ParentInputType);
        // A single object stands for a list of one.
        var inputObject = outerType?.NamedType as InputObjectType;
        foreach (var field in value.Fields)
        {
            var definition = inputObject?.Fields.Find(field.Name.Value);
            context.ParentInputType = inputObject;
            context.Input = definition;
            context.InputType = definition?.Type;
            foreach (var rule in rules)
            {
                rule.Enter(context, field);
            }

            WalkValue(field.Value);
        }

        (context.Input, context.InputType, context.ParentInputType) = (outerInput, outerType, outerParent);
    }
}

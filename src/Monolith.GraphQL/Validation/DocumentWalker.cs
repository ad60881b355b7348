using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation;

/// <summary>Walks the executable definitions of a document once, tells every rule of each node, and keeps the types of the context.</summary>
internal sealed partial class DocumentWalker(ValidationContext context, ValidationRule[] rules)
{
    private const int DeepestWalk = 250;

    private DefinitionFacts facts = new();
    private int depth;

    public void Walk()
    {
        foreach (var definition in context.Document.Definitions)
        {
            foreach (var rule in rules)
            {
                rule.Enter(context, definition);
            }

            facts = context.FactsOf(definition);
            switch (definition)
            {
                case OperationDefinitionNode operation:
                    Walk(operation);
                    break;
                case FragmentDefinitionNode fragment:
                    Walk(fragment);
                    break;
            }
        }

        foreach (var rule in rules)
        {
            rule.LeaveDocument(context);
        }
    }

    private void Walk(OperationDefinitionNode node)
    {
        context.Type = context.Schema.RootType(node.Operation);
        foreach (var rule in rules)
        {
            rule.Enter(context, node);
        }

        foreach (var variable in node.VariableDefinitions)
        {
            Walk(variable);
        }

        WalkDirectives(node, node);
        Walk(node.SelectionSet);
    }

    private void Walk(VariableDefinitionNode node)
    {
        var type = context.Resolve(node.Type);
        foreach (var rule in rules)
        {
            rule.Enter(context, node);
        }

        WalkType(node.Type);
        if (node.DefaultValue is not null)
        {
            context.InputType = type is { IsInputType: true } ? type : null;
            context.Input = null;
            WalkValue(node.DefaultValue);
            context.InputType = null;
        }

        WalkDirectives(node, node);
    }

    private void Walk(FragmentDefinitionNode node)
    {
        context.Type = context.Schema.FindType(node.TypeCondition.Name.Value);
        foreach (var rule in rules)
        {
            rule.Enter(context, node);
        }

        WalkType(node.TypeCondition);
        WalkDirectives(node, node);
        Walk(node.SelectionSet);
    }

    private void Walk(SelectionSetNode node)
    {
        if (++depth > DeepestWalk)
        {
            context.ReportLimit($"The document is nested deeper than the limit of {DeepestWalk} levels.", "DOCUMENT_TOO_DEEP", node);
            throw new ValidationAbortedException();
        }

        var outerParent = context.ParentType;
        var outerType = context.Type;
        context.ParentType = outerType?.NamedType is { IsComposite: true } composite ? composite : null;
        foreach (var rule in rules)
        {
            rule.Enter(context, node);
        }

        foreach (var selection in node.Selections)
        {
            context.Type = outerType;
            Walk(selection);
        }

        context.ParentType = outerParent;
        context.Type = outerType;
        depth--;
    }

    private void Walk(SelectionNode selection)
    {
        switch (selection)
        {
            case FieldNode field:
                Walk(field);
                break;
            case InlineFragmentNode inline:
                Walk(inline);
                break;
            case FragmentSpreadNode spread:
                facts.Spreads.Add(spread);
                foreach (var rule in rules)
                {
                    rule.Enter(context, spread);
                }

                WalkDirectives(spread, spread);
                break;
        }
    }

    private void Walk(FieldNode node)
    {
        var definition = context.ParentType is null ? null : context.Schema.FindField(context.ParentType, node.Name.Value);
        context.Field = definition;
        context.Type = definition?.Type;
        foreach (var rule in rules)
        {
            rule.Enter(context, node);
        }

        WalkArguments(node.Arguments, definition?.Arguments);
        WalkDirectives(node, node);
        if (node.SelectionSet is not null)
        {
            Walk(node.SelectionSet);
        }
    }

    private void Walk(InlineFragmentNode node)
    {
        context.Type = node.TypeCondition is null ? context.ParentType : context.Schema.FindType(node.TypeCondition.Name.Value);
        foreach (var rule in rules)
        {
            rule.Enter(context, node);
        }

        if (node.TypeCondition is not null)
        {
            WalkType(node.TypeCondition);
        }

        WalkDirectives(node, node);
        Walk(node.SelectionSet);
    }
}

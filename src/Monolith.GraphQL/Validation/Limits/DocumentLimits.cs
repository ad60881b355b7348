using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Limits;

/// <summary>The limits that are counted before any rule is run. All of them cost time in proportion to the document.</summary>
internal static class DocumentLimits
{
    public static void Check(ValidationContext context)
    {
        CheckCounts(context);
        var selections = new SelectionMeasure(context);
        var inputs = new InputDepth(context);
        foreach (var definition in context.Document.Definitions)
        {
            switch (definition)
            {
                case OperationDefinitionNode operation:
                    Check(context, operation, selections);
                    inputs.Check(operation);
                    break;
                case FragmentDefinitionNode fragment:
                    inputs.Check(fragment);
                    break;
            }
        }
    }

    private static void CheckCounts(ValidationContext context)
    {
        var options = context.Options;
        OperationDefinitionNode[] operations = [.. context.Document.Definitions.OfType<OperationDefinitionNode>()];
        if (operations.Length > options.MaxOperations)
        {
            context.ReportLimit($"The document has more operations than the limit of {options.MaxOperations}.", "TOO_MANY_OPERATIONS", operations[options.MaxOperations]);
        }

        FragmentDefinitionNode[] fragments = [.. context.Document.Definitions.OfType<FragmentDefinitionNode>()];
        if (fragments.Length > options.MaxFragments)
        {
            context.ReportLimit($"The document has more fragments than the limit of {options.MaxFragments}.", "TOO_MANY_FRAGMENTS", fragments[options.MaxFragments]);
        }

        foreach (var operation in operations)
        {
            if (operation.VariableDefinitions.Length > options.MaxVariables)
            {
                context.ReportLimit($"The operation has more variables than the limit of {options.MaxVariables}.", "TOO_MANY_VARIABLES", operation);
            }
        }
    }

    private static void Check(ValidationContext context, OperationDefinitionNode operation, SelectionMeasure selections)
    {
        var options = context.Options;
        var size = selections.Of(operation);
        if (size.Depth > options.MaxDepth)
        {
            context.ReportLimit($"The operation is deeper than the limit of {options.MaxDepth} fields.", "DOCUMENT_TOO_DEEP", operation);
        }

        if (size.Aliases > options.MaxAliases)
        {
            context.ReportLimit($"The operation has more aliases than the limit of {options.MaxAliases}.", "TOO_MANY_ALIASES", operation);
        }

        if (size.IntrospectionDepth > options.MaxIntrospectionDepth)
        {
            context.ReportLimit($"The operation nests lists of introspection deeper than the limit of {options.MaxIntrospectionDepth}.", "INTROSPECTION_TOO_DEEP", operation);
        }

        if (options.MaxRootFields < int.MaxValue && RootFields.Count(context, operation) > options.MaxRootFields)
        {
            context.ReportLimit($"The operation has more root fields than the limit of {options.MaxRootFields}.", "TOO_MANY_ROOT_FIELDS", operation);
        }
    }
}

using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Limits;

/// <summary>The limits that are counted before any rule is run. All of them cost time in proportion to the document.</summary>
internal static class DocumentLimits
{
    public static void Check(ValidationContext context)
    {
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

    private static void Check(ValidationContext context, OperationDefinitionNode operation, SelectionMeasure selections)
    {
        var options = context.Options;
        var size = selections.Of(operation);
        if (size.Depth > options.MaxDepth)
        {
            context.ReportLimit($"The operation is more than {options.MaxDepth} fields deep.", "DOCUMENT_TOO_DEEP", operation);
        }

        if (size.Aliases > options.MaxAliases)
        {
            context.ReportLimit($"The operation has more than {options.MaxAliases} aliases.", "TOO_MANY_ALIASES", operation);
        }

        if (size.IntrospectionDepth > options.MaxIntrospectionDepth)
        {
            context.ReportLimit($"The operation nests more than {options.MaxIntrospectionDepth} lists of introspection.", "INTROSPECTION_TOO_DEEP", operation);
        }

        if (options.MaxRootFields < int.MaxValue && RootFields.Count(context, operation) > options.MaxRootFields)
        {
            context.ReportLimit($"The operation has more than {options.MaxRootFields} root fields.", "TOO_MANY_ROOT_FIELDS", operation);
        }
    }
}

using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;
using Monolith.GraphQL.Validation.Limits;
using Monolith.GraphQL.Validation.Rules;

namespace Monolith.GraphQL.Validation;

/// <summary>Checks a document against a schema: section 5 of the specification, edition September 2025, and the limits.</summary>
public static class DocumentValidator
{
    /// <summary>
    /// Everything that is wrong with the document; empty when it may be executed. Limits are looked at first: when one is passed, its errors are the answer and
    /// the rules are not run.
    /// </summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, ValidationOptions? options = null)
    {
        options ??= ValidationOptions.Default;
        var context = new ValidationContext(schema, document, options);
        try
        {
            DocumentLimits.Check(context);
            return context.Errors.Count > 0 ? context.Errors : Validate(context, AllRules());
        }
        catch (ValidationAbortedException)
        {
            return context.Errors;
        }
    }

    internal static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, ValidationOptions options, params ValidationRule[] rules)
    {
        var context = new ValidationContext(schema, document, options);
        try
        {
            return Validate(context, rules);
        }
        catch (ValidationAbortedException)
        {
            return context.Errors;
        }
    }

    internal static ValidationRule[] AllRules() =>
    [
        new ExecutableDefinitionsRule(), new UniqueOperationNamesRule(), new LoneAnonymousOperationRule(),
        new KnownOperationTypesRule(), new SingleFieldSubscriptionsRule(), new KnownTypeNamesRule(),
        new FragmentsOnCompositeTypesRule(), new VariablesAreInputTypesRule(), new ScalarLeafsRule(),
        new FieldsOnCorrectTypeRule(), new UniqueFragmentNamesRule(), new KnownFragmentNamesRule(),
        new NoUnusedFragmentsRule(), new PossibleFragmentSpreadsRule(), new NoFragmentCyclesRule(),
        new UniqueVariableNamesRule(), new NoUndefinedVariablesRule(), new NoUnusedVariablesRule(),
        new KnownDirectivesRule(), new UniqueDirectivesPerLocationRule(), new KnownArgumentNamesRule(),
        new UniqueArgumentNamesRule(), new ValuesOfCorrectTypeRule(), new ProvidedRequiredArgumentsRule(),
        new VariablesInAllowedPositionRule(), new OverlappingFieldsCanBeMergedRule(), new UniqueInputFieldNamesRule(),
        new DeferStreamDirectiveLabelRule(), new DeferStreamDirectiveOnRootFieldRule(), new DeferStreamDirectiveOnValidOperationsRule(),
        new StreamDirectiveOnListFieldRule(),
    ];

    private static List<GraphQLError> Validate(ValidationContext context, ValidationRule[] rules)
    {
        new DocumentWalker(context, rules).Walk();
        return context.Errors;
    }
}

/// <summary>Ends a validation that has found enough.</summary>
internal sealed class ValidationAbortedException : Exception;

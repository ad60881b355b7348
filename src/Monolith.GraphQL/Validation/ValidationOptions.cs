namespace Monolith.GraphQL.Validation;

/// <summary>How much an operation may ask for. Each limit has its own code in the error's extensions.</summary>
public sealed record ValidationOptions
{
    /// <summary>The limits for documents of strangers.</summary>
    public static ValidationOptions Default { get; } = new();

    /// <summary>The rules of the specification and nothing else.</summary>
    public static ValidationOptions Unlimited { get; } = new()
    {
        MaxErrors = int.MaxValue,
        MaxDepth = int.MaxValue,
        MaxAliases = int.MaxValue,
        MaxRootFields = int.MaxValue,
        MaxInputDepth = int.MaxValue,
        MaxIntrospectionDepth = int.MaxValue,
        MaxMergeComparisons = int.MaxValue,
        MaxOperations = int.MaxValue,
        MaxFragments = int.MaxValue,
        MaxVariables = int.MaxValue,
        MaxListItems = int.MaxValue,
    };

    /// <summary>Errors in one answer; the search ends there.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>Nested fields, fragments expanded, introspection not counted; code DOCUMENT_TOO_DEEP.</summary>
    public int MaxDepth { get; init; } = 12;

    /// <summary>Aliased fields of one operation, fragments expanded as often as they are spread; code TOO_MANY_ALIASES.</summary>
    public int MaxAliases { get; init; } = 30;

    /// <summary>Fields at the root of one operation, fragments expanded; code TOO_MANY_ROOT_FIELDS.</summary>
    public int MaxRootFields { get; init; } = 10;

    /// <summary>Nested lists and input objects in one literal; code INPUT_TOO_DEEP.</summary>
    public int MaxInputDepth { get; init; } = 8;

    /// <summary>Items of one list literal; code LIST_TOO_LONG.</summary>
    public int MaxListItems { get; init; } = 1000;

    /// <summary>Operations of one document; code TOO_MANY_OPERATIONS.</summary>
    public int MaxOperations { get; init; } = 50;

    /// <summary>Fragments of one document; code TOO_MANY_FRAGMENTS.</summary>
    public int MaxFragments { get; init; } = 200;

    /// <summary>Variables of one operation; code TOO_MANY_VARIABLES.</summary>
    public int MaxVariables { get; init; } = 100;

    /// <summary>Nested lists of introspection (fields, interfaces, possibleTypes, inputFields); code INTROSPECTION_TOO_DEEP.</summary>
    public int MaxIntrospectionDepth { get; init; } = 2;

    /// <summary>Pairs of fields compared to see whether they can be merged (section 5.3.2); code DOCUMENT_TOO_COMPLEX.</summary>
    public int MaxMergeComparisons { get; init; } = 100_000;

    /// <summary>Whether messages propose names of the schema that are like a misspelt one. Off where the schema is not volunteered.</summary>
    public bool Suggestions { get; init; } = true;
}

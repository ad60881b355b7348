using Monolith.GraphQL.Language;
using Monolith.GraphQL.Validation;

namespace Monolith.GraphQL.Execution;

/// <summary>How much a request may ask for, and what is added to its answer.</summary>
public sealed class RequestExecutorOptions
{
    /// <summary>The limits of the parser.</summary>
    public ParserOptions Parser { get; set; } = new() { AllowSdl = false };

    /// <summary>The limits of validation, and whether errors propose names.</summary>
    public ValidationOptions Validation { get; set; } = new();

    /// <summary>Whether documents are executed unvalidated, as the recorded tests of the reference implementation are.</summary>
    internal bool SkipsValidation { get; init; }

    /// <summary>How long an execution may take before it is cancelled.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many fields an operation may select once its fragments are written out.</summary>
    public int MaxFields { get; set; } = 5000;

    /// <summary>How many errors an answer carries.</summary>
    public int MaxErrors { get; set; } = 100;

    /// <summary>The longest answer in bytes; a longer one is given up with code RESPONSE_TOO_LARGE, and <c>data</c> is null.</summary>
    public int MaxResponseBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>The longest list in a variable's value.</summary>
    public int MaxListItems { get; set; } = 1000;

    /// <summary>What an operation may cost.</summary>
    public CostOptions Cost { get; set; } = new();

    /// <summary>What a caller may spend in a window of time. Null: not limited.</summary>
    public RateLimitOptions? RateLimit { get; set; }

    /// <summary>Documents that requests name by hash.</summary>
    public PersistedDocumentOptions Persisted { get; set; } = new();

    /// <summary>Who may ask <c>__schema</c> and <c>__type</c> and is helped with proposals for misspelt names. Null: everyone.</summary>
    public Func<RequestContext, bool>? AllowIntrospection { get; set; }

    /// <summary>How many valid documents are kept ready.</summary>
    public int DocumentCacheSize { get; set; } = 1000;

    /// <summary>How many bytes of text the documents that are kept ready have in all; the trees take about 20 times as much.</summary>
    public long DocumentCacheBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Whether resolvers of one level may run at the same time. Off: one is started when the last has answered or waits for a loader.</summary>
    public bool ParallelResolvers { get; set; }

    /// <summary>The clock of the timeout.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Looks at an operation that is about to be executed; an error refuses it.</summary>
    public Func<RequestContext, OperationDefinitionNode, GraphQLError?>? OnOperation { get; set; }

    /// <summary>Translates an exception of a resolver into an error the caller may read; null leaves it masked.</summary>
    public Func<Exception, GraphQLError?>? OnError { get; set; }

    /// <summary>Gives the entries of the response's <c>extensions</c>: a name and a JSON-like value each. Null: no extensions.</summary>
    public Func<RequestContext, IReadOnlyDictionary<string, object?>?>? OnExtensions { get; set; }
}

using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Transport;

namespace Monolith.GraphQL.Execution;

/// <summary>Every limit of a server, as the field <c>limits</c> answers it. Null: not limited.</summary>
internal sealed class ServerLimits(RequestExecutorOptions options)
{
    public static IReadOnlyList<(string Name, string Description, Func<ServerLimits, long?> Read)> All { get; } =
    [
        ("bodyBytes", "Bytes of a request's body; status 413.", l => l.Transport?.MaxBodyBytes),
        ("jsonDepth", "Levels of a request's JSON.", l => l.Transport?.MaxJsonDepth),
        ("requestsInBatch", "Requests in one body.", _ => 1),
        ("concurrentRequests", "Requests in execution at once, of all callers and transports; SERVER_BUSY, status 503.", l => l.Transport?.MaxConcurrentRequests),
        ("connectionOperations", "Operations at a time over one WebSocket or event stream; TOO_MANY_OPERATIONS.", l => l.Transport?.Streams.MaxOperations),
        ("messageBytes", "Bytes of a message over a WebSocket; closed with 1009.", l => l.Transport?.Streams.MaxMessageBytes),
        ("documentBytes", "Bytes of a document; DOCUMENT_TOO_LARGE.", l => l.Options.Parser.MaxBytes),
        ("tokens", "Tokens of a document; DOCUMENT_TOO_LARGE.", l => l.Options.Parser.MaxTokens),
        ("nodes", "Nodes of a document's syntax tree; DOCUMENT_TOO_LARGE.", l => l.Options.Parser.MaxNodes),
        ("fields", "Fields written in a document; DOCUMENT_TOO_LARGE.", l => l.Options.Parser.MaxFields),
        ("directivesPerPlace", "Directives at one place; DOCUMENT_TOO_LARGE.", l => l.Options.Parser.MaxDirectivesPerPlace),
        ("nesting", "Nested braces and brackets of a document; DOCUMENT_TOO_DEEP.", l => l.Options.Parser.MaxRecursion),
        ("operations", "Operations of a document; TOO_MANY_OPERATIONS.", l => l.Options.Validation.MaxOperations),
        ("fragments", "Fragments of a document; TOO_MANY_FRAGMENTS.", l => l.Options.Validation.MaxFragments),
        ("variables", "Variables of an operation; TOO_MANY_VARIABLES.", l => l.Options.Validation.MaxVariables),
        ("depth", "Nested fields of an operation, introspection apart; DOCUMENT_TOO_DEEP.", l => l.Options.Validation.MaxDepth),
        ("aliases", "Aliases of an operation; TOO_MANY_ALIASES.", l => l.Options.Validation.MaxAliases),
        ("rootFields", "Fields at the root of an operation; TOO_MANY_ROOT_FIELDS.", l => l.Options.Validation.MaxRootFields),
        ("inputDepth", "Nested lists and objects of a literal; INPUT_TOO_DEEP.", l => l.Options.Validation.MaxInputDepth),
        ("listItems", "Items of a list in an argument or variable; LIST_TOO_LONG, INVALID_VARIABLE.", l => Math.Min(l.Options.MaxListItems, l.Options.Validation.MaxListItems)),
        ("introspectionDepth", "Nested lists of introspection; INTROSPECTION_TOO_DEEP.", l => l.Options.Validation.MaxIntrospectionDepth),
        ("mergeComparisons", "Pairs of fields compared for merging; DOCUMENT_TOO_COMPLEX.", l => l.Options.Validation.MaxMergeComparisons),
        ("expandedFields", "Fields of an operation with its fragments written out; OPERATION_TOO_COMPLEX.", l => l.Options.MaxFields),
        ("cost", "Cost of one operation; COST_EXCEEDED.", l => l.Options.Cost.MaxCost),
        ("pageSize", "Objects on a page; INVALID_PAGE.", _ => PageArguments.MaxSize),
        ("ids", "Ids that `nodes` takes; TOO_MANY_IDS.", _ => Nodes.MaxIds),
        ("errors", "Errors in one answer.", l => Math.Min(l.Options.MaxErrors, l.Options.Validation.MaxErrors)),
        ("responseBytes", "Bytes of an answer; RESPONSE_TOO_LARGE.", l => l.Options.MaxResponseBytes),
        ("executionMilliseconds", "How long an execution may take; TIMEOUT.", l => Milliseconds(l.Options.Timeout)),
        ("windowPoints", "What a caller may spend in one window, see `rateLimit`; RATE_LIMITED, status 429.", l => l.Options.RateLimit?.Limit),
        ("windowSeconds", "How long a window is.", l => (long?)l.Options.RateLimit?.Window.TotalSeconds),
    ];

    public RequestExecutorOptions Options => options;

    /// <summary>The limits of the HTTP endpoint; null where there is none.</summary>
    public GraphQLServerOptions? Transport { get; set; }

    private static long? Milliseconds(TimeSpan time) => time == System.Threading.Timeout.InfiniteTimeSpan ? null : (long)time.TotalMilliseconds;
}

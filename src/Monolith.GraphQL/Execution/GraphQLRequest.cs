using System.Text.Json;

namespace Monolith.GraphQL.Execution;

/// <summary>A request as a transport hands it over (GraphQL over HTTP, section 5.1).</summary>
public sealed class GraphQLRequest
{
    /// <summary>The document, UTF-8; empty where the request names it by <see cref="DocumentId"/> or <c>extensions.persistedQuery</c>.</summary>
    public required ReadOnlyMemory<byte> Query { get; init; }

    /// <summary>The SHA-256 of a trusted document in hexadecimal, perhaps after <c>sha256:</c>; null when the request does not name one.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Which operation of the document; null when there is only one.</summary>
    public string? OperationName { get; init; }

    /// <summary>The variables: a JSON object, or undefined when there are none.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>The extensions: a JSON object, or undefined when there are none.</summary>
    public JsonElement Extensions { get; init; }

    /// <summary>Whether a subscription is executed for one event, the root value (specification, section 6.2.3.2).</summary>
    internal bool IsEvent { get; init; }

    /// <summary>Whether the operation must change nothing, as with GET.</summary>
    public bool QueriesOnly { get; init; }

    /// <summary>Whether the caller takes more results after the first, so that <c>@defer</c> and <c>@stream</c> are honoured.</summary>
    public bool AcceptsIncremental { get; set; }

    /// <summary>The same request, independent of the JSON document it was read from.</summary>
    internal GraphQLRequest Kept() => new()
    {
        Query = Query,
        DocumentId = DocumentId,
        OperationName = OperationName,
        Variables = Variables.ValueKind is JsonValueKind.Undefined ? default : Variables.Clone(),
        Extensions = Extensions.ValueKind is JsonValueKind.Undefined ? default : Extensions.Clone(),
        QueriesOnly = QueriesOnly,
        AcceptsIncremental = AcceptsIncremental,
    };
}

/// <summary>What a request was answered with.</summary>
public enum ResultKind
{
    /// <summary>The operation was executed: there is <c>data</c>, perhaps null, and there may be errors.</summary>
    Executed,

    /// <summary>The request was refused before execution: errors and no <c>data</c> (specification, section 7.1: request error).</summary>
    Refused,

    /// <summary>The operation was not allowed by the transport's method: a mutation by GET.</summary>
    WrongMethod,

    /// <summary>The caller has spent the budget of this window of time.</summary>
    RateLimited,
}

/// <summary>The response of one request as JSON. Dispose it when it is sent.</summary>
public sealed class ExecutionResult : IDisposable
{
    private readonly ResultWriter _writer;

    internal ExecutionResult(ResultWriter writer, ResultKind kind, IReadOnlyList<GraphQLError> errors)
    {
        _writer = writer;
        Kind = kind;
        Errors = errors;
    }

    /// <summary>Whether there was an execution.</summary>
    public ResultKind Kind { get; }

    /// <summary>The errors of the response.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>The results that follow this one; null when there are none. Only requests with <see cref="GraphQLRequest.AcceptsIncremental"/> get them.</summary>
    public LaterResults? Later { get; internal init; }

    /// <summary>The response, UTF-8. Valid until the result is disposed.</summary>
    public ReadOnlyMemory<byte> Json => _writer.Written;

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}

using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;
using Monolith.GraphQL.Validation;

namespace Monolith.GraphQL.Execution;

/// <summary>Finds the document of a request: among those kept ready, among the trusted ones, or in the request itself, which is then parsed and validated.</summary>
internal sealed class DocumentSource(Schema schema, RequestExecutorOptions options)
{
    private readonly DocumentCache _ready = new(options.DocumentCacheSize, options.DocumentCacheBytes);
    private readonly ValidationOptions _silent = options.Validation with { Suggestions = false };

    /// <summary>The document, or null and what is wrong.</summary>
    public PreparedDocument? Find(GraphQLRequest request, RequestContext context, out IReadOnlyList<GraphQLError> errors)
    {
        if (request.DocumentId is not null || request.Extensions.ValueKind is not System.Text.Json.JsonValueKind.Undefined || options.Persisted.OnlyTrusted)
        {
            return FindNamed(request, context, out errors);
        }

        errors = [];
        return _ready.Find(request.Query.Span) ?? Find(DocumentCache.KeyOf(request.Query.Span), request.Query, context, out errors);
    }

    private PreparedDocument? FindNamed(GraphQLRequest request, RequestContext context, out IReadOnlyList<GraphQLError> errors)
    {
        if (!DocumentHash.TryRead(request, out var named, out var isAutomatic))
        {
            return Refused("The document's hash must be a SHA-256 in 64 hexadecimal digits, in version 1 of the protocol.", "BAD_REQUEST", out errors);
        }

        if (request.Query.IsEmpty && named is { } id)
        {
            return FindByHash(id, isAutomatic, context, out errors);
        }

        var key = DocumentCache.KeyOf(request.Query.Span);
        if (named is { } given && given != key)
        {
            return Refused("The hash is not that of the document.", "PERSISTED_QUERY_HASH_MISMATCH", out errors);
        }

        return options.Persisted.OnlyTrusted && options.Persisted.Trusted?.TryFind(key, out _) is not true
            ? Refused("Only documents that were registered beforehand are executed here.", "DOCUMENT_NOT_TRUSTED", out errors)
            : Find(key, request.Query, context, out errors);
    }

    private PreparedDocument? FindByHash(DocumentCache.Key key, bool isAutomatic, RequestContext context, out IReadOnlyList<GraphQLError> errors)
    {
        var persisted = options.Persisted;
        if (persisted.Trusted is { } all && all.TryFind(key, out var trusted))
        {
            return Find(key, trusted, context, out errors);
        }

        if (persisted is { Automatic: true, OnlyTrusted: false } && _ready.Find(key) is { } known)
        {
            errors = [];
            return known;
        }

        // The two messages are what clients of the protocol look for.
        return isAutomatic && (!persisted.Automatic || persisted.OnlyTrusted)
            ? Refused("PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED", out errors)
            : Refused("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND", out errors);
    }

    private PreparedDocument? Find(DocumentCache.Key key, ReadOnlyMemory<byte> text, RequestContext context, out IReadOnlyList<GraphQLError> errors)
    {
        errors = [];
        if (_ready.Find(key) is { } known)
        {
            return known;
        }

        try
        {
            // The bytes belong to the transport, the cached document keeps pointing into its own.
            var own = text.ToArray();
            var parsed = Utf8GraphQLParser.Parse(own, options.Parser);
            errors = options.SkipsValidation ? [] : DocumentValidator.Validate(schema, parsed, context.AllowsIntrospection ? options.Validation : _silent);
            if (errors.Count > 0)
            {
                return null;
            }

            var document = new PreparedDocument(schema, parsed);
            _ready.Add(key, document, own);
            return document;
        }
        catch (SyntaxException fault)
        {
            errors = [fault.Error];
            return null;
        }
    }

    private static PreparedDocument? Refused(string message, string code, out IReadOnlyList<GraphQLError> errors)
    {
        errors = [GraphQLError.WithCode(message, code)];
        return null;
    }
}

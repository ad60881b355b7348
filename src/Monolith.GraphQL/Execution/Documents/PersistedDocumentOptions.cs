namespace Monolith.GraphQL.Execution;

/// <summary>Documents that a request names instead of carrying.</summary>
public sealed record PersistedDocumentOptions
{
    /// <summary>The documents of deployed clients, asked for by <c>documentId</c> or <c>extensions.persistedQuery</c>; null: there are none.</summary>
    public TrustedDocuments? Trusted { get; init; }

    /// <summary>Whether every other document is refused, with code DOCUMENT_NOT_TRUSTED.</summary>
    public bool OnlyTrusted { get; init; }

    /// <summary>
    /// Whether a document that was sent once may be named by its hash afterwards (automatic persisted queries). It costs no memory of its own: the documents are
    /// those kept ready anyway.
    /// </summary>
    public bool Automatic { get; init; } = true;
}

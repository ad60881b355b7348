using System.Collections.Immutable;
using Monolith.GraphQL.Language;

namespace Monolith.GraphQL;

/// <summary>An error as the response format of the specification (section 7.1.2) has it.</summary>
public sealed class GraphQLError(
    string message,
    ImmutableArray<SourceLocation> locations = default,
    ImmutableArray<object> path = default,
    IReadOnlyDictionary<string, object?>? extensions = null)
{
    /// <summary>An error with a code in its extensions.</summary>
    public static GraphQLError WithCode(string message, string code, ImmutableArray<SourceLocation> locations = default, ImmutableArray<object> path = default) =>
        new(message, locations, path, new Dictionary<string, object?>(1) { ["code"] = code });

    /// <summary>The message for the developer who wrote the request.</summary>
    public string Message { get; } = message;

    /// <summary>The places in the document; never default, empty when there is none.</summary>
    public ImmutableArray<SourceLocation> Locations { get; } = locations.IsDefault ? [] : locations;

    /// <summary>The response path, strings and integers; empty for an error of the request.</summary>
    public ImmutableArray<object> Path { get; } = path.IsDefault ? [] : path;

    /// <summary>More about the error, or null.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; } = extensions;

    /// <summary>The code in the extensions, or null.</summary>
    public string? Code => Extensions is not null && Extensions.TryGetValue("code", out var code) ? code as string : null;
}

using System.Collections.Concurrent;
using System.Collections.Frozen;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>A valid document with its operations made ready as they are asked for.</summary>
internal sealed class PreparedDocument(Schema schema, DocumentNode document)
{
    private readonly ConcurrentDictionary<OperationDefinitionNode, PreparedOperation> _prepared = new();
    private readonly OperationDefinitionNode[] _operations = [.. document.Definitions.OfType<OperationDefinitionNode>()];
    private readonly FrozenDictionary<string, FragmentDefinitionNode> _fragments =
        document.Definitions.OfType<FragmentDefinitionNode>().DistinctBy(f => f.Name.Value).ToFrozenDictionary(f => f.Name.Value, StringComparer.Ordinal);

    /// <summary>GetOperation (specification, section 6.1), or the error.</summary>
    public PreparedOperation? Choose(string? name, out GraphQLError? error)
    {
        var named = name is not null;
        var chosen = named ? Array.Find(_operations, o => o.Name?.Value == name) : _operations is [var only] ? only : null;
        error = null;
        if (chosen is null)
        {
            var message = named ? "The document has no operation of the name in 'operationName'."
                : _operations.Length == 0 ? "The document has no operation."
                : "The document has several operations: 'operationName' must name one.";
            error = GraphQLError.WithCode(message, "OPERATION_NOT_FOUND");
            return null;
        }

        if (schema.RootType(chosen.Operation) is not { } root)
        {
            error = GraphQLError.WithCode($"The schema has no {chosen.Operation.ToString().ToLowerInvariant()} type.", "OPERATION_NOT_SUPPORTED", [chosen.Location.ToSourceLocation()]);
            return null;
        }

        return _prepared.GetOrAdd(chosen, static (node, at) => new PreparedOperation(at.schema, node, at.root, at._fragments), (schema, root, _fragments));
    }
}

using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>The errors of one execution. What the caller may not read goes to the log, under the request's id.</summary>
internal sealed partial class ErrorLog(RequestContext request, ILogger logger, int max, Func<Exception, GraphQLError?>? filter)
{
    private readonly List<GraphQLError> _errors = [];

    public IReadOnlyList<GraphQLError> Errors => _errors;

    public void Add(GraphQLError error, FieldPlan field, ImmutableArray<object> path)
    {
        if (_errors.Count < max)
        {
            _errors.Add(new GraphQLError(
                error.Message,
                error.Locations.IsEmpty ? Locations(field) : error.Locations,
                error.Path.IsEmpty ? path : error.Path,
                error.Extensions));
        }
    }

    public void Add(Exception fault, ObjectType parent, FieldPlan field, ImmutableArray<object> path)
    {
        if (((fault as GraphQLException)?.Error ?? filter?.Invoke(fault)) is { } meant)
        {
            Add(meant, field, path);
            return;
        }

        Unexpected(logger, fault, parent.Name, field.Field.Name, request.RequestId);
        Add(new GraphQLError("Unexpected fault.", extensions: Extensions("INTERNAL")), field, path);
    }

    public void AddNull(ObjectType parent, FieldPlan field, ImmutableArray<object> path) =>
        Add(GraphQLError.WithCode($"Cannot return null for non-nullable field {parent.Name}.{field.Field.Name}.", "UNEXPECTED_NULL"), field, path);

    public void AddUnfit(ObjectType parent, FieldPlan field, string type, ImmutableArray<object> path)
    {
        Unfit(logger, parent.Name, field.Field.Name, type, request.RequestId);
        Add(new GraphQLError($"The value of {parent.Name}.{field.Field.Name} cannot be shown as {type}.", extensions: Extensions("INTERNAL")), field, path);
    }

    private static ImmutableArray<SourceLocation> Locations(FieldPlan field) =>
        [.. field.Nodes.Where(node => node.Location.Source is not null).Select(node => node.Location.ToSourceLocation())];

    private Dictionary<string, object?> Extensions(string code) => new(2) { ["code"] = code, ["requestId"] = request.RequestId };

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Field {Type}.{Field} failed in request {RequestId}")]
    private static partial void Unexpected(ILogger logger, Exception fault, string type, string field, string requestId);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Field {Type}.{Field} answered a value that is no {Expected} in request {RequestId}")]
    private static partial void Unfit(ILogger logger, string type, string field, string expected, string requestId);
}

using System.Collections.Immutable;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>The parts of a response besides its data (specification, section 7.1).</summary>
internal static class ResponseText
{
    public static ExecutionResult Refused(IReadOnlyList<GraphQLError> errors, ResultKind kind = ResultKind.Refused)
    {
        var writer = new ResultWriter(512);
        writer.StartObject();
        WriteErrors(writer, errors);
        writer.EndObject();
        return new ExecutionResult(writer, kind, errors);
    }

    public static void WriteErrors(ResultWriter writer, IReadOnlyList<GraphQLError> errors)
    {
        writer.PropertyName("errors");
        WriteErrorList(writer, errors);
    }

    public static void WriteErrorList(ResultWriter writer, IReadOnlyList<GraphQLError> errors)
    {
        writer.StartArray();
        foreach (var error in errors)
        {
            writer.StartObject();
            writer.PropertyName("message");
            writer.WriteString(error.Message);
            WriteLocations(writer, error);
            if (!error.Path.IsEmpty)
            {
                WritePath(writer, "path", error.Path);
            }

            if (error.Extensions is { Count: > 0 } extensions)
            {
                WriteExtensions(writer, extensions);
            }

            writer.EndObject();
        }

        writer.EndArray();
    }

    public static void WriteExtensions(ResultWriter writer, IReadOnlyDictionary<string, object?> extensions)
    {
        writer.PropertyName("extensions");
        writer.StartObject();
        foreach (var (key, value) in extensions)
        {
            writer.PropertyName(key);
            if (value is null || !Scalars.Any.TryWrite(value, writer))
            {
                writer.WriteNull();
            }
        }

        writer.EndObject();
    }

    private static void WriteLocations(ResultWriter writer, GraphQLError error)
    {
        if (error.Locations.IsEmpty)
        {
            return;
        }

        writer.PropertyName("locations");
        writer.StartArray();
        foreach (var location in error.Locations)
        {
            writer.StartObject();
            writer.PropertyName("line");
            writer.WriteNumber(location.Line);
            writer.PropertyName("column");
            writer.WriteNumber(location.Column);
            writer.EndObject();
        }

        writer.EndArray();
    }

    public static void WritePath(ResultWriter writer, string name, ImmutableArray<object> path)
    {
        writer.PropertyName(name);
        writer.StartArray();
        foreach (var step in path)
        {
            if (step is int index)
            {
                writer.WriteNumber(index);
            }
            else
            {
                writer.WriteString((string)step);
            }
        }

        writer.EndArray();
    }
}

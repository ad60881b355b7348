namespace Monolith.GraphQL.Execution.Incremental;

/// <summary>What a result says of things that come later (draft of the specification: pending, incremental, completed, hasNext).</summary>
internal sealed class LaterResult
{
    private readonly List<Action<ResultWriter>> _pending = [];
    private readonly List<Action<ResultWriter>> _incremental = [];
    private readonly List<Action<ResultWriter>> _completed = [];

    public bool IsEmpty => _pending.Count + _incremental.Count + _completed.Count == 0;

    public void Promise(int id, ResponsePath place, string? label) => _pending.Add(writer =>
    {
        WriteId(writer, id);
        ResponseText.WritePath(writer, "path", [.. ResponsePath.ToArray(place)]);
        if (label is not null)
        {
            writer.PropertyName("label");
            writer.WriteString(label);
        }
    });

    public void Fields(int id, ReadOnlyMemory<object> subPath, byte[] json, IReadOnlyList<GraphQLError> errors) => _incremental.Add(writer =>
    {
        WriteId(writer, id);
        if (subPath.Length > 0)
        {
            ResponseText.WritePath(writer, "subPath", [.. subPath.Span]);
        }

        WriteValue(writer, "data", json, errors);
    });

    public void Items(int id, byte[] json, IReadOnlyList<GraphQLError> errors) => _incremental.Add(writer =>
    {
        WriteId(writer, id);
        WriteValue(writer, "items", json, errors);
    });

    public void Complete(int id, IReadOnlyList<GraphQLError> errors) => _completed.Add(writer =>
    {
        WriteId(writer, id);
        if (errors.Count > 0)
        {
            ResponseText.WriteErrors(writer, errors);
        }
    });

    public void Write(ResultWriter writer, bool hasNext)
    {
        WriteList(writer, "pending", _pending);
        WriteList(writer, "incremental", _incremental);
        WriteList(writer, "completed", _completed);
        writer.PropertyName("hasNext");
        writer.WriteBoolean(hasNext);
    }

    private static void WriteId(ResultWriter writer, int id)
    {
        writer.PropertyName("id");
        writer.WriteAscii(id);
    }

    private static void WriteValue(ResultWriter writer, string name, byte[] json, IReadOnlyList<GraphQLError> errors)
    {
        writer.PropertyName(name);
        writer.WriteRaw(json);
        if (errors.Count > 0)
        {
            ResponseText.WriteErrors(writer, errors);
        }
    }

    private static void WriteList(ResultWriter writer, string name, List<Action<ResultWriter>> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        writer.PropertyName(name);
        writer.StartArray();
        foreach (var entry in entries)
        {
            writer.StartObject();
            entry(writer);
            writer.EndObject();
        }

        writer.EndArray();
    }
}

namespace Monolith.GraphQL.Execution.Incremental;

/// <summary>Executes what is promised of several places at once, so that data loaders and batch resolvers still see a whole level.</summary>
internal sealed class Wave : IDisposable
{
    private readonly ResultWriter _scratch;
    private readonly ResponseTape _tape;
    private readonly ResponseFormatter _formatter;
    private readonly FieldExecution _fields;
    private readonly ErrorLog _errors;

    public Wave(RequestContext request, VariableValues variables, ErrorLog errors, RequestExecutorOptions options, int maxBytes)
    {
        _errors = errors;
        _scratch = new ResultWriter { Limit = maxBytes };
        _tape = new ResponseTape(_scratch);
        _formatter = new ResponseFormatter(request, variables, errors, _scratch, _tape);
        _fields = new FieldExecution(request, variables, errors, _formatter, options.ParallelResolvers);
    }

    public ResponseFormatter Formatter => _formatter;

    public ValueTask Drain() => _fields.Drain();

    /// <summary>The JSON of a segment and the parts that it promises in turn. Null: a null propagated out of it.</summary>
    public byte[]? Take(Segment? segment, out LaterPart[] later)
    {
        later = [];
        if (segment is null)
        {
            return null;
        }

        _tape.Surviving.Clear();
        using var output = new ResultWriter(segment.Value.End - segment.Value.Start) { Limit = _scratch.Limit };
        if (!_tape.TryCopy(segment.Value, output))
        {
            return null;
        }

        output.CheckLimit();
        later = [.. _tape.Surviving];
        return output.Written.ToArray();
    }

    /// <summary>The errors at a place and below.</summary>
    public IReadOnlyList<GraphQLError> ErrorsAt(ResponsePath place)
    {
        var steps = ResponsePath.ToArray(place);
        return [.. _errors.Errors.Where(e => e.Path.Length >= steps.Length && e.Path.Take(steps.Length).SequenceEqual(steps))];
    }

    /// <summary>All parts that were promised, also those whose place became null.</summary>
    public IReadOnlyList<LaterPart> Parts => _tape.Parts;

    /// <summary>Ends the lists that were promised at places that became null.</summary>
    public static async ValueTask Drop(IReadOnlyList<LaterPart> parts, IEnumerable<LaterPart> kept)
    {
        var living = kept.ToHashSet();
        foreach (var dropped in parts.OfType<LaterItems>().Where(items => !living.Contains(items)))
        {
            await dropped.Items.DisposeAsync();
        }
    }

    public void Dispose() => _scratch.Dispose();
}

namespace Monolith.GraphQL.Execution;

/// <summary>Executes a root selection set and writes the member <c>data</c>; the caller goes on behind it.</summary>
internal sealed class RootExecution
{
    private readonly RequestContext _request;
    private readonly int _maxBytes;
    private readonly ResultWriter _scratch;
    private readonly ResponseTape _tape;
    private readonly ResponseFormatter _formatter;
    private readonly FieldExecution _fields;

    public RootExecution(RequestContext request, VariableValues variables, ErrorLog errors, RequestExecutorOptions options)
    {
        _request = request;
        _maxBytes = options.MaxResponseBytes;
        _scratch = new ResultWriter { Limit = _maxBytes };
        _tape = new ResponseTape(_scratch);
        _formatter = new ResponseFormatter(request, variables, errors, _scratch, _tape);
        _fields = new FieldExecution(request, variables, errors, _formatter, options.ParallelResolvers);
    }

    /// <summary>What comes after the result.</summary>
    public ResponseTape Tape => _tape;

    /// <summary>ExecuteRootSelectionSet in normal mode (specification, section 6.3).</summary>
    /// <returns>The response as far as it is written; the caller's to dispose.</returns>
    public async ValueTask<ResultWriter> LevelByLevel(ObjectPlan plan, object source)
    {
        try
        {
            Begin(_scratch);
            var mark = _scratch.Here();
            var start = _scratch.Length;
            if (!_formatter.TryWriteObject(plan, source))
            {
                _tape.TakeBack(0);
                _scratch.Rewind(mark);
                _scratch.WriteNull();
            }

            if (_tape.Count == 0)
            {
                return _scratch;
            }

            var root = new Segment(start, _scratch.Length, 0, _tape.Count);
            await _fields.Drain();
            return PutTogether(root);
        }
        catch
        {
            _scratch.Dispose();
            throw;
        }
    }

    /// <summary>The same in serial mode: each field is complete, children and all, before the next begins.</summary>
    public async ValueTask<ResultWriter> OneAfterTheOther(ObjectPlan plan, object source)
    {
        var output = new ResultWriter { Limit = _maxBytes };
        try
        {
            Begin(output);
            var mark = output.Here();
            output.StartObject();
            foreach (var field in plan.Fields)
            {
                output.PropertyName(field.Key);
                if (field.IsTypeName)
                {
                    output.WriteRaw(plan.TypeNameJson);
                }
                else if (!await TryOne(plan, field, source, output))
                {
                    output.Rewind(mark);
                    output.WriteNull();
                    _tape.Surviving.Clear();
                    return output;
                }
            }

            output.EndObject();
            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
        finally
        {
            _scratch.Dispose();
        }
    }

    private async ValueTask<bool> TryOne(ObjectPlan plan, FieldPlan field, object source, ResultWriter output)
    {
        var pending = new PendingField(plan.Type, field, source, field.Field.Type, ResponsePath.Root);
        _formatter.Waiting.Enqueue(pending);
        await _fields.Drain();
        var written = _tape.TryCopy(pending, output);
        _tape.TakeBack(0);
        _scratch.CutTo(0);
        _request.ForgetLoaded();
        return written;
    }

    private ResultWriter PutTogether(Segment root)
    {
        var output = new ResultWriter(_scratch.Length) { Limit = _maxBytes };
        try
        {
            Begin(output);
            var mark = output.Here();
            if (!_tape.TryCopy(root, output))
            {
                output.Rewind(mark);
                output.WriteNull();
            }
        }
        catch
        {
            output.Dispose();
            throw;
        }

        _scratch.Dispose();
        return output;
    }

    private static void Begin(ResultWriter writer)
    {
        writer.StartObject();
        writer.PropertyName("data");
    }
}

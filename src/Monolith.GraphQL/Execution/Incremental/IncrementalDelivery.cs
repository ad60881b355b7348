using System.Runtime.CompilerServices;

namespace Monolith.GraphQL.Execution.Incremental;

/// <summary>
/// Executes what the first result promised, and tells of it. Things of the same selection at different places are executed together, different ones one after the
/// other. A fragment is told of when the fragment around it is complete, and comes when all its fields are known.
/// </summary>
internal sealed partial class IncrementalDelivery(RequestContext request, VariableValues variables, RequestExecutorOptions options, Func<ErrorLog> errorLog, RequestClock clock) : IAsyncDisposable
{
    private readonly Dictionary<(ResponsePath, DeferUsage), DeferredFragment> _fragments = [];
    private readonly List<DeferredFragment> _open = [];
    private readonly List<LaterItems> _streams = [];
    private readonly List<LaterItems> _dropped = [];
    private readonly List<DeferredWork> _works = [];
    private LaterResult _result = new();
    private int _lastId = -1;
    private bool _isDisposed;
    private int _bytesLeft = options.MaxResponseBytes;

    /// <summary>Ends the first result. False: nothing follows it.</summary>
    public bool Begin(ResultWriter first, IReadOnlyList<LaterPart> parts)
    {
        _bytesLeft -= first.Length;
        Absorb(parts, null);
        if (_works.Count + _streams.Count == 0)
        {
            return false;
        }

        _result.Write(first, true);
        _result = new LaterResult();
        return true;
    }

    /// <summary>The further results; the last one says so. Each is the reader's to dispose.</summary>
    public async IAsyncEnumerable<ExecutionResult> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            while (_works.Count + _streams.Count > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await NextAsync() is { } result)
                {
                    yield return result;
                }
            }
        }
        finally
        {
            await DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _works.Clear();
        _dropped.AddRange(_streams);
        _streams.Clear();
        foreach (var stream in _dropped)
        {
            await stream.Items.DisposeAsync();
        }

        clock.Dispose();
    }

    private async ValueTask<ExecutionResult?> NextAsync()
    {
        try
        {
            if (_works.Count > 0)
            {
                await RunWorks(_works.FindAll(work => ReferenceEquals(work.Group, _works[0].Group)));
            }
            else
            {
                await RunStream(_streams[0]);
            }

            return _result.IsEmpty ? null : Finish();
        }
        catch (ResponseTooLargeException)
        {
            return GiveUp(GraphQLError.WithCode($"The answer is over the limit of {options.MaxResponseBytes} bytes.", "RESPONSE_TOO_LARGE"));
        }
        catch (OperationCanceledException) when (clock.IsUp)
        {
            return GiveUp(GraphQLError.WithCode($"The request took longer than the limit of {options.Timeout.TotalSeconds:0.#} s and was stopped.", "TIMEOUT"));
        }
    }

    private async ValueTask RunWorks(List<DeferredWork> works)
    {
        var errors = errorLog();
        using var wave = new Wave(request, variables, errors, options, _bytesLeft);
        var segments = works.ConvertAll(work => wave.Formatter.WriteFields(work.Group.Plan, work.Source, work.Place));
        await wave.Drain();
        _works.RemoveAll(works.Contains);
        for (var i = 0; i < works.Count; i++)
        {
            var work = works[i];
            work.Json = wave.Take(segments[i], out var later);
            work.Errors = wave.ErrorsAt(work.Place);
            work.IsDone = true;
            Absorb(later, work);
        }

        await Wave.Drop(wave.Parts, works.SelectMany(work => work.Streams));
        foreach (var failed in works.Where(work => work.Json is null).SelectMany(work => work.Fragments.Select(fragment => (fragment, work.Errors))))
        {
            Fail(failed.fragment, failed.Errors);
        }

        foreach (var fragment in _open.ToArray())
        {
            Complete(fragment);
        }
    }

    private async ValueTask RunStream(LaterItems stream)
    {
        var errors = errorLog();
        using var wave = new Wave(request, variables, errors, options, _bytesLeft);
        var isEnd = true;
        try
        {
            (var items, isEnd) = await stream.Items.ReadAsync();
            if (items.Count > 0)
            {
                var segment = wave.Formatter.WriteItems(stream, items);
                await wave.Drain();
                var json = wave.Take(segment, out var later);
                isEnd |= json is null;
                if (json is not null)
                {
                    _result.Items(stream.Id!.Value, json, wave.ErrorsAt(stream.Place));
                    _bytesLeft -= json.Length;
                }

                Absorb(later, null);
                await Wave.Drop(wave.Parts, later.OfType<LaterItems>());
                errors = json is null ? errors : errorLog();
            }
            else
            {
                errors = errorLog();
            }
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or ResponseTooLargeException))
        {
            errors.Add(fault, stream.Parent, stream.Plan, ResponsePath.ToArray(stream.Place));
            isEnd = true;
        }

        if (isEnd)
        {
            _streams.Remove(stream);
            _result.Complete(stream.Id!.Value, errors.Errors);
            await stream.Items.DisposeAsync();
        }
    }

    private ExecutionResult Finish()
    {
        var writer = new ResultWriter { Limit = options.MaxResponseBytes };
        writer.StartObject();
        _result.Write(writer, _works.Count + _streams.Count > 0);
        writer.EndObject();
        _result = new LaterResult();
        if (_bytesLeft < 0)
        {
            writer.Dispose();
            throw new ResponseTooLargeException();
        }

        return new ExecutionResult(writer, ResultKind.Executed, []);
    }

    private ExecutionResult GiveUp(GraphQLError error)
    {
        _bytesLeft = int.MaxValue;
        _result = new LaterResult();
        _works.Clear();
        _open.ForEach(fragment => _result.Complete(fragment.Id!.Value, [error]));
        _streams.ForEach(stream => _result.Complete(stream.Id!.Value, [error]));
        _open.Clear();
        _dropped.AddRange(_streams);
        _streams.Clear();
        return Finish();
    }
}

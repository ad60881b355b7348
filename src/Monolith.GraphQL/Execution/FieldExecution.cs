using Monolith.GraphQL.Relay;

namespace Monolith.GraphQL.Execution;

/// <summary>
/// The waiting part of an execution (specification, section 6.4): level by level, resolvers are started one after the other; fields that resolve whole levels,
/// and loaders, are dispatched when nothing else can go on. What is known is written by the <see cref="ResponseFormatter"/> at once.
/// </summary>
internal sealed class FieldExecution(RequestContext request, VariableValues variables, ErrorLog errors, ResponseFormatter formatter, bool parallel)
{
    private readonly Queue<PendingField> _waiting = formatter.Waiting;
    private readonly List<PendingField> _running = [];
    private readonly List<List<PendingField>> _batches = [];

    /// <summary>Goes on until everything has been answered.</summary>
    public async ValueTask Drain()
    {
        var cancellation = request.RequestAborted;
        while (true)
        {
            while (_waiting.TryDequeue(out var next))
            {
                cancellation.ThrowIfCancellationRequested();
                if (!next.IsDropped && Start(next) is { IsCompletedSuccessfully: false } going)
                {
                    await going;
                }

                if (!parallel && _running.Count > 0)
                {
                    await SettleRunning(cancellation);
                }
            }

            if (_running.Count > 0)
            {
                await SettleRunning(cancellation);
            }
            else if (_batches.Count > 0)
            {
                var batch = _batches[0];
                _batches.RemoveAt(0);
                await Resolve(batch);
            }
            else if (request.Loaders.Next() is { } loader)
            {
                await loader.DispatchAsync(AfterLoad, cancellation);
            }
            else
            {
                return;
            }
        }
    }

    private async ValueTask SettleRunning(CancellationToken cancellation)
    {
        for (var i = 0; i < _running.Count; i++)
        {
            await _running[i].Settle(cancellation);
            await Finish(_running[i]);
        }

        _running.Clear();
    }

    private async ValueTask AfterLoad(PendingField pending)
    {
        if (parallel && !pending.IsSettled)
        {
            _running.Add(pending);
            return;
        }

        await pending.Settle(request.RequestAborted);
        await Finish(pending);
    }

    private ValueTask Start(PendingField pending)
    {
        var plan = pending.Plan;
        if (pending.StubType is not null)
        {
            return Run(pending, null);
        }

        if (plan.Field.ResolveBatch is not null)
        {
            Gather(pending);
            return default;
        }

        ResolverContext? context;
        object? value;
        try
        {
            var arguments = plan.Arguments.Coerce(variables);
            context = plan.Field.Resolve is null ? null : new ResolverContext(request, pending.Source, plan, arguments, pending.Place, errors);
            value = context is null ? plan.Field.ResolvePure(pending.Source, arguments) : null;
        }
        catch (Exception fault) when (!IsCancelled(fault))
        {
            Fail(pending, fault);
            return default;
        }

        return context is null ? Write(pending, value) : Run(pending, context);
    }

    private ValueTask Run(PendingField pending, ResolverContext? context)
    {
        var outer = LoaderSchedule.Current;
        LoaderSchedule.Current = pending;
        ValueTask<object?> answer;
        try
        {
            answer = context is null ? LoadStub(pending) : pending.Plan.Field.Resolve!(context);
        }
        catch (Exception fault) when (!IsCancelled(fault))
        {
            Fail(pending, fault);
            return default;
        }
        finally
        {
            LoaderSchedule.Current = outer;
        }

        if (answer.IsCompletedSuccessfully)
        {
            return Write(pending, answer.Result);
        }

        pending.Task = answer.AsTask();
        if (pending.Task.IsCompleted)
        {
            return Finish(pending);
        }

        _running.Add(pending);
        return default;
    }

    private async ValueTask<object?> LoadStub(PendingField pending) => await request.NodeLoaderFor(pending.StubType!).LoadAsync(((NodeRef)pending.Source).Key) switch
    {
        NodeRef => throw new InvalidOperationException($"The node resolver of {pending.StubType!.Name} answers with a stub."),
        var found => found,
    };

    private ValueTask Finish(PendingField pending)
    {
        if (pending.IsFinished || !pending.Task!.IsCompleted)
        {
            return default;
        }

        pending.IsFinished = true;
        object? value;
        try
        {
            value = pending.Task.GetAwaiter().GetResult();
        }
        catch (Exception fault) when (!IsCancelled(fault))
        {
            Fail(pending, fault);
            return default;
        }

        return Write(pending, value);
    }

    private ValueTask Write(PendingField pending, object? value)
    {
        if (value is IAsyncEnumerable<object?> items)
        {
            return formatter.WriteAsync(pending, items, request.RequestAborted);
        }

        formatter.Write(pending, value);
        return default;
    }

    private void Gather(PendingField pending)
    {
        foreach (var batch in _batches)
        {
            if (ReferenceEquals(batch[0].Plan, pending.Plan))
            {
                batch.Add(pending);
                return;
            }
        }

        _batches.Add([pending]);
    }

    private async ValueTask Resolve(List<PendingField> batch)
    {
        var plan = batch[0].Plan;
        batch.RemoveAll(pending => pending.IsDropped);
        if (batch.Count == 0)
        {
            return;
        }

        IReadOnlyList<object?> values;
        try
        {
            var parents = new object[batch.Count];
            for (var i = 0; i < parents.Length; i++)
            {
                parents[i] = batch[i].Source;
            }

            values = await plan.Field.ResolveBatch!(new BatchContext(request, plan.Arguments.Coerce(variables), parents, batch, errors));
            if (values.Count != parents.Length)
            {
                throw new InvalidOperationException($"{plan.Field.Name} answered {values.Count} values for {parents.Length} parents.");
            }
        }
        catch (Exception fault) when (!IsCancelled(fault))
        {
            batch.ForEach(pending => Fail(pending, fault));
            return;
        }

        for (var i = 0; i < batch.Count; i++)
        {
            if (values[i] is Exception fault)
            {
                Fail(batch[i], fault);
            }
            else
            {
                await Write(batch[i], values[i]);
            }
        }
    }

    private void Fail(PendingField pending, Exception fault) => errors.Add(fault, pending.Parent, pending.Plan, pending.PathArray);

    // Not every database driver says with an OperationCanceledException that it was stopped.
    private bool IsCancelled(Exception fault) => fault is not GraphQLException && request.RequestAborted.IsCancellationRequested;
}

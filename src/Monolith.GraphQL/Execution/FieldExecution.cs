using System.Collections;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>An object some of whose fields had to wait, with what was found so far.</summary>
internal sealed record ObjectResult(ObjectPlan Plan, object Source, object?[] Slots);

/// <summary>A list with objects of that kind in it.</summary>
internal sealed record ListResult(object?[] Items);

/// <summary>
/// The waiting part of an execution (specification, section 6.4): level by level, resolvers are started one after the other, and loaders are dispatched when
/// nothing else can go on. What needs no waiting is left to the <see cref="ResponseFormatter"/>.
/// </summary>
internal sealed class FieldExecution(RequestContext request, VariableValues variables, ErrorLog errors, bool parallel)
{
    /// <summary>Stands for a value that the formatter gets itself.</summary>
    public static readonly object Deferred = new();

    /// <summary>Stands for a field that failed; its error is written down already.</summary>
    public static readonly object Failed = new();

    private readonly Queue<(ObjectResult Owner, int Index, ResponsePath Path)> _ready = new();
    private readonly List<PendingField> _running = [];

    /// <summary>Begins an object. Fields that need no waiting stay deferred.</summary>
    public ObjectResult Open(ObjectPlan plan, object source, ResponsePath path, bool enqueue = true)
    {
        var result = new ObjectResult(plan, source, new object?[plan.Fields.Length]);
        for (var i = 0; i < plan.Fields.Length; i++)
        {
            result.Slots[i] = Deferred;
            if (enqueue && !plan.Fields[i].IsDeeplyPure)
            {
                Enqueue(result, i, path);
            }
        }

        return result;
    }

    public void Enqueue(ObjectResult owner, int index, ResponsePath path) => _ready.Enqueue((owner, index, path.To(owner.Plan.Fields[index])));

    /// <summary>Goes on until everything has been answered.</summary>
    public async ValueTask Drain()
    {
        var cancellation = request.RequestAborted;
        while (true)
        {
            while (_ready.TryDequeue(out var next))
            {
                cancellation.ThrowIfCancellationRequested();
                Start(next.Owner, next.Index, next.Path);
                if (!parallel && _running.Count > 0)
                {
                    await SettleRunning(cancellation);
                }
            }

            if (_running.Count > 0)
            {
                await SettleRunning(cancellation);
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
            Finish(_running[i]);
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
        Finish(pending);
    }

    private void Start(ObjectResult owner, int index, ResponsePath path)
    {
        var plan = owner.Plan.Fields[index];
        try
        {
            var arguments = plan.Arguments.Coerce(variables);
            if (plan.Field.Resolve is not { } resolve)
            {
                owner.Slots[index] = Complete(owner.Plan.Type, plan, plan.Field.Type, plan.Field.ResolvePure(owner.Source, arguments), path, owner.Slots, index);
                return;
            }

            var context = new ResolverContext(
                request, owner.Source, plan.Field, plan.Nodes, arguments, () => ResponsePath.ToArray(path), error => errors.Add(error, plan, ResponsePath.ToArray(path)));
            var pending = new PendingField(owner.Slots, index, plan.Field.Type, plan, path) { Parent = owner.Plan.Type };
            Run(pending, () => resolve(context));
        }
        catch (Exception fault) when (!IsCancelled(fault))
        {
            Fail(owner.Plan.Type, plan, path, owner.Slots, index, fault);
        }
    }

    private void Run(PendingField pending, Func<ValueTask<object?>> resolve)
    {
        var outer = LoaderSchedule.Current;
        LoaderSchedule.Current = pending;
        try
        {
            var answer = resolve();
            pending.Task = answer.IsCompletedSuccessfully ? Task.FromResult(answer.Result) : answer.AsTask();
        }
        catch (Exception fault) when (!IsCancelled(fault))
        {
            pending.Task = Task.FromException<object?>(fault);
        }
        finally
        {
            LoaderSchedule.Current = outer;
        }

        if (pending.Task.IsCompleted)
        {
            Finish(pending);
        }
        else
        {
            _running.Add(pending);
        }
    }

    private void Finish(PendingField pending)
    {
        if (pending.IsFinished || !pending.Task!.IsCompleted)
        {
            return;
        }

        pending.IsFinished = true;
        try
        {
            var value = pending.Task.GetAwaiter().GetResult();
            pending.Target[pending.Index] = Complete(pending.Parent, pending.Plan, pending.Type, value, pending.Path, pending.Target, pending.Index);
        }
        catch (Exception fault) when (!IsCancelled(fault))
        {
            Fail(pending.Parent, pending.Plan, pending.Path, pending.Target, pending.Index, fault);
        }
    }

    private void Fail(ObjectType parent, FieldPlan plan, ResponsePath path, object?[] target, int index, Exception fault)
    {
        errors.Add(fault, parent, plan, ResponsePath.ToArray(path));
        target[index] = Failed;
    }

    private bool IsCancelled(Exception fault) => fault is OperationCanceledException && request.RequestAborted.IsCancellationRequested;

    private object? Complete(ObjectType parent, FieldPlan plan, GraphType type, object? value, ResponsePath path, object?[] target, int index)
    {
        if (value is null || plan.Selection is null)
        {
            return value;
        }

        type = type.NullableType;
        return type is ListType list
            ? CompleteList(parent, plan, list, value, path)
            : CompleteObject(parent, plan, (NamedType)type, value, path, target, index);
    }

    private object? CompleteList(ObjectType parent, FieldPlan plan, ListType type, object value, ResponsePath path)
    {
        if (value is string or IDictionary || value is not IEnumerable items)
        {
            errors.AddUnfit(parent, plan, type.ToString(), ResponsePath.ToArray(path));
            return Failed;
        }

        var all = items.Cast<object?>().ToArray();
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i] is not null)
            {
                all[i] = Complete(parent, plan, type.ItemType, all[i], path.To(i), all, i);
            }
        }

        return new ListResult(all);
    }

    private object? CompleteObject(ObjectType parent, FieldPlan plan, NamedType declared, object value, ResponsePath path, object?[] target, int index)
    {
        if (TypeOfValue.Find(request.Schema, declared, value) is not { } type)
        {
            errors.AddUnfit(parent, plan, declared.Name, ResponsePath.ToArray(path));
            return Failed;
        }

        var selected = plan.Selection!.For(type);
        if (value is NodeRef stub && (stub.IsUnproven || !selected.NeedsOnlyIdentity))
        {
            return CompleteStub(parent, plan, type, stub, path, target, index);
        }

        return selected.IsPure && value is not NodeRef ? value : Open(selected, value, path);
    }

    private object? CompleteStub(ObjectType parent, FieldPlan plan, ObjectType type, NodeRef stub, ResponsePath path, object?[] target, int index)
    {
        if (type.NodeResolver is null)
        {
            errors.AddUnfit(parent, plan, type.Name, ResponsePath.ToArray(path));
            return Failed;
        }

        var pending = new PendingField(target, index, type, plan, path) { Parent = parent };
        target[index] = Failed;
        Run(pending, async () => await request.NodeLoaderFor(type).LoadAsync(stub.Key) switch
        {
            NodeRef => throw new InvalidOperationException($"The node resolver of {type.Name} answers with a stub."),
            var found => found,
        });
        return target[index];
    }
}

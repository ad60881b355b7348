using System.Collections;
using System.Collections.Immutable;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>
/// Writes values as JSON. Fields that need no waiting are resolved as they are written; the others leave a hole in the tape and go to <see cref="Waiting"/>.
/// A field error makes the field null, or goes back to where the nearest nullable parent began (specification, section 6.4.4). Recursion is bounded by the depth
/// of the document.
/// </summary>
internal sealed class ResponseFormatter(RequestContext request, VariableValues variables, ErrorLog errors, ResultWriter writer, ResponseTape tape)
{
    private readonly List<Step> _path = [];
    private ResponsePath _base = ResponsePath.Root;
    private int _steps;

    /// <summary>Fields that nobody has begun to resolve.</summary>
    public Queue<PendingField> Waiting { get; } = new();

    /// <summary>Writes the value of a field that waited as a segment of its own. The field is null, or a null propagates out of it, when it has no segment then.</summary>
    public void Write(PendingField field, object? value)
    {
        var start = Begin(field);
        var written = TryWriteTop(field, field.Type, value);
        End(field, start, written);
    }

    /// <summary>The same for a list whose items come one after the other.</summary>
    public async ValueTask WriteAsync(PendingField field, IAsyncEnumerable<object?> items, CancellationToken cancellationToken)
    {
        var start = Begin(field);
        var written = false;
        try
        {
            written = field.Type.NullableType is ListType list ? await TryWriteItems(field, list.ItemType, items, cancellationToken) : Unfit(field.Parent, field.Plan, field.Type);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            errors.Add(fault, field.Parent, field.Plan, field.PathArray);
        }

        End(field, start, written);
    }

    private (int Start, int Marks) Begin(PendingField field)
    {
        _path.Clear();
        _base = field.Path;
        writer.BeginSegment();
        return (writer.Length, tape.Count);
    }

    private void End(PendingField field, (int Start, int Marks) begin, bool written)
    {
        if (written)
        {
            field.Written = new Segment(begin.Start, writer.Length, begin.Marks, tape.Count);
            return;
        }

        tape.TakeBack(begin.Marks);
        writer.CutTo(begin.Start);
    }

    private bool TryWriteTop(PendingField field, GraphType type, object? value)
    {
        if (value is not null)
        {
            return TryWriteSafely(field.Parent, field.Plan, type, value);
        }

        if (type.IsNonNull)
        {
            errors.AddNull(field.Parent, field.Plan, Path());
        }

        return false;
    }

    /// <summary>Writes an object. False: a null must propagate to the parent, and what was written is to be taken back.</summary>
    public bool TryWriteObject(ObjectPlan plan, object source)
    {
        writer.StartObject();
        foreach (var field in plan.Fields)
        {
            writer.PropertyName(field.Key);
            if (field.Direct is { } direct)
            {
                if (!TryWriteDirect(plan.Type, field, direct, source))
                {
                    return false;
                }
            }
            else if (field.IsTypeName)
            {
                writer.WriteRaw(plan.TypeNameJson);
            }
            else if (!field.Field.IsPure)
            {
                Wait(new PendingField(plan.Type, field, field.Field.Keep?.Invoke(source) ?? source, field.Field.Type, Place()));
            }
            else if (!TryWriteField(plan.Type, field, source))
            {
                return false;
            }
        }

        writer.EndObject();
        return true;
    }

    private bool TryWriteDirect(ObjectType parent, FieldPlan field, Func<object, ResultWriter, bool> direct, object source)
    {
        var mark = writer.Here();
        try
        {
            if (direct(source, writer))
            {
                return true;
            }

            if (field.Field.Type.IsNonNull)
            {
                errors.AddNull(parent, field, Path().Add(field.ResponseName));
                return false;
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            errors.Add(fault, parent, field, Path().Add(field.ResponseName));
            writer.Rewind(mark);
            if (field.Field.Type.IsNonNull)
            {
                return false;
            }
        }

        writer.WriteNull();
        return true;
    }

    private bool TryWriteField(ObjectType parent, FieldPlan field, object source)
    {
        _path.Add(new Step(field, 0, null));
        object? value;
        try
        {
            value = field.Field.ResolvePure(source, field.Arguments.Coerce(variables));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            errors.Add(fault, parent, field, Path());
            _path.RemoveAt(_path.Count - 1);
            return IsNullable(field.Field.Type);
        }

        var written = TryWriteValue(parent, field, field.Field.Type, value);
        _path.RemoveAt(_path.Count - 1);
        return written;
    }

    private bool IsNullable(GraphType type)
    {
        if (type.IsNonNull)
        {
            return false;
        }

        writer.WriteNull();
        return true;
    }

    private bool TryWriteValue(ObjectType parent, FieldPlan field, GraphType type, object? value)
    {
        if (value is null)
        {
            if (type.IsNonNull)
            {
                errors.AddNull(parent, field, Path());
            }

            return IsNullable(type);
        }

        var mark = writer.Here();
        var marks = tape.Count;
        var begin = !type.IsNonNull && field.Selection is { IsPure: false } ? tape.BeginNullable() : -1;
        if (TryWriteSafely(parent, field, type, value))
        {
            if (begin >= 0)
            {
                tape.EndNullable(begin);
            }

            return true;
        }

        tape.TakeBack(marks);
        writer.Rewind(mark);
        return IsNullable(type);
    }

    private bool TryWriteSafely(ObjectType parent, FieldPlan field, GraphType type, object value)
    {
        var depth = _path.Count;
        try
        {
            if (TryWriteKnown(parent, field, type, value))
            {
                return true;
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            errors.Add(fault, parent, field, Path());
        }

        _path.RemoveRange(depth, _path.Count - depth);
        return false;
    }

    private bool TryWriteKnown(ObjectType parent, FieldPlan field, GraphType type, object value)
    {
        switch (type.NullableType)
        {
            case ScalarType scalar:
                return scalar.TryWrite(value, writer) || Unfit(parent, field, type);
            case EnumType enumeration when enumeration.FindByValue(value) is { } named:
                writer.WriteString(named.Name);
                return true;
            case ListType list when value is IEnumerable items and not (string or IDictionary):
                return TryWriteItems(parent, field, list.ItemType, items);
            case NamedType named when named.IsComposite:
                return TryWriteComposite(parent, field, type, named, value);
            default:
                return Unfit(parent, field, type);
        }
    }

    private bool TryWriteComposite(ObjectType parent, FieldPlan field, GraphType declared, NamedType named, object value)
    {
        if (TypeOfValue.Find(request.Schema, named, value) is not { } type)
        {
            return Unfit(parent, field, named);
        }

        var plan = field.Selection!.For(type);
        if (value is not NodeRef stub || (!stub.IsUnproven && plan.NeedsOnlyIdentity))
        {
            return TryWriteObject(plan, value);
        }

        if (type.NodeResolver is null)
        {
            return Unfit(parent, field, type);
        }

        Wait(new PendingField(parent, field, stub, declared, Place()) { StubType = type });
        return true;
    }

    private bool TryWriteItems(ObjectType parent, FieldPlan field, GraphType itemType, IEnumerable items)
    {
        var depth = StartItems();
        var index = 0;
        foreach (var item in items)
        {
            if (!TryWriteItem(parent, field, itemType, item, depth, index++))
            {
                return false;
            }
        }

        _path.RemoveAt(depth);
        writer.EndArray();
        return true;
    }

    private async ValueTask<bool> TryWriteItems(PendingField field, GraphType itemType, IAsyncEnumerable<object?> items, CancellationToken cancellationToken)
    {
        var depth = StartItems();
        var index = 0;
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            if (!TryWriteItem(field.Parent, field.Plan, itemType, item, depth, index++))
            {
                return false;
            }
        }

        _path.RemoveAt(depth);
        writer.EndArray();
        return true;
    }

    private int StartItems()
    {
        writer.StartArray();
        _path.Add(default);
        return _path.Count - 1;
    }

    private bool TryWriteItem(ObjectType parent, FieldPlan field, GraphType itemType, object? item, int depth, int index)
    {
        if ((++_steps & 0xFF) == 0)
        {
            request.RequestAborted.ThrowIfCancellationRequested();
        }

        _path[depth] = new Step(null, index, null);
        return TryWriteValue(parent, field, itemType, item);
    }

    private void Wait(PendingField field)
    {
        tape.AddHole(field);
        Waiting.Enqueue(field);
    }

    private bool Unfit(ObjectType parent, FieldPlan field, GraphType type)
    {
        errors.AddUnfit(parent, field, type.ToString()!, Path());
        return false;
    }

    private ImmutableArray<object> Path() => ResponsePath.ToArray(Place());

    private ResponsePath Place()
    {
        var known = _path.Count;
        while (known > 0 && _path[known - 1].Node is null)
        {
            known--;
        }

        var node = known == 0 ? _base : _path[known - 1].Node!;
        for (; known < _path.Count; known++)
        {
            var step = _path[known];
            node = step.Field is null ? node.To(step.Index) : node.To(step.Field);
            _path[known] = step with { Node = node };
        }

        return node;
    }

    /// <summary>A step of the path: a field, or an item of a list; and its node, made when somebody must remember the place.</summary>
    private readonly record struct Step(FieldPlan? Field, int Index, ResponsePath? Node);
}

using System.Collections;
using System.Collections.Immutable;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>
/// Writes the data of a response. Fields that need no waiting are resolved as they are written. A field error makes the field null, or goes back to where the
/// nearest nullable parent began (specification, section 6.4.4). Recursion is bounded by the depth of the document.
/// </summary>
internal sealed class ResponseFormatter(RequestContext request, VariableValues variables, ErrorLog errors, ResultWriter writer)
{
    private readonly List<(FieldPlan? Field, int Index)> _path = [];
    private int _steps;

    /// <summary>Writes an object. False: a null must propagate to the parent, and what was written is to be taken back.</summary>
    public bool TryWriteObject(ObjectPlan plan, object source, object?[]? slots)
    {
        writer.StartObject();
        for (var i = 0; i < plan.Fields.Length; i++)
        {
            if (!TryWriteField(plan, i, source, slots))
            {
                return false;
            }
        }

        writer.EndObject();
        return true;
    }

    /// <summary>Writes one field with its key.</summary>
    public bool TryWriteField(ObjectPlan plan, int index, object source, object?[]? slots)
    {
        var field = plan.Fields[index];
        writer.PropertyName(field.Key);
        if (field.IsTypeName)
        {
            writer.WriteRaw(plan.TypeNameJson);
            return true;
        }

        _path.Add((field, 0));
        var value = slots is null || ReferenceEquals(slots[index], FieldExecution.Deferred) ? Resolve(plan, field, source) : slots[index];
        var written = TryWriteValue(plan, field, field.Field.Type, value);
        _path.RemoveAt(_path.Count - 1);
        return written;
    }

    private object? Resolve(ObjectPlan plan, FieldPlan field, object source)
    {
        try
        {
            return field.Field.ResolvePure(source, field.Arguments.Coerce(variables));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            errors.Add(fault, plan.Type, field, Path());
            return FieldExecution.Failed;
        }
    }

    private bool TryWriteValue(ObjectPlan parent, FieldPlan field, GraphType type, object? value)
    {
        var failed = ReferenceEquals(value, FieldExecution.Failed);
        if (value is not null && !failed)
        {
            var mark = writer.Here();
            if (TryWriteSafely(parent, field, type.NullableType, value))
            {
                return true;
            }

            writer.Rewind(mark);
        }
        else if (!failed && type.IsNonNull)
        {
            errors.AddNull(parent.Type, field, Path());
        }

        if (type.IsNonNull)
        {
            return false;
        }

        writer.WriteNull();
        return true;
    }

    private bool TryWriteSafely(ObjectPlan parent, FieldPlan field, GraphType type, object value)
    {
        var depth = _path.Count;
        try
        {
            return TryWriteNullable(parent, field, type, value);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            errors.Add(fault, parent.Type, field, Path());
            _path.RemoveRange(depth, _path.Count - depth);
            return false;
        }
    }

    private bool TryWriteNullable(ObjectPlan parent, FieldPlan field, GraphType type, object value)
    {
        switch (type)
        {
            case ScalarType scalar:
                return scalar.TryWrite(value, writer) || Unfit(parent, field, type);
            case EnumType enumeration when enumeration.FindByValue(value) is { } named:
                writer.WriteString(named.Name);
                return true;
            case ListType list when value is ListResult items:
                return TryWriteItems(parent, field, list.ItemType, items.Items);
            case ListType list when value is IEnumerable items and not (string or IDictionary):
                return TryWriteItems(parent, field, list.ItemType, items);
            case NamedType named when named.IsComposite:
                return TryWriteComposite(parent, field, named, value);
            default:
                return Unfit(parent, field, type);
        }
    }

    private bool TryWriteComposite(ObjectPlan parent, FieldPlan field, NamedType declared, object value)
    {
        if (value is ObjectResult result)
        {
            return TryWriteObject(result.Plan, result.Source, result.Slots);
        }

        var type = value is NodeRef ? null : TypeOfValue.Find(request.Schema, declared, value);
        return type is null ? Unfit(parent, field, declared) : TryWriteObject(field.Selection!.For(type), value, null);
    }

    private bool TryWriteItems(ObjectPlan parent, FieldPlan field, GraphType itemType, IEnumerable items)
    {
        writer.StartArray();
        _path.Add((null, 0));
        var depth = _path.Count;
        var index = 0;
        foreach (var item in items)
        {
            Pause();
            _path[depth - 1] = (null, index++);
            if (!TryWriteValue(parent, field, itemType, item))
            {
                _path.RemoveAt(depth - 1);
                return false;
            }
        }

        _path.RemoveAt(depth - 1);
        writer.EndArray();
        return true;
    }

    private bool Unfit(ObjectPlan parent, FieldPlan field, GraphType type)
    {
        errors.AddUnfit(parent.Type, field, type.ToString()!, Path());
        return false;
    }

    private void Pause()
    {
        if ((++_steps & 0xFF) == 0)
        {
            request.RequestAborted.ThrowIfCancellationRequested();
        }
    }

    private ImmutableArray<object> Path() => [.. _path.Select(step => step.Field is null ? (object)step.Index : step.Field.ResponseName)];
}

using System.Collections;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>
/// Writes values as JSON. Fields that need no waiting are resolved as they are written; the others leave a hole in the tape and go to <see cref="Waiting"/>.
/// A field error makes the field null, or goes back to where the nearest nullable parent began (specification, section 6.4.4). Recursion is bounded by the depth
/// of the document.
/// </summary>
internal sealed partial class ResponseFormatter(RequestContext request, VariableValues variables, ErrorLog errors, ResultWriter writer, ResponseTape tape)
{
    private readonly PlaceStack _place = new();
    private int _steps;

    /// <summary>Fields that nobody has begun to resolve.</summary>
    public Queue<PendingField> Waiting { get; } = new();

    /// <summary>Writes an object. False: a null must propagate to the parent, and what was written is to be taken back.</summary>
    public bool TryWriteObject(ObjectPlan plan, object source)
    {
        if (plan.Deferred is not null || plan.Fields is [])
        {
            Begin(plan, source);
        }

        for (var i = 0; i < plan.Fields.Length; i++)
        {
            var field = plan.Fields[i];
            if (i == 0)
            {
                writer.StartObject(field.FirstKey);
            }
            else
            {
                writer.NextKey(field.NextKey);
            }

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
                Wait(new PendingField(plan.Type, field, field.Field.Keep?.Invoke(source) ?? source, field.Field.Type, _place.Remember()));
            }
            else if (!TryWriteField(plan.Type, field, source))
            {
                return false;
            }
        }

        writer.EndObject();
        return true;
    }

    private bool TryWriteDirect(ObjectType parent, FieldPlan field, Action<object, ResultWriter> direct, object source)
    {
        var mark = writer.Here();
        try
        {
            direct(source, writer);
            if (writer.Length > mark.Length)
            {
                return true;
            }

            if (field.Field.Type.IsNonNull)
            {
                errors.AddNull(parent, field, _place.ToArray().Add(field.ResponseName));
                return false;
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            errors.Add(fault, parent, field, _place.ToArray().Add(field.ResponseName));
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
        _place.Push(field);
        object? value;
        try
        {
            value = field.Field.ResolvePure(source, field.Arguments.Coerce(variables));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            errors.Add(fault, parent, field, _place.ToArray());
            _place.Pop();
            return IsNullable(field.Field.Type);
        }

        var written = TryWriteValue(parent, field, field.Field.Type, value);
        _place.Pop();
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
                errors.AddNull(parent, field, _place.ToArray());
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
        var depth = _place.Depth;
        try
        {
            if (TryWriteKnown(parent, field, type, value))
            {
                return true;
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            errors.Add(fault, parent, field, _place.ToArray());
        }

        _place.CutTo(depth);
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
                return field.Stream is null || !ReferenceEquals(type, field.Field.Type)
                    ? TryWriteItems(parent, field, list.ItemType, items)
                    : TryWriteStreamed(parent, field, list.ItemType, items);
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

        Wait(new PendingField(parent, field, stub, declared, _place.Remember()) { StubType = type });
        return true;
    }

    private void Wait(PendingField field)
    {
        tape.AddHole(field);
        Waiting.Enqueue(field);
    }

    private bool Unfit(ObjectType parent, FieldPlan field, GraphType type)
    {
        errors.AddUnfit(parent, field, type.ToString()!, _place.ToArray());
        return false;
    }
}

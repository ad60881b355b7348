using System.Collections;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <content>Fields that waited, and lists.</content>
internal sealed partial class ResponseFormatter
{
    /// <summary>Writes the value of a field that waited as a segment of its own. The field is null, or a null propagates out of it, when it has no segment then.</summary>
    public void Write(PendingField field, object? value)
    {
        var start = Begin(field.Path);
        var written = TryWriteTop(field, field.Type, value);
        field.Written = End(start, written);
    }

    /// <summary>The same for a list whose items come one after the other.</summary>
    public async ValueTask WriteAsync(PendingField field, IAsyncEnumerable<object?> items, CancellationToken cancellationToken)
    {
        var start = Begin(field.Path);
        var written = false;
        try
        {
            written = field.Type.NullableType is not ListType list ? Unfit(field.Parent, field.Plan, field.Type)
                : field.Plan.Stream is null ? await TryWriteItems(field, list.ItemType, items, cancellationToken)
                : await TryWriteStreamed(field, list.ItemType, items, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            errors.Add(fault, field.Parent, field.Plan, field.PathArray);
        }

        field.Written = End(start, written);
    }

    private (int Start, int Marks) Begin(ResponsePath place)
    {
        _place.Restart(place);
        writer.BeginSegment();
        return (writer.Length, tape.Count);
    }

    private bool TryWriteTop(PendingField field, GraphType type, object? value)
    {
        if (value is not null)
        {
            return TryWriteSafely(field.Parent, field.Plan, type, value);
        }

        if (type.IsNonNull)
        {
            errors.AddNull(field.Parent, field.Plan, _place.ToArray());
        }

        return false;
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

        _place.CutTo(depth);
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

        _place.CutTo(depth);
        writer.EndArray();
        return true;
    }

    private int StartItems()
    {
        writer.StartArray();
        return _place.PushList();
    }

    private bool TryWriteItem(ObjectType parent, FieldPlan field, GraphType itemType, object? item, int depth, int index)
    {
        if ((++_steps & 0xFF) == 0)
        {
            request.RequestAborted.ThrowIfCancellationRequested();
        }

        _place.MoveTo(depth, index);
        return TryWriteValue(parent, field, itemType, item);
    }
}

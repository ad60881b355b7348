using System.Collections;
using Monolith.GraphQL.Execution.Incremental;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <content>What comes after the first result.</content>
internal sealed partial class ResponseFormatter
{
    /// <summary>Writes fields of an object as a segment of its own. Null: a null propagates out of it.</summary>
    public Segment? WriteFields(ObjectPlan plan, object source, ResponsePath place)
    {
        var start = Begin(place);
        return End(start, TryWriteObject(plan, source));
    }

    /// <summary>Writes further items of a list as a segment of its own. Null: a null propagates out of them.</summary>
    public Segment? WriteItems(LaterItems list, List<object?> items)
    {
        var start = Begin(list.Place);
        var depth = StartItems();
        var written = true;
        foreach (var item in items)
        {
            written = written && TryWriteItem(list.Parent, list.Plan, list.ItemType, item, depth, list.Index++);
        }

        writer.EndArray();
        return End(start, written);
    }

    private void Begin(ObjectPlan plan, object source)
    {
        if (plan.Deferred is { } deferred)
        {
            tape.AddPart(new LaterFields(deferred, source, _place.Remember()));
        }

        if (plan.Fields is [])
        {
            writer.StartObject();
        }
    }

    private bool TryWriteStreamed(ObjectType parent, FieldPlan field, GraphType itemType, IEnumerable items)
    {
        var count = field.Stream!.InitialCount(variables);
        var place = _place.Remember();
        var depth = StartItems();
        var rest = items.GetEnumerator();
        var isKept = false;
        try
        {
            for (var index = 0; rest.MoveNext(); index++)
            {
                if (index == count)
                {
                    tape.AddPart(new LaterItems(parent, field, itemType, new ItemSource.AtOnce(rest), index, place));
                    isKept = true;
                    break;
                }

                if (!TryWriteItem(parent, field, itemType, rest.Current, depth, index))
                {
                    return false;
                }
            }
        }
        finally
        {
            if (!isKept)
            {
                (rest as IDisposable)?.Dispose();
            }
        }

        _place.CutTo(depth);
        writer.EndArray();
        return true;
    }

    private async ValueTask<bool> TryWriteStreamed(PendingField field, GraphType itemType, IAsyncEnumerable<object?> items, CancellationToken cancellationToken)
    {
        var count = field.Plan.Stream!.InitialCount(variables);
        var place = _place.Remember();
        var depth = StartItems();
        var rest = items.GetAsyncEnumerator(cancellationToken);
        var isKept = false;
        try
        {
            for (var index = 0; !isKept; index++)
            {
                if (index == count)
                {
                    tape.AddPart(new LaterItems(field.Parent, field.Plan, itemType, new ItemSource.OneByOne(rest), index, place));
                    isKept = true;
                }
                else if (!await rest.MoveNextAsync())
                {
                    break;
                }
                else if (!TryWriteItem(field.Parent, field.Plan, itemType, rest.Current, depth, index))
                {
                    return false;
                }
            }
        }
        finally
        {
            if (!isKept)
            {
                await rest.DisposeAsync();
            }
        }

        _place.CutTo(depth);
        writer.EndArray();
        return true;
    }

    private Segment? End((int Start, int Marks) begin, bool written)
    {
        if (written)
        {
            return new Segment(begin.Start, writer.Length, begin.Marks, tape.Count);
        }

        tape.TakeBack(begin.Marks);
        writer.CutTo(begin.Start);
        return null;
    }
}

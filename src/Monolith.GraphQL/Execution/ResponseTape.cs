using System.Runtime.InteropServices;
using Monolith.GraphQL.Execution.Incremental;

namespace Monolith.GraphQL.Execution;

/// <summary>
/// The response while some fields wait: JSON is written once, in the order in which it becomes known, into a scratch buffer; marks say where a field is still
/// missing, and which value becomes null when a non-null field in it does. In the end the parts are copied together.
/// </summary>
internal sealed class ResponseTape(ResultWriter scratch)
{
    private readonly List<Mark> _marks = [];
    private readonly List<LaterPart> _parts = [];
    private readonly List<LaterPart> _surviving = [];

    /// <summary>How many marks there are.</summary>
    public int Count => _marks.Count;

    /// <summary>Marks the place of a field that is written later.</summary>
    public void AddHole(PendingField field)
    {
        scratch.SkipValue();
        _marks.Add(new Mark(scratch.Length, field, 0));
    }

    /// <summary>All that was promised for later.</summary>
    public IReadOnlyList<LaterPart> Parts => _parts;

    /// <summary>What was promised at places that were copied.</summary>
    public List<LaterPart> Surviving => _surviving;

    /// <summary>Marks that something of the value that begins here comes later.</summary>
    public void AddPart(LaterPart part)
    {
        _marks.Add(new Mark(scratch.ValueStart, null, -2 - _parts.Count));
        _parts.Add(part);
    }

    /// <summary>Begins a nullable value.</summary>
    public int BeginNullable()
    {
        _marks.Add(new Mark(scratch.ValueStart, null, 0));
        return _marks.Count - 1;
    }

    /// <summary>Ends a nullable value that is written.</summary>
    public void EndNullable(int begin)
    {
        if (begin == _marks.Count - 1)
        {
            _marks.RemoveAt(begin);
            return;
        }

        _marks[begin] = _marks[begin] with { End = _marks.Count };
        _marks.Add(new Mark(scratch.Length, null, -1));
    }

    /// <summary>Takes back the marks from this one on; their fields are no longer asked for.</summary>
    public void TakeBack(int count)
    {
        for (var i = count; i < _marks.Count; i++)
        {
            if (_marks[i].Field is { } field)
            {
                field.IsDropped = true;
            }
        }

        _marks.RemoveRange(count, _marks.Count - count);
    }

    /// <summary>Copies a segment with all that belongs into it. False: a null propagates out of it, and what was copied is to be taken back.</summary>
    public bool TryCopy(Segment segment, ResultWriter output)
    {
        var marks = CollectionsMarshal.AsSpan(_marks);
        Stack<(int Mark, int Output, int Surviving)>? open = null;
        var surviving = _surviving.Count;
        var from = segment.Start;
        for (var i = segment.FirstMark; i < segment.EndMark; i++)
        {
            var mark = marks[i];
            output.CopyFrom(scratch, from, mark.At);
            from = mark.At;
            if (mark.Field is { } field)
            {
                if (TryCopy(field, output))
                {
                    continue;
                }

                if (open is not { Count: > 0 })
                {
                    Forget(surviving);
                    return false;
                }

                var (begin, length, kept) = open.Pop();
                output.CutTo(length);
                Forget(kept);
                output.Copy("null"u8);
                i = marks[begin].End;
                from = marks[i].At;
            }
            else
            {
                Pass(mark, i, output.Length, ref open);
            }
        }

        output.CopyFrom(scratch, from, segment.End);
        return true;
    }

    /// <summary>Copies a field that waited. False: a null propagates to its parent.</summary>
    public bool TryCopy(PendingField field, ResultWriter output)
    {
        var length = output.Length;
        if (field.Written is { } written && TryCopy(written, output))
        {
            return true;
        }

        output.CutTo(length);
        if (field.Type.IsNonNull)
        {
            return false;
        }

        output.Copy("null"u8);
        return true;
    }

    private void Pass(Mark mark, int index, int length, ref Stack<(int Mark, int Output, int Surviving)>? open)
    {
        if (mark.End > 0)
        {
            (open ??= new()).Push((index, length, _surviving.Count));
        }
        else if (mark.End == -1)
        {
            open!.Pop();
        }
        else
        {
            _surviving.Add(_parts[-2 - mark.End]);
        }
    }

    private void Forget(int surviving) => _surviving.RemoveRange(surviving, _surviving.Count - surviving);

    /// <summary>A hole; the begin (End: place of its end) or the end (End: -1) of a nullable value with holes in it; or a part (End: -2 less its number).</summary>
    private readonly record struct Mark(int At, PendingField? Field, int End);
}

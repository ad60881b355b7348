using System.Collections.Immutable;

namespace Monolith.GraphQL.Execution;

/// <summary>Where in the response something is being written. Nodes of the path are made only when somebody must remember the place.</summary>
internal sealed class PlaceStack
{
    private readonly List<Step> _steps = [];
    private ResponsePath _base = ResponsePath.Root;

    public int Depth => _steps.Count;

    public void Restart(ResponsePath from)
    {
        _steps.Clear();
        _base = from;
    }

    public void Push(FieldPlan field) => _steps.Add(new Step(field, 0, null));

    /// <summary>Enters a list; <see cref="MoveTo"/> goes to its items.</summary>
    public int PushList()
    {
        _steps.Add(default);
        return _steps.Count - 1;
    }

    public void MoveTo(int list, int item) => _steps[list] = new Step(null, item, null);

    public void Pop() => _steps.RemoveAt(_steps.Count - 1);

    public void CutTo(int depth) => _steps.RemoveRange(depth, _steps.Count - depth);

    public ImmutableArray<object> ToArray() => ResponsePath.ToArray(Remember());

    public ResponsePath Remember()
    {
        var known = _steps.Count;
        while (known > 0 && _steps[known - 1].Node is null)
        {
            known--;
        }

        var node = known == 0 ? _base : _steps[known - 1].Node!;
        for (; known < _steps.Count; known++)
        {
            var step = _steps[known];
            node = step.Field is null ? node.To(step.Index) : node.To(step.Field);
            _steps[known] = step with { Node = node };
        }

        return node;
    }

    /// <summary>A field, or an item of a list.</summary>
    private readonly record struct Step(FieldPlan? Field, int Index, ResponsePath? Node);
}

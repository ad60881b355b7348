namespace Monolith.GraphQL.Execution.Incremental;

/// <content>Which fragments there are, what they wait for, and when they are told of.</content>
internal sealed partial class IncrementalDelivery
{
    private void Absorb(IReadOnlyList<LaterPart> parts, DeferredWork? owner)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case LaterFields fields:
                    Absorb(fields);
                    break;
                case LaterItems items when owner is null:
                    Tell(items);
                    break;
                case LaterItems items:
                    owner.Streams.Add(items);
                    break;
            }
        }

        foreach (var fragment in _fragments.Values.Where(f => f.State is FragmentState.Hidden).ToArray())
        {
            Release(fragment);
        }
    }

    private void Absorb(LaterFields fields)
    {
        foreach (var usage in fields.Plan.Fragments)
        {
            var parent = usage.Parent is null ? null : Find(usage.Parent, fields.Place);
            var fragment = new DeferredFragment(usage, fields.Place, parent);
            _fragments.Add((fields.Place, usage), fragment);
            parent?.Children.Add(fragment);
        }

        foreach (var group in fields.Plan.Groups)
        {
            var work = new DeferredWork(group, fields.Source, fields.Place, [.. group.Fragments.Select(usage => Find(usage, fields.Place))]);
            Array.ForEach(work.Fragments, fragment => fragment.Works.Add(work));
            if (Array.Exists(work.Fragments, fragment => fragment.State is FragmentState.Pending))
            {
                _works.Add(work);
            }
        }
    }

    private DeferredFragment Find(DeferUsage usage, ResponsePath place)
    {
        for (var at = place; ; at = at.Parent!)
        {
            if (_fragments.TryGetValue((at, usage), out var fragment))
            {
                return fragment;
            }
        }
    }

    /// <summary>Tells of a fragment whose parent is complete. One without fields of its own is nothing to wait for.</summary>
    private void Release(DeferredFragment fragment)
    {
        if (fragment.State is not FragmentState.Hidden || fragment.Parent is { State: not FragmentState.Complete })
        {
            return;
        }

        if (fragment.Works.Count == 0)
        {
            fragment.State = FragmentState.Complete;
            fragment.Children.ForEach(Release);
            return;
        }

        fragment.State = FragmentState.Pending;
        fragment.Id = ++_lastId;
        _open.Add(fragment);
        _result.Promise(fragment.Id.Value, fragment.Place, fragment.Label);
        _works.AddRange(fragment.Works.Where(work => !work.IsDone && !_works.Contains(work)));
    }

    private void Tell(LaterItems stream)
    {
        stream.Id = ++_lastId;
        _streams.Add(stream);
        _result.Promise(stream.Id.Value, stream.Place, stream.Plan.Stream!.Label);
    }

    private void Complete(DeferredFragment fragment)
    {
        if (fragment.State is not FragmentState.Pending || !fragment.IsReady)
        {
            return;
        }

        foreach (var work in fragment.Works.Where(work => !work.IsSent))
        {
            work.IsSent = true;
            var nearest = work.Fragments.Where(f => f.State is FragmentState.Pending).MaxBy(f => ResponsePath.ToArray(f.Place).Length)!;
            var depth = ResponsePath.ToArray(nearest.Place).Length;
            _result.Fields(nearest.Id!.Value, ResponsePath.ToArray(work.Place).AsMemory()[depth..], work.Json!, work.Errors);
            _bytesLeft -= work.Json!.Length;
            work.Streams.ForEach(Tell);
        }

        fragment.State = FragmentState.Complete;
        _open.Remove(fragment);
        _result.Complete(fragment.Id!.Value, []);
        fragment.Children.ForEach(Release);
        fragment.Children.ForEach(Complete);
    }

    private void Fail(DeferredFragment fragment, IReadOnlyList<GraphQLError> errors)
    {
        if (fragment.State is FragmentState.Failed)
        {
            return;
        }

        if (fragment.State is FragmentState.Pending)
        {
            _open.Remove(fragment);
            _result.Complete(fragment.Id!.Value, errors);
        }

        fragment.State = FragmentState.Failed;
        fragment.Children.ForEach(child => Fail(child, errors));
        _works.RemoveAll(work => !Array.Exists(work.Fragments, f => f.State is FragmentState.Pending));
    }
}

using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Fragments do not spread themselves, directly or through others (section 5.5.2.2).</summary>
internal sealed class NoFragmentCyclesRule : ValidationRule
{
    private readonly HashSet<string> visited = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> indexOnPath = new(StringComparer.Ordinal);
    private readonly List<FragmentSpreadNode> path = [];

    public override void LeaveDocument(ValidationContext context)
    {
        foreach (var definition in context.Document.Definitions)
        {
            if (definition is FragmentDefinitionNode fragment)
            {
                Detect(context, fragment);
            }
        }
    }

    /// <summary>Depth first with a stack of its own, because a document may chain hundreds of fragments.</summary>
    private void Detect(ValidationContext context, FragmentDefinitionNode start)
    {
        var frames = new Stack<(FragmentDefinitionNode Fragment, int Next)>();
        Open(frames, start);
        while (frames.TryPop(out var frame))
        {
            var spreads = context.FactsOf(frame.Fragment).Spreads;
            if (frame.Next == spreads.Count)
            {
                indexOnPath.Remove(frame.Fragment.Name.Value);
                RemoveLast();
                continue;
            }

            frames.Push((frame.Fragment, frame.Next + 1));
            Follow(context, frames, spreads[frame.Next]);
        }
    }

    private void Follow(ValidationContext context, Stack<(FragmentDefinitionNode Fragment, int Next)> frames, FragmentSpreadNode spread)
    {
        path.Add(spread);
        if (indexOnPath.TryGetValue(spread.Name.Value, out var index))
        {
            context.Report($"Cannot spread fragment \"{Excerpt.Of(spread.Name.Value)}\" within itself.", path.Skip(index));
            RemoveLast();
        }
        else if (context.FindFragment(spread.Name.Value) is not { } fragment || !Open(frames, fragment))
        {
            RemoveLast();
        }
    }

    private bool Open(Stack<(FragmentDefinitionNode Fragment, int Next)> frames, FragmentDefinitionNode fragment)
    {
        if (!visited.Add(fragment.Name.Value))
        {
            return false;
        }

        indexOnPath[fragment.Name.Value] = path.Count;
        frames.Push((fragment, 0));
        return true;
    }

    private void RemoveLast()
    {
        if (path.Count > 0)
        {
            path.RemoveAt(path.Count - 1);
        }
    }
}

using System.Collections.Immutable;

namespace Monolith.GraphQL.Execution;

/// <summary>A place in the response while fields wait: a chain towards the root.</summary>
internal sealed class ResponsePath(ResponsePath? parent, FieldPlan? plan, int index)
{
    /// <summary>The response itself, above its fields.</summary>
    public static ResponsePath Root { get; } = new(null, null, -1);

    public static ImmutableArray<object> ToArray(ResponsePath? path)
    {
        var steps = ImmutableArray.CreateBuilder<object>();
        for (var at = path; at is { Parent: not null }; at = at.Parent)
        {
            steps.Add(at.Step);
        }

        steps.Reverse();
        return steps.ToImmutable();
    }

    public ResponsePath? Parent => parent;

    private object Step => plan is null ? index : plan.ResponseName;

    public ResponsePath To(FieldPlan next) => new(this, next, 0);

    public ResponsePath To(int next) => new(this, null, next);
}

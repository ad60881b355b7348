namespace Monolith.GraphQL.Execution.Incremental;

/// <summary>A deferred fragment at one place of the response.</summary>
internal sealed class DeferredFragment(DeferUsage usage, ResponsePath place, DeferredFragment? parent)
{
    public string? Label => usage.Label;

    public ResponsePath Place => place;

    public DeferredFragment? Parent => parent;

    /// <summary>The name in the response; null until the fragment is told of.</summary>
    public int? Id { get; set; }

    public FragmentState State { get; set; }

    /// <summary>The fragments that are told of once this one is complete.</summary>
    public List<DeferredFragment> Children { get; } = [];

    /// <summary>What the fragment is made of.</summary>
    public List<DeferredWork> Works { get; } = [];

    public bool IsReady => Works.TrueForAll(work => work.IsDone);
}

internal enum FragmentState
{
    /// <summary>Its parent is not complete.</summary>
    Hidden,

    /// <summary>The caller waits for it.</summary>
    Pending,

    /// <summary>It was delivered, or had nothing to deliver.</summary>
    Complete,

    /// <summary>It will never come.</summary>
    Failed,
}

/// <summary>Fields of one object that one or more deferred fragments wait for.</summary>
internal sealed class DeferredWork(DeferredGroup group, object source, ResponsePath place, DeferredFragment[] fragments)
{
    public DeferredGroup Group => group;

    public object Source => source;

    public ResponsePath Place => place;

    public DeferredFragment[] Fragments => fragments;

    public bool IsDone { get; set; }

    public bool IsSent { get; set; }

    /// <summary>The fields as JSON; null when a null propagated out of them.</summary>
    public byte[]? Json { get; set; }

    public IReadOnlyList<GraphQLError> Errors { get; set; } = [];

    /// <summary>Lists among the fields whose other items come later.</summary>
    public List<LaterItems> Streams { get; } = [];
}

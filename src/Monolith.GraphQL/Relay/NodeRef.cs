using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Relay;

/// <summary>
/// An object known only by type and key, for example one that another module owns. A field may return it for an object type, interface or union;
/// when more than <c>id</c> and <c>__typename</c> is asked, the type's <see cref="NodeResolver"/> completes it.
/// </summary>
/// <param name="TypeName">The name of the object type.</param>
/// <param name="Key">The key inside the type, as the node resolver takes it.</param>
public sealed record NodeRef(string TypeName, object Key)
{
    /// <summary>Whether the node resolver must be asked even for <c>id</c> and <c>__typename</c>, because nobody vouches for the key.</summary>
    public bool IsUnproven { get; init; }
}

/// <summary>Fetches objects of one type by key.</summary>
/// <param name="one">Fetches one object; null when there is none or it is not the caller's to see.</param>
/// <param name="parseKey">Reads a key out of a global id; null when the text is no key of this type.</param>
public sealed class NodeResolver(Func<RequestContext, object, ValueTask<object?>> one, Func<string, object?> parseKey)
{
    /// <summary>Fetches one object; null when there is none or it is not the caller's to see.</summary>
    public Func<RequestContext, object, ValueTask<object?>> One { get; } = one;

    /// <summary>Fetches several objects at once, by key; what is missing from the answer is null. Null: one by one.</summary>
    public Func<RequestContext, IReadOnlyList<object>, ValueTask<IReadOnlyDictionary<object, object>>>? Batch { get; init; }

    /// <summary>Reads a key out of a global id; null when the text is no key of this type.</summary>
    public Func<string, object?> ParseKey { get; } = parseKey;

    /// <summary>A resolver by UUID.</summary>
    public static NodeResolver ByGuid(Func<RequestContext, Guid, ValueTask<object?>> one) =>
        new((context, key) => one(context, (Guid)key), static text => Guid.TryParseExact(text, "D", out var id) ? id : null);
}

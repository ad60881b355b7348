using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Types;

/// <summary>
/// A field of an object or interface type (specification, section 3.6). It gets its value from <see cref="Pure"/> or <see cref="Resolve"/>; with neither,
/// from the member of the parent with the field's name (dictionary key or CLR property).
/// </summary>
public sealed class OutputField(string name, TypeReference type) : IDeprecable
{
    private GraphType? _type;

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary>The type as it was named.</summary>
    public TypeReference TypeReference { get; } = type;

    /// <summary>The type.</summary>
    /// <exception cref="InvalidOperationException">The schema is not built yet.</exception>
    public GraphType Type => _type ?? throw new InvalidOperationException($"The type of '{Name}' is known when the schema is built.");

    /// <summary>What the field answers, in Markdown, or null.</summary>
    public string? Description { get; set; }

    /// <inheritdoc/>
    public string? DeprecationReason { get; set; }

    /// <summary>The arguments in the order declared.</summary>
    public MemberCollection<Argument> Arguments { get; } = [];

    /// <summary>
    /// Gets the value from the parent at once: no waiting, no context, the same answer each time it is asked. The executor may call it while it writes the
    /// response, and need not keep what it returns.
    /// </summary>
    public Func<object, object?>? Pure { get; set; }

    /// <summary>Like <see cref="Pure"/>, with the field's arguments.</summary>
    public Func<object, ArgumentValues, object?>? PureWithArguments { get; set; }

    /// <summary>Gets the value with all that the request offers; may wait. Throw <see cref="GraphQLException"/> for an error the caller may read.</summary>
    public Func<ResolverContext, ValueTask<object?>>? Resolve { get; set; }

    /// <summary>
    /// Gives the source stream of a subscription's root field (specification, section 6.2.3.1). Each value of it becomes the parent for which the field is
    /// resolved; with neither <see cref="Pure"/> nor <see cref="Resolve"/>, the member of the value with the field's name. It is disposed when the subscriber goes.
    /// </summary>
    public Func<ResolverContext, ValueTask<IAsyncEnumerable<object?>>>? Subscribe { get; set; }

    /// <summary>What one call of the field adds to the cost of an operation, without its children; null: as <see cref="CostOptions"/> has it.</summary>
    public int? Cost { get; set; }

    /// <summary>How long the field's list can be; null: nothing is said.</summary>
    public ListSize? ListSize { get; set; }

    /// <summary>
    /// Whether the field, at the root, must be the only one that an operation calls, <c>__typename</c> apart; code FIELD_NOT_ALONE, before the first resolver. For
    /// fields whose calls are limited, such as those that check a password.
    /// </summary>
    public bool StandsAlone { get; set; }

    /// <summary>
    /// Gets the values for all parents of a level at once, in their order: one call instead of a data loader's key each. May wait. A wrong number of values is
    /// a fault of the field for every parent; an exception among the values is the error of that parent alone.
    /// </summary>
    public Func<BatchContext, ValueTask<IReadOnlyList<object?>>>? ResolveBatch { get; set; }

    /// <summary>
    /// Writes the value of a leaf field without arguments straight to the response, and saves making an object of it. Writes exactly one JSON value, or nothing
    /// when the value is null.
    /// </summary>
    public Action<object, ResultWriter>? Direct { get; set; }

    /// <summary>
    /// What a field that waits remembers of its parent. Needed where the parent is valid only while it is written, such as the current row of a
    /// <see cref="System.Data.Common.DbDataReader"/> that a list field answers as an <see cref="IAsyncEnumerable{T}"/>. Null: the parent itself.
    /// </summary>
    public Func<object, object>? Keep { get; set; }

    /// <summary>Whether the value may be a <see cref="Relay.NodeRef"/> that the node's own resolver completes. Set to false where the CLR type rules it out.</summary>
    public bool MayBeStub { get; set; } = true;

    /// <summary>Whether the value is had without waiting.</summary>
    public bool IsPure => Resolve is null && ResolveBatch is null;

    /// <summary>Anything the owner of the schema wants to remember of the field, for example its authorisation rule.</summary>
    public IDictionary<string, object?> ContextData { get; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Puts middleware around the field's resolver; what is put there last is the outermost. The field is resolved like one that waits then.</summary>
    public void Use(FieldMiddleware middleware) => FieldWrapping.Wrap(this, middleware);

    internal OutputField Copy() => (OutputField)MemberwiseClone();

    internal object? ResolvePure(object parent, ArgumentValues arguments) =>
        Pure is not null ? Pure(parent) : PureWithArguments is not null ? PureWithArguments(parent, arguments) : MemberResolver.Resolve(parent, Name);

    internal bool IsResolved => _type is not null;

    internal void ResolveTypes(TypeResolution resolution, string owner)
    {
        _type = resolution.Resolve(TypeReference, $"{owner}.{Name}");
        foreach (var argument in Arguments)
        {
            argument.Resolve(resolution, $"{owner}.{Name}({argument.Name}:)");
        }
    }
}

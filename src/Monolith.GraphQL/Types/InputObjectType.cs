namespace Monolith.GraphQL.Types;

/// <summary>An input object type (specification, section 3.10).</summary>
public sealed class InputObjectType(string name) : NamedType(name)
{
    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.InputObject;

    /// <summary>The fields in the order declared.</summary>
    public MemberCollection<InputField> Fields { get; } = [];

    /// <summary>Whether exactly one field must be given (section 3.10.1).</summary>
    public bool IsOneOf { get; set; }

    /// <summary>
    /// Makes the CLR object from the coerced fields; the values stand in the order of <see cref="Fields"/>, <see cref="Execution.ArgumentValues.Has(string)"/> tells which
    /// were given. Null: resolvers get an <see cref="IReadOnlyDictionary{TKey,TValue}"/> of the given fields.
    /// </summary>
    public Func<Execution.ArgumentValues, object>? Construct { get; set; }

    internal override void Resolve(TypeResolution resolution)
    {
        for (var i = 0; i < Fields.Count; i++)
        {
            Fields[i].Resolve(resolution, $"{Name}.{Fields[i].Name}");
        }
    }

    internal override void Freeze()
    {
        base.Freeze();
        Fields.Freeze();
    }
}

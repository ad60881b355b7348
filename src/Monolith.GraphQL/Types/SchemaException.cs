namespace Monolith.GraphQL.Types;

/// <summary>One thing that is wrong with a schema.</summary>
/// <param name="Place">The schema coordinate, such as <c>Refund.amount(in:)</c>.</param>
/// <param name="Message">The rule that is broken.</param>
public sealed record SchemaFault(string Place, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place}: {Message}";
}

/// <summary>A schema is invalid. The message has one line a fault.</summary>
public sealed class SchemaException(IReadOnlyList<SchemaFault> faults)
    : Exception($"The schema has {faults.Count} fault(s):{Environment.NewLine}{string.Join(Environment.NewLine, faults)}")
{
    /// <summary>Every fault found.</summary>
    public IReadOnlyList<SchemaFault> Faults { get; } = faults;
}

using Xunit.v3;

namespace Monolith.Testing;

/// <summary>
/// Says which clause of the five policies a test keeps, as a trait that can be filtered on
/// (<c>dotnet test --filter Clause=CA-8.2</c>).
/// </summary>
/// <param name="id">The clause as the policies number it: service, section, paragraph (<c>CA-8.2</c>).</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ClauseAttribute(string id) : Attribute, ITraitAttribute
{
    /// <summary>The clause.</summary>
    public string Id => id;

    /// <inheritdoc />
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Clause", id)];
}

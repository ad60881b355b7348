using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>Every class is sealed, static or abstract.</summary>
public sealed class TypesAreClosed : IRule
{
    /// <inheritdoc />
    public Verdict Judge(Codebase code) => Verdict.Of(
        code.AllTypes.SelectMany(type => type.WithNested()).Where(type => type is { IsClass: true, IsValueType: false } && !type.IsGenerated() && type.Name != "Program"),
        type => type is { IsSealed: false, IsAbstract: false } ? [new Breach(type.FullName, "is open; make it sealed, static or abstract")] : []);
}

public sealed class TypesAreClosedTests : RuleTests<TypesAreClosed>
{
    protected override string[] Planted => ["Monolith.Alpha.Domain.OpenType"];
}

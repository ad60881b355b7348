using Mono.Cecil;
using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>A Contracts project can be read without reading anything else.</summary>
public sealed class ContractsKnowOnlyTheBaseLibrary : IRule
{
    /// <inheritdoc />
    public Verdict Judge(Codebase code) => Verdict.Of(
        code.Modules.SelectMany(module => module.Contracts.Select(type => (module, type))),
        one => from used in one.type.Uses()
               where !used.IsIn($"Monolith.{one.module.Name}.Contracts") && !IsBaseLibrary(used)
               select new Breach(one.type.FullName, $"knows {used.FullName}; Contracts know only the base library"));

    private static bool IsBaseLibrary(TypeReference type) =>
        type.IsIn("System") || type.IsIn("Microsoft.CodeAnalysis");
}

public sealed class ContractsKnowOnlyTheBaseLibraryTests : RuleTests<ContractsKnowOnlyTheBaseLibrary>
{
    protected override string[] Planted => ["Monolith.Alpha.Contracts.IAskForALibrary"];
}

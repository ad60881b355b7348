using Mono.Cecil;
using Monolith.ArchitectureTests.Reading;
using Monolith.Testing;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>
/// Nobody is served worse for having used a right (AP-171 to AP-173, X-42): the modules that match, book and charge know of cases only that something is to be erased or was, and no use case of theirs
/// looks at what was erased.
/// </summary>
public sealed class RightsHistoryIsNotRead : IRule
{
    private const string Cases = "Monolith.Grievance.Contracts";
    private static readonly HashSet<string> KeepTheHistory = ["Accounts", "Consent", "Grievance"];

    /// <inheritdoc />
    public Verdict Judge(Codebase code) => Verdict.Of(
        code.Modules.Where(module => !KeepTheHistory.Contains(module.Name)).SelectMany(module => module.Types.Select(type => (module, type))),
        one => from used in one.type.Uses()
               where IsCase(used) || (IsUseCase(one.module, one.type) && used.FullName == $"Monolith.{one.module.Name}.Domain.ErasureRecord")
               select new Breach(one.type.FullName, $"reads {used.FullName}; whether somebody used a right must change nothing here"));

    private static bool IsCase(TypeReference used) => used.IsIn(Cases) && used.Name is not ("ErasureOrdered" or "ErasureSettled");

    private static bool IsUseCase(ModuleCode module, TypeDefinition type) =>
        type.IsIn($"Monolith.{module.Name}.Application") && !type.IsIn($"Monolith.{module.Name}.Application.Integration");
}

[Clause("AP-171")]
public sealed class RightsHistoryIsNotReadTests : RuleTests<RightsHistoryIsNotRead>
{
    protected override string[] Planted => ["Monolith.Alpha.Application.LooksAtWhatWasErased", "Monolith.Alpha.Application.RemembersWhoAsked"];
}

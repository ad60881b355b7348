using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>What BuildingBlocks offers is used by two modules at least, or by the host, or is part of what is; and it names no business.</summary>
public sealed class BuildingBlocksAreShared : IRule
{
    private static readonly string[] BusinessNouns =
        ["Therapist", "Patient", "Appointment", "Booking", "Intake", "Complaint", "Grievance", "Consent", "Refund", "Charge", "Invoice", "Order", "Employee", "Match", "Slot"];

    // Callers of every module meet these answers of the gate although one module's veto decides them; constants leave no trace in the compiled code.
    private static readonly string[] Exempt = ["Monolith.BuildingBlocks.ConsentRequired", "Monolith.BuildingBlocks.ConsentWithdrawn", "Monolith.BuildingBlocks.TransferConsentRequired", "Monolith.BuildingBlocks.Access.Purpose"];

    /// <inheritdoc />
    public Verdict Judge(Codebase code)
    {
        var modules = code.Modules.ToDictionary(module => module.Name, module => NamesUsedBy(module.Types));
        var platform = NamesUsedBy(code.Rest);
        var within = code.BuildingBlocks.SelectMany(type => NamesUsedBy([type]).Where(used => used != type.FullName)).ToHashSet();
        return Verdict.Of(code.BuildingBlocks.Where(type => type.IsPublic && !Exempt.Contains(type.FullName)), type =>
        {
            var users = modules.Where(module => module.Value.Contains(type.FullName)).Select(module => module.Key).ToList();
            var isShared = users.Count > 1 || platform.Contains(type.FullName) || within.Contains(type.FullName);
            return
            [
                .. isShared ? Array.Empty<Breach>() : [new Breach(type.FullName, $"is used by {(users.Count == 0 ? "nobody" : users[0] + " only")}")],
                .. BusinessNouns.Where(noun => type.Name.Contains(noun, StringComparison.Ordinal)).Select(noun => new Breach(type.FullName, $"names {noun}, which is a module's word")),
            ];
        });
    }

    private static HashSet<string> NamesUsedBy(IEnumerable<Mono.Cecil.TypeDefinition> types) => [.. types.SelectMany(type => type.Uses()).Select(used => used.FullName)];
}

public sealed class BuildingBlocksAreSharedTests : RuleTests<BuildingBlocksAreShared>
{
    protected override string[] Planted => ["Monolith.BuildingBlocks.Planted.TherapistRoster", "Monolith.BuildingBlocks.Planted.UsedByNobody", "Monolith.BuildingBlocks.Planted.UsedByOne"];

    protected override bool NeedsEveryModule => true;
}

using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>The one public type of a module is the door the host opens.</summary>
public sealed class OnePublicTypeAModule : IRule
{
    /// <inheritdoc />
    public Verdict Judge(Codebase code) => Verdict.Of(code.Modules, module =>
    {
        var open = module.Types.Where(type => type.IsPublic).Select(type => type.FullName).ToList();
        var door = $"Monolith.{module.Name}.{module.Name}Module";
        return
        [
            .. open.Where(name => name != door).Select(name => new Breach(name, "is public; everything but the module class is internal")),
            .. open.Contains(door) ? Array.Empty<Breach>() : [new Breach(door, "is missing or not public")],
        ];
    });
}

public sealed class OnePublicTypeAModuleTests : RuleTests<OnePublicTypeAModule>
{
    protected override string[] Planted => ["Monolith.Alpha.Application.SecondDoor", "Monolith.Beta.BetaModule"];
}

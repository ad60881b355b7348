using Mono.Cecil;
using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>An aggregate changes through what can happen to it, never by assignment.</summary>
public sealed class AggregatesHaveNoPublicSetters : IRule
{
    /// <inheritdoc />
    public Verdict Judge(Codebase code) => Verdict.Of(
        code.Modules.SelectMany(module => module.Ring("Domain")).Where(type => type.DerivesFrom("Monolith.BuildingBlocks.Persistence.Entity")),
        type =>
        [
            .. from property in type.Properties
               where property.SetMethod is { IsPublic: true } setter && !IsInit(setter)
               select new Breach($"{type.FullName}.{property.Name}", "has a public setter"),
            .. from field in type.Fields
               where field is { IsPublic: true, IsInitOnly: false, IsStatic: false }
               select new Breach($"{type.FullName}.{field.Name}", "is a public field"),
        ]);

    private static bool IsInit(MethodDefinition setter) => setter.ReturnType is RequiredModifierType { ModifierType.Name: "IsExternalInit" };
}

public sealed class AggregatesHaveNoPublicSettersTests : RuleTests<AggregatesHaveNoPublicSetters>
{
    protected override string[] Planted => ["Monolith.Alpha.Domain.OpenAggregate.Colour", "Monolith.Alpha.Domain.OpenAggregate.Weight"];
}

using Mono.Cecil;
using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>
/// Every command, query and node of the graph has exactly one authorisation rule; "anyone" is written, not omitted. A message that
/// <c>[Allow]</c>s names at least one role.
/// </summary>
public sealed class EveryMessageSaysWhoMaySendIt : IRule
{
    private const string Access = "Monolith.BuildingBlocks.Access.";
    private static readonly string[] RuleAttributes = [Access + "AllowAttribute", Access + "AllowAnyoneAttribute", Access + "AllowSignedInAttribute"];

    /// <inheritdoc />
    public Verdict Judge(Codebase code) => Verdict.Of(
        code.Modules.SelectMany(module => module.Types).Concat(code.Rest).SelectMany(type => type.WithNested()).Where(IsField),
        type => Count(type) switch
        {
            0 => [new Breach(type.FullName, "has no authorisation rule; write [Allow], [AllowSignedIn] or [AllowAnyone]")],
            > 1 => [new Breach(type.FullName, "has more than one authorisation rule")],
            _ => AllowsNobody(type) ? [new Breach(type.FullName, "allows no role at all")] : [],
        });

    private static bool IsField(TypeDefinition type) =>
        type.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "MutationAttribute" or "QueryAttribute" or "SubscriptionAttribute")
        || (!type.IsInterface && type.Interfaces.Any(one => one.InterfaceType.GetElementType().FullName
            is "Monolith.BuildingBlocks.Messaging.ICommand`1" or "Monolith.BuildingBlocks.Messaging.IQuery`1"));

    private static int Count(TypeDefinition type) => RuleAttributes.Count(type.HasAttribute);

    private static bool AllowsNobody(TypeDefinition type) =>
        type.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == RuleAttributes[0]) is { } allow
        && allow.ConstructorArguments[0].Value is CustomAttributeArgument[] { Length: 0 };
}

public sealed class EveryMessageSaysWhoMaySendItTests : RuleTests<EveryMessageSaysWhoMaySendIt>
{
    protected override string[] Planted =>
        ["Monolith.Alpha.Application.AllowsNobody", "Monolith.Alpha.Application.SaysNothing", "Monolith.Alpha.Application.SaysTwoThings"];
}

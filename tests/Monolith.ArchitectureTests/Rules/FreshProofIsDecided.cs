using Mono.Cecil;
using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>
/// Whether an act asks for fresh proof (R40) is decided for every mutation of a signed-in caller, in <c>docs/fresh-proof.md</c> with the reason, and the code
/// does what the page says.
/// </summary>
public sealed class FreshProofIsDecided : IRule
{
    private const string Page = "fresh-proof.md";
    private const string Blocks = "Monolith.BuildingBlocks.";

    /// <inheritdoc />
    public Verdict Judge(Codebase code)
    {
        var listed = MarkdownTable.RowsUnder(code.Page(Page), "Mutations").ToList();
        var acts = code.Modules.SelectMany(module => module.Types.Select(type => (module, type))).Where(one => IsAct(one.type))
            .ToDictionary(one => NameOf(one.type), one => AskedBy(one.type, one.module));
        return new Verdict(
            acts.Count,
            [
                .. acts.Where(act => !listed.Exists(row => row[0] == act.Key)).Select(act => new Breach(act.Key, $"is not in docs/{Page}: decide whether it asks for fresh proof, and say why")),
                .. listed.Where(row => !acts.ContainsKey(row[0])).Select(row => new Breach(row[0], $"stands in docs/{Page} and is no mutation of a signed-in caller")),
                .. listed.Where(row => acts.TryGetValue(row[0], out var asked) && asked != row[1]).Select(row => new Breach(row[0], $"asks '{acts[row[0]]}' and docs/{Page} says '{row[1]}'")),
                .. listed.Where(row => row.Length < 3 || row[2].Length == 0).Select(row => new Breach(row[0], $"stands in docs/{Page} without a reason")),
            ]);
    }

    private static bool IsAct(TypeDefinition type) =>
        type.HasAttribute(Blocks + "Messaging.MutationAttribute") && (type.HasAttribute(Blocks + "Access.AllowAttribute") || type.HasAttribute(Blocks + "Access.AllowSignedInAttribute"));

    private static string NameOf(TypeDefinition type) =>
        Attribute(type, "Messaging.MutationAttribute")!.ConstructorArguments[0].Value as string ?? char.ToLowerInvariant(type.Name[0]) + type.Name[1..];

    private static string AskedBy(TypeDefinition type, ModuleCode module)
    {
        if (Attribute(type, "Access.FreshProofAttribute") is { } proof)
        {
            var roles = (CustomAttributeArgument[])proof.ConstructorArguments[0].Value;
            var names = proof.ConstructorArguments[0].Type.GetElementType().Resolve().Fields.Where(field => field.HasConstant).ToDictionary(field => field.Constant, field => field.Name);
            return roles.Length == 0 ? "always" : string.Join(", ", roles.Select(role => names[role.Value].ToLowerInvariant()));
        }

        var handler = module.Types.FirstOrDefault(other => other.FullName == type.FullName + "Handler");
        return handler?.Bodies().SelectMany(body => body.Calls()).Any(call => call.Name == "HasFreshProof") is true ? "partly"
            : type.Properties.Any(property => property.Name == "Password") ? "password"
            : "no";
    }

    private static CustomAttribute? Attribute(TypeDefinition type, string name) => type.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == Blocks + name);
}

public sealed class FreshProofIsDecidedTests : RuleTests<FreshProofIsDecided>
{
    protected override string[] Planted => ["asksMoreThanItSays", "longGone", "saysTwoThings", "savesOnce", "takesThePassword"];
}

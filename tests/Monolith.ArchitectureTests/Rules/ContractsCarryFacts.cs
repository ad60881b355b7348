using Mono.Cecil;
using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>
/// Events and questions carry ids, enums, numbers and instants. Text needs a line in <c>docs/module-edges.md</c> that says why,
/// because text is where personal data travels unseen.
/// </summary>
public sealed class ContractsCarryFacts : IRule
{
    private static readonly HashSet<string> Facts =
    [
        "System.Guid", "System.Boolean", "System.Byte", "System.Int16", "System.Int32", "System.Int64", "System.Decimal", "System.Double", "System.DateTime",
        "System.DateOnly", "System.TimeOnly", "System.TimeSpan", "System.Void", "System.Threading.CancellationToken",
    ];

    private static readonly HashSet<string> Around =
    [
        "System.Nullable`1", "System.Threading.Tasks.Task", "System.Threading.Tasks.Task`1", "System.Threading.Tasks.ValueTask", "System.Threading.Tasks.ValueTask`1",
        "System.Collections.Generic.IReadOnlyList`1", "System.Collections.Generic.IReadOnlyCollection`1", "System.Collections.Generic.IReadOnlyDictionary`2",
        "System.Collections.Generic.IReadOnlySet`1", "System.Collections.Generic.IAsyncEnumerable`1",
    ];

    /// <inheritdoc />
    public Verdict Judge(Codebase code)
    {
        var own = code.Modules.SelectMany(module => module.Contracts).Select(type => type.FullName).ToHashSet();
        var listed = MarkdownTable.RowsUnder(code.Page(ModuleEdges.Page), "Text in Contracts").Select(row => row[0]).ToList();
        var members = code.Modules.SelectMany(module => module.Contracts).SelectMany(Members).ToList();
        var verdict = Verdict.Of(members, member => OfMember(member.Name, member.Type, own, listed));
        return verdict with { Breaches = [.. verdict.Breaches, .. Stale(listed, members)] };
    }

    private static IEnumerable<(string Name, TypeReference Type)> Members(TypeDefinition type) => type.IsInterface
        ? type.Methods.SelectMany(method => method.Parameters
            .Select(parameter => ($"{type.Name}.{method.Name}.{parameter.Name}", parameter.ParameterType))
            .Append(($"{type.Name}.{method.Name}", method.ReturnType)))
        : type.Properties.Where(property => property.Name != "EqualityContract").Select(property => ($"{type.Name}.{property.Name}", property.PropertyType));

    private static IEnumerable<Breach> OfMember(string name, TypeReference type, HashSet<string> own, List<string> listed) =>
        from part in Parts(type).Distinct()
        where !Facts.Contains(part) && !Around.Contains(part) && !own.Contains(part)
        where part != "System.String" || !listed.Contains(name)
        select new Breach(name, part == "System.String" ? $"is text without a line in docs/{ModuleEdges.Page} that says why" : $"carries {part}");

    private static IEnumerable<Breach> Stale(List<string> listed, List<(string Name, TypeReference Type)> members) =>
        from name in listed
        where !members.Any(member => member.Name == name && Parts(member.Type).Contains("System.String"))
        select new Breach(name, "is listed as text in Contracts and is none");

    private static IEnumerable<string> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Prepend(generic.ElementType.FullName),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type.FullName],
    };
}

public sealed class ContractsCarryFactsTests : RuleTests<ContractsCarryFacts>
{
    protected override string[] Planted => ["Gossip.Anything", "Gossip.Words", "IAskForALibrary.TellAsync.mediator", "INoLongerThere.Ask.words"];
}

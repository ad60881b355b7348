using Mono.Cecil;

namespace Monolith.ArchitectureTests.Reading;

/// <summary>One module asks another a question, or tells another of an event.</summary>
public sealed record ModuleEdge(string From, string Verb, string To, string Contract)
{
    /// <inheritdoc />
    public override string ToString() => $"{From} {Verb} {To} {Contract}";
}

/// <summary>Who asks whom and who tells whom: in the binaries, and in <c>docs/module-edges.md</c>.</summary>
internal static class ModuleEdges
{
    public const string Page = "module-edges.md";
    private const string Listener = "Monolith.BuildingBlocks.Messaging.IListener`1";

    public static IReadOnlyList<ModuleEdge> Built(Codebase code) =>
    [
        .. (from module in code.Modules
            from other in code.Modules
            where other.Name != module.Name
            from type in module.Types
            from edge in Edges(module, other, type)
            select edge).Distinct(),
    ];

    public static IReadOnlyList<ModuleEdge> Listed(Codebase code) =>
    [
        .. MarkdownTable.RowsUnder(code.Page(Page), "Asks").Select(row => new ModuleEdge(row[0], "asks", row[1], row[2])),
        .. MarkdownTable.RowsUnder(code.Page(Page), "Tells").Select(row => new ModuleEdge(row[0], "tells", row[1], row[2])),
    ];

    private static IEnumerable<ModuleEdge> Edges(ModuleCode module, ModuleCode other, TypeDefinition type)
    {
        var questions = other.Contracts.Where(contract => contract.IsInterface).Select(contract => contract.FullName).ToHashSet();
        var events = other.Contracts.Select(contract => contract.FullName).ToHashSet();
        return
        [
            .. type.Uses().Where(used => questions.Contains(used.FullName)).Select(used => new ModuleEdge(module.Name, "asks", other.Name, used.Name)),
            .. from one in type.WithNested().SelectMany(nested => nested.Interfaces).Select(one => one.InterfaceType).OfType<GenericInstanceType>()
               where one.ElementType.FullName == Listener && events.Contains(one.GenericArguments[0].FullName)
               select new ModuleEdge(other.Name, "tells", module.Name, one.GenericArguments[0].Name),
        ];
    }
}

using Mono.Cecil;
using Monolith.Testing;

namespace Monolith.ArchitectureTests.Reading;

/// <summary>One module: what it is made of and what others may know of it.</summary>
/// <param name="Name">As in <c>Monolith.Billing</c>.</param>
/// <param name="Types">The types of its implementation.</param>
/// <param name="Contracts">The types others may know.</param>
/// <param name="Scripts">Its migrations, by name.</param>
public sealed record ModuleCode(string Name, IReadOnlyList<TypeDefinition> Types, IReadOnlyList<TypeDefinition> Contracts, IReadOnlyList<SourceFile> Scripts)
{
    /// <summary>The types of one ring: <c>Domain</c>, <c>Application</c>, <c>Infrastructure</c>, <c>Graph</c>.</summary>
    public IEnumerable<TypeDefinition> Ring(string ring) => Types.Where(type => type.IsIn($"Monolith.{Name}.{ring}"));
}

/// <summary>A text file, by its path from the root of the repository.</summary>
public sealed record SourceFile(string Path, string Text);

/// <summary>Everything a rule may look at.</summary>
public sealed class Codebase
{
    private static readonly string[] ModuleNames = ["Accounts", "Matching", "Therapy", "Billing", "Consent", "Grievance"];
    private static readonly Lazy<Codebase> RealOne = new(ReadReal);
    private static readonly Lazy<Codebase> PlantedOne = new(Planting.Read);

    /// <summary>The product.</summary>
    public static Codebase Real => RealOne.Value;

    /// <summary>The codebase that breaks every rule.</summary>
    public static Codebase Planted => PlantedOne.Value;

    /// <summary>The modules.</summary>
    public IReadOnlyList<ModuleCode> Modules { get; init; } = [];

    /// <summary>What every module shares, with the parts that are projects of their own.</summary>
    public IReadOnlyList<TypeDefinition> BuildingBlocks { get; init; } = [];

    /// <summary>The GraphQL server and the host.</summary>
    public IReadOnlyList<TypeDefinition> Rest { get; init; } = [];

    /// <summary>The C# files under <c>src</c>.</summary>
    public IReadOnlyList<SourceFile> Sources { get; init; } = [];

    /// <summary>The C# files under <c>tests</c>.</summary>
    public IReadOnlyList<SourceFile> Tests { get; init; } = [];

    /// <summary>The pages under <c>docs</c>.</summary>
    public IReadOnlyList<SourceFile> Docs { get; init; } = [];

    /// <summary>Modules and Contracts.</summary>
    public IEnumerable<TypeDefinition> ModuleTypes => Modules.SelectMany(module => module.Types.Concat(module.Contracts));

    /// <summary>Every type of the product.</summary>
    public IEnumerable<TypeDefinition> AllTypes => [.. ModuleTypes, .. BuildingBlocks, .. Rest];

    /// <summary>The page of this name, or an empty one.</summary>
    public string Page(string name) => Docs.FirstOrDefault(page => page.Path == $"docs/{name}")?.Text ?? string.Empty;

    private static Codebase ReadReal() => new()
    {
        Modules =
        [
            .. ModuleNames.Select(name => new ModuleCode(
                name,
                Assemblies.Types($"Monolith.{name}"),
                Assemblies.Types($"Monolith.{name}.Contracts"),
                Files($"src/Modules/{name}", "*.sql"))),
        ],
        BuildingBlocks = [.. Assemblies.Types("Monolith.BuildingBlocks"), .. Assemblies.Types("Monolith.BuildingBlocks.Vault"), .. Assemblies.Types("Monolith.BuildingBlocks.Storage")],
        Rest = [.. Assemblies.Types("Monolith.GraphQL"), .. Assemblies.Types("Monolith.Host")],
        Sources = Files("src", "*.cs"),
        Tests = [.. Files("tests", "*.cs").Where(file => !file.Path.Contains("ArchitectureTests", StringComparison.Ordinal))],
        Docs = Files("docs", "*.md"),
    };

    private static List<SourceFile> Files(string folder, string pattern) =>
    [
        .. from path in Directory.EnumerateFiles(Repository.PathOf(folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
           let relative = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
           where !relative.Contains("/obj/", StringComparison.Ordinal) && !relative.Contains("/bin/", StringComparison.Ordinal)
               && !relative.Contains("/node_modules/", StringComparison.Ordinal)
           select new SourceFile(relative, File.ReadAllText(path)),
    ];
}

using Mono.Cecil;

namespace Monolith.ArchitectureTests.Reading;

/// <summary>Reads built assemblies, with their line numbers, without loading them.</summary>
internal static class Assemblies
{
    private static readonly DefaultAssemblyResolver Resolver = MakeResolver();

    public static IReadOnlyList<TypeDefinition> Types(string assembly)
    {
        var path = Path.Combine(AppContext.BaseDirectory, assembly + ".dll");
        var symbols = File.Exists(Path.ChangeExtension(path, ".pdb"));
        var module = ModuleDefinition.ReadModule(path, new ReaderParameters { AssemblyResolver = Resolver, ReadSymbols = symbols });
        return [.. module.Types.Where(type => type.Namespace.StartsWith("Monolith", StringComparison.Ordinal) || type.Name == "Program")];
    }

    private static DefaultAssemblyResolver MakeResolver()
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        resolver.AddSearchDirectory(AspNetCore());
        return resolver;
    }

    private static string AspNetCore()
    {
        var runtime = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        return Path.Combine(runtime.Parent!.Parent!.FullName, "Microsoft.AspNetCore.App", runtime.Name);
    }
}

using System.Diagnostics;
using Monolith.Testing;

namespace Monolith.ArchitectureTests.Build;

/// <summary>The fence between modules stops the build itself. Runs MSBuild on planted projects under a copy of the repository's build files.</summary>
public sealed class ModuleFenceTests : IDisposable
{
    private readonly TempDirectory _planted = new();

    public ModuleFenceTests()
    {
        foreach (var file in Directory.GetFiles(Repository.PathOf("build"), "*.*s").Concat(Directory.GetFiles(Repository.PathOf("src"), "Directory.Build.*")))
        {
            var copy = _planted.PathOf(Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [Fact]
    public async Task A_module_that_references_another_module_does_not_build()
    {
        var (exitCode, output) = await BuildAsync("Monolith.Rogue", "Monolith.Billing.Contracts", "Monolith.BuildingBlocks", "Monolith.Billing");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Monolith.Rogue may not reference Monolith.Billing.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Contracts_project_that_references_anything_does_not_build()
    {
        var (exitCode, output) = await BuildAsync("Monolith.Rogue.Contracts", "Monolith.Billing.Contracts");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Monolith.Rogue.Contracts may not reference Monolith.Billing.Contracts.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_module_that_references_what_it_may_passes_the_fence()
    {
        var (exitCode, output) = await BuildAsync("Monolith.Rogue", "Monolith.Billing.Contracts", "Monolith.BuildingBlocks", "Monolith.GraphQL");

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void The_fence_stands_before_the_compiler_in_every_build_of_src()
    {
        Assert.Contains("BeforeTargets=\"CoreCompile;", File.ReadAllText(Repository.PathOf("build", "ModuleFence.targets")), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Repository.PathOf("src", "Modules"), "Directory.Build.*", SearchOption.AllDirectories));
    }

    public void Dispose() => _planted.Dispose();

    private async Task<(int ExitCode, string Output)> BuildAsync(string project, params string[] references)
    {
        var folder = Directory.CreateDirectory(_planted.PathOf($"src/Modules/Rogue/{project}")).FullName;
        var items = string.Concat(references.Select(name => $"<ProjectReference Include=\"../{name}/{name}.csproj\" />"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, $"{project}.csproj"),
            $"<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup>{items}</ItemGroup></Project>",
            TestContext.Current.CancellationToken);

        // The references lead nowhere, so the fence is asked for by name; the last test looks where it stands.
        var start = new ProcessStartInfo("dotnet", ["msbuild", "-t:ModuleFence", "-nologo", "-nodeReuse:false", "-v:m"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}

using Xunit;

namespace Monolith.Testing;

/// <summary>Where the repository is on this machine, and the outside data that may lie beside it.</summary>
public static class Repository
{
    /// <summary>The folder of <c>Monolith.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder <c>shared</c> beside the repository (or beside the folder of its worktrees); null when there is none.</summary>
    public static string? Shared { get; } = FindShared();

    /// <summary>True where nothing may be skipped.</summary>
    public static bool IsCi { get; } = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A path inside the repository.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>A path inside <see cref="Shared"/>. Skips the calling test, with the reason, when it is absent; in CI the test fails.</summary>
    public static string SharedPath(params ReadOnlySpan<string> parts)
    {
        var relative = Path.Combine([.. parts]);
        var path = Shared is null ? null : Path.Combine(Shared, relative);
        if (path is not null && Path.Exists(path))
        {
            return path;
        }

        SkipOrFail($"shared/{relative} is not beside the repository ({Root}).");
        return string.Empty;
    }

    /// <summary>Skips the calling test; in CI fails it, because there nothing may be absent.</summary>
    public static void SkipOrFail(string reason)
    {
        if (IsCi)
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Monolith.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Monolith.sln above {AppContext.BaseDirectory}.");
    }

    private static string? FindShared()
    {
        string[] candidates = [Path.Combine(Root, "..", "shared"), Path.Combine(Root, "..", "..", "shared")];
        return Array.Find(candidates, Directory.Exists) is { } found ? Path.GetFullPath(found) : null;
    }
}

namespace Monolith.Testing;

/// <summary>A folder that is the test's own and is gone afterwards.</summary>
public sealed class TempDirectory : IDisposable
{
    /// <summary>Makes the folder.</summary>
    public TempDirectory() => FullName = Directory.CreateTempSubdirectory("monolith-test-").FullName;

    /// <summary>Where it is.</summary>
    public string FullName { get; }

    /// <summary>A path inside it.</summary>
    public string PathOf(string relative) => Path.Combine(FullName, relative);

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            Directory.Delete(FullName, recursive: true);
        }
        catch (IOException)
        {
            // Someone still holds a file; a leftover in the temporary folder fails no test.
        }
    }
}

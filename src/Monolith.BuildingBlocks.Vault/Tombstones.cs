using System.Globalization;
using System.Text;

namespace Monolith.BuildingBlocks.Vault;

/// <summary>
/// Whose keys were destroyed, in a file that no backup of the database or of the keys holds: a restored backup erases them again before it is used (R74). A line is the instant, the person's id and the
/// classes, separated by spaces.
/// </summary>
internal sealed class Tombstones(string path)
{
    /// <summary>Notes that the person's keys of these classes are gone; on the disk when this returns.</summary>
    public void Add(DateTime at, Guid subjectId, IReadOnlyCollection<DataClass> classes)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{at:yyyy-MM-dd'T'HH:mm:ss'Z'} {subjectId} {string.Join(',', classes)}\n")));
        file.Flush(flushToDisk: true);
    }

    /// <summary>All that were noted. A last line that a crash tore was never reported as written.</summary>
    public IReadOnlyList<(Guid SubjectId, DataClass[] Classes)> Read() =>
        File.Exists(path) ? [.. File.ReadAllText(path).Split('\n')[..^1].Select(line => line.Split(' ')).Where(parts => parts.Length == 3).Select(Parse)] : [];

    private static (Guid SubjectId, DataClass[] Classes) Parse(string[] parts) => (Guid.Parse(parts[1]), [.. parts[2].Split(',').Select(Enum.Parse<DataClass>)]);
}

using System.Text;

namespace Monolith.Host.Tests.Matrix;

/// <summary>The matrix as the file holds it: a row for each thing of the schema, a column for each asker.</summary>
internal sealed class AccessTable(IReadOnlyList<string> askers)
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> rows = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => rows.Keys;

    public string? this[string name, string asker]
    {
        get => rows.GetValueOrDefault(name)?.GetValueOrDefault(asker);
        set => (rows.TryGetValue(name, out var row) ? row : rows[name] = new(StringComparer.Ordinal))[asker] = value!;
    }

    public static AccessTable Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var table = new AccessTable(lines[0].Split(',')[1..]);
        foreach (var line in lines[1..])
        {
            var cells = line.Split(',');
            for (var i = 1; i < cells.Length; i++)
            {
                table[cells[0], table.Askers[i - 1]] = cells[i];
            }
        }

        return table;
    }

    public IReadOnlyList<string> Askers => askers;

    public string Print()
    {
        var text = new StringBuilder("what").AppendJoin("", askers.Select(a => "," + a)).Append('\n');
        foreach (var (name, row) in rows)
        {
            text.Append(name).AppendJoin("", askers.Select(a => "," + row.GetValueOrDefault(a, "-"))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What another table says differently, one line each.</summary>
    public IReadOnlyList<string> DifferencesTo(AccessTable other) =>
    [
        .. Names.Except(other.Names).Select(name => $"{name} has no entry"),
        .. other.Names.Except(Names).Select(name => $"{name} is an entry of nothing"),
        .. from name in Names.Intersect(other.Names)
           from asker in askers
           let pair = (Kept: other[name, asker] ?? "-", Found: this[name, asker] ?? "-")
           where pair.Kept != pair.Found
           select $"{name} as {asker}: {pair.Found}, not {pair.Kept}",
    ];
}

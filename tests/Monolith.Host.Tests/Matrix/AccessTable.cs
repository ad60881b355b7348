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

    /// <summary>The rows of a profile in the list of differences, under the names they have in the matrix; what the list does not name is as in the matrix.</summary>
    public AccessTable Under(string profile, AccessTable differences)
    {
        var table = new AccessTable(askers);
        foreach (var name in Names)
        {
            var own = $"{profile}/{name}";
            table.rows[name] = differences.rows.GetValueOrDefault(own) ?? rows[name];
        }

        return table;
    }

    /// <summary>The list of differences, with those that another table has under this profile in place of the former ones.</summary>
    public AccessTable With(string profile, AccessTable found, AccessTable matrix)
    {
        var table = new AccessTable(matrix.Askers);
        foreach (var (name, row) in rows.Where(r => !r.Key.StartsWith(profile + "/", StringComparison.Ordinal)))
        {
            table.rows[name] = row;
        }

        foreach (var name in found.Names.Where(name => matrix.Askers.Any(a => (found[name, a] ?? "-") != (matrix[name, a] ?? "-"))))
        {
            table.rows[$"{profile}/{name}"] = found.rows[name];
        }

        return table;
    }

    /// <summary>The table without what the other does not have.</summary>
    public AccessTable Only(IEnumerable<string> names)
    {
        var table = new AccessTable(askers);
        foreach (var name in Names.Intersect(names))
        {
            table.rows[name] = rows[name];
        }

        return table;
    }

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

using System.Collections.Concurrent;
using System.Reflection;

namespace Monolith.BuildingBlocks.Access;

/// <summary>
/// What one column of a module holds, as the module's <c>data-register.csv</c> says it (HU-5, R69). Every column but <c>id</c> and <c>version</c> has a line; a
/// test compares them with the tables.
/// </summary>
/// <param name="Table">The table, without the module's name.</param>
/// <param name="Column">The column; <c>*</c> for all of a table that is about nobody.</param>
/// <param name="Kind">Under which kind <c>dataHoldings</c> shows it; empty where it shows nothing of it.</param>
/// <param name="Fields">The fields it holds; none where the profile names them.</param>
/// <param name="Why">What it is held for: one of <see cref="Purpose"/>; or why it is not shown.</param>
public sealed record RegisteredColumn(string Table, string Column, string Kind, IReadOnlyList<string> Fields, string Why);

/// <summary>Reads the data registers of modules.</summary>
public static class DataRegister
{
    private const string File = "data-register.csv";
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyList<RegisteredColumn>> Read = new();

    /// <summary>The lines of a module.</summary>
    public static IReadOnlyList<RegisteredColumn> Of(ModuleRegistration module) => Read.GetOrAdd(module.Assembly, static assembly =>
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(File) ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no {File}."));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1).Select(Line)];
    });

    private static RegisteredColumn Line(string line) => line.Split(',', 5) is [var table, var column, var kind, var fields, var why]
        ? new(table, column, kind, fields.Split('|', StringSplitOptions.RemoveEmptyEntries), why)
        : throw new InvalidOperationException($"{File}: '{line}' is not table,column,kind,fields,why.");
}

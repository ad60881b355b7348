using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Monolith.BuildingBlocks.Persistence;

/// <summary>
/// A named constraint of the database refused a write: a unique index, an exclusion constraint or a trigger. The module's list of
/// conflicts turns the name into a refusal; a name that is not on the list is a fault.
/// </summary>
public sealed partial class ConstraintException : Exception
{
    private ConstraintException(string constraint, Exception cause)
        : base($"The constraint {constraint} refused the write.", cause) => Constraint = constraint;

    /// <summary>
    /// On PostgreSQL the constraint's name; on SQLite the text a trigger raises, or <c>table.column,table.column</c> of a unique index.
    /// </summary>
    public string Constraint { get; }

    internal static ConstraintException? From(DbUpdateException update) => update.InnerException switch
    {
        PostgresException { ConstraintName: { Length: > 0 } name } postgres => new ConstraintException(name, postgres),
        PostgresException { SqlState: "P0001" } raised => new ConstraintException(raised.MessageText, raised),
        SqliteException { SqliteErrorCode: 19 } sqlite => new ConstraintException(NameIn(sqlite.Message), sqlite),
        _ => null,
    };

    private static string NameIn(string message)
    {
        var failed = ConstraintFailed().Match(message);
        return failed.Success ? failed.Groups["what"].Value.Replace(" ", "", StringComparison.Ordinal) : Raised().Match(message).Groups["what"].Value;
    }

    [GeneratedRegex("constraint failed: (?<what>[^']+)'")]
    private static partial Regex ConstraintFailed();

    [GeneratedRegex("'(?<what>[^']+)'")]
    private static partial Regex Raised();
}

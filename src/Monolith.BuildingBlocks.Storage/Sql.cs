using System.Data.Common;

namespace Monolith.BuildingBlocks.Storage;

/// <summary>Commands for what no module's context maps: keys and the audit.</summary>
public static class Sql
{
    /// <summary>A command with these parameters; a value of null is NULL.</summary>
    public static DbCommand Command(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}

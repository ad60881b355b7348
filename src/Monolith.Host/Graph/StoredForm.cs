using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Relay;

namespace Monolith.Host.Graph;

/// <summary>A column of a stored row, as it lies in the database; nothing is deciphered.</summary>
/// <param name="Name">The column.</param>
/// <param name="Text">What somebody reads who opens the database: the value, and bytes as UTF-8 with a dot for each that is no text; null where the column is.</param>
/// <param name="Bytes">The bytes in Base64; null for columns of other types.</param>
internal sealed record StoredColumnView(string Name, string? Text, string? Bytes);

/// <summary>A row as it lies in the database.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">Its columns, all of them.</param>
internal sealed record StoredRowView(string Table, IReadOnlyList<StoredColumnView> Columns);

/// <summary>
/// The rows under an object's id and those of its parts, as they are stored; objects that share an id, such as a session and its note, come
/// together. Empty when nothing is stored under the id. Only on a host started with <c>--testing</c>.
/// </summary>
/// <param name="Id">The global id.</param>
[Query, AllowAnyone, TestingOnly]
internal sealed record StoredForm([property: ID] string Id) : IQuery<IReadOnlyList<StoredRowView>>;

internal sealed class StoredFormHandler(IServiceProvider services, IEnumerable<ModuleRegistration> modules) : IQueryHandler<StoredForm, IReadOnlyList<StoredRowView>>
{
    public async Task<Result<IReadOnlyList<StoredRowView>>> Handle(StoredForm query, CancellationToken cancellationToken)
    {
        List<StoredRowView> rows = [];
        if (!Guid.TryParse(NodeIdCodec.Decode(query.Id)?.Key, out var key))
        {
            return rows;
        }

        foreach (var module in modules)
        {
            var db = (DbContext)services.GetRequiredService(module.Context);
            foreach (var (type, property) in db.Model.GetEntityTypes().SelectMany(WaysTo).DistinctBy(way => (way.Type.GetTableName(), way.Key.GetColumnName())))
            {
                rows.AddRange(await ReadAsync(db, type, property, key, cancellationToken));
            }
        }

        return rows;
    }

    // By the row's own id, and by the id of the object it is a part of.
    private static IEnumerable<(IEntityType Type, IProperty Key)> WaysTo(IEntityType type) =>
        type.GetKeys().Where(k => k.IsPrimaryKey() && !type.IsOwned()).Select(k => k.Properties).Concat(type.GetForeignKeys().Select(k => k.Properties))
            .Where(properties => properties is [{ ClrType: var clr }] && clr == typeof(Guid))
            .Select(properties => (type, properties[0]));

    private static async Task<IReadOnlyList<StoredRowView>> ReadAsync(DbContext db, IEntityType type, IProperty key, Guid value, CancellationToken cancellationToken)
    {
        var names = db.GetService<ISqlGenerationHelper>();
        var table = type.GetTableName()!;
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM {names.DelimitIdentifier(table, type.GetSchema())} WHERE {names.DelimitIdentifier(key.GetColumnName())} = @id";
            command.Parameters.Add(key.GetRelationalTypeMapping().CreateParameter(command, "@id", value));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            List<StoredRowView> rows = [];
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(new StoredRowView(type.GetSchemaQualifiedTableName()!, [.. Enumerable.Range(0, reader.FieldCount).Select(i => ColumnOf(reader, i))]));
            }

            return rows;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static StoredColumnView ColumnOf(DbDataReader reader, int column)
    {
        var value = reader.GetValue(column);
        return new StoredColumnView(
            reader.GetName(column),
            value switch
            {
                DBNull => null,
                byte[] bytes => Readable(Encoding.UTF8.GetString(bytes)),
                DateTime at => at.ToString("O", CultureInfo.InvariantCulture),
                Array several => string.Join(", ", several.Cast<object?>()),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            },
            value is byte[] raw ? Convert.ToBase64String(raw) : null);
    }

    private static string Readable(string text) => string.Concat(text.Select(sign => char.IsControl(sign) || sign == '\uFFFD' ? '.' : sign));
}

using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;
using Xunit;

namespace Monolith.Testing;

/// <summary>A row about one person in every table of a module that names people, made from the model, so that a table added later is not forgotten.</summary>
public static class PersonalRows
{
    private static readonly string[] Naming = ["SubjectId", "AccountId", "ClientId", "PayerId", "PersonId"];

    /// <summary>Adds the rows; what is set and not asked for is anything. The caller saves.</summary>
    /// <param name="db">The module's context.</param>
    /// <param name="person">Whom they name.</param>
    /// <param name="now">Dates them.</param>
    /// <param name="set">Values of properties that matter, by name.</param>
    public static void Add(ModuleDbContext db, Guid person, DateTime now, params ReadOnlySpan<(string Property, object Value)> set)
    {
        foreach (var (type, column) in Tables(db))
        {
            Add(db, type, now, [.. set, (column.Name, person)]);
        }
    }

    /// <summary>Adds one row of a type; what is set and not asked for is anything. The caller saves.</summary>
    public static void Add(ModuleDbContext db, IEntityType type, DateTime now, params ReadOnlySpan<(string Property, object Value)> set)
    {
        var row = db.Add(Activator.CreateInstance(type.ClrType, nonPublic: true)!);
        foreach (var property in type.GetProperties().Where(p => p.Name is not ("Id" or "Version") && !p.IsNullable))
        {
            row.Property(property.Name).CurrentValue = Any(property.ClrType, now);
        }

        foreach (var (name, value) in set)
        {
            if (type.FindProperty(name) is { } property)
            {
                row.Property(property.Name).CurrentValue = value;
            }
        }
    }

    /// <summary>The tables, by their types, that hold rows about the person.</summary>
    public static async Task<List<string>> LeftAsync(ModuleDbContext db, Guid person)
    {
        List<string> left = [];
        foreach (var (type, column) in Tables(db))
        {
            var table = type.GetSchema() is { } schema ? $"{schema}.\"{type.GetTableName()}\"" : type.GetTableName();
            string count = $"SELECT count(*) AS \"Value\" FROM {table} WHERE {column.GetColumnName()} = {{0}}";
            var rows = await db.Database.SqlQueryRaw<int>(count, person).SingleAsync(TestContext.Current.CancellationToken);
            left.AddRange(rows > 0 ? [type.ClrType.Name] : []);
        }

        return left;
    }

    private static List<(IEntityType Type, IProperty Column)> Tables(ModuleDbContext db) =>
    [
        .. from type in db.Model.GetEntityTypes()
           where type.ClrType.Assembly == db.GetType().Assembly
           let column = Naming.Select(type.FindProperty).FirstOrDefault(p => p is not null)
           where column is not null
           orderby type.ClrType.Name
           select (type, column),
    ];

    private static object Any(Type type, DateTime now) =>
        type == typeof(string) ? "x"
        : type == typeof(Guid) ? Guid.CreateVersion7()
        : type == typeof(byte[]) ? RandomNumberGenerator.GetBytes(32)
        : type == typeof(DateTime) ? now
        : type == typeof(List<string>) ? new List<string>()
        : type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Sealed<>) ? SealedOf(type.GetGenericArguments()[0])
        : RuntimeHelpers.GetUninitializedObject(type);

    private static object SealedOf(Type type) =>
        typeof(Sealed).GetMethod(nameof(Sealed.Of))!.MakeGenericMethod(type).Invoke(null, [type == typeof(string) ? "x" : RuntimeHelpers.GetUninitializedObject(type)])!;
}

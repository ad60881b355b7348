using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Host.Tests.Register;

/// <summary>A column of a module's own tables.</summary>
/// <param name="Module">The module.</param>
/// <param name="Table">The table, without the module's name.</param>
/// <param name="Column">The column.</param>
/// <param name="SealedAs">The class of its data; null when it is not sealed.</param>
/// <param name="Parts">What is in it: of a sealed record its properties; none of a dictionary, whose keys the profile names.</param>
internal sealed record StoredColumn(ModuleRegistration Module, string Table, string Column, DataClass? SealedAs, IReadOnlyList<string> Parts);

/// <summary>Walks the models of all modules.</summary>
internal static class StoredColumns
{
    private static readonly string[] Technical = ["id", "version"];

    public static async Task<List<StoredColumn>> OfAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return [.. services.GetServices<ModuleRegistration>().SelectMany(module => Of(module, ((DbContext)scope.ServiceProvider.GetRequiredService(module.Context)).Model)).DistinctBy(c => (c.Module, c.Table, c.Column))];
    }

    // What every module has of the platform (outbox, inbox, stored answers, audit) holds ids and ciphertext and is described in docs/data.md.
    private static IEnumerable<StoredColumn> Of(ModuleRegistration module, IModel model)
    {
        var classes = SealedColumns.Of(model).ToDictionary(s => (s.Table, s.Column), s => s.DataClass);
        foreach (var entity in model.GetEntityTypes().Where(e => e.ClrType.Assembly != typeof(ModuleDbContext).Assembly))
        {
            var table = entity.GetTableName()!;
            var name = table[(module.Name.Length + 1)..];
            if (entity.IsMappedToJson())
            {
                yield return new(module, name, entity.GetContainerColumnName()!, null, [Camel(entity.GetContainerColumnName()!)]);
                continue;
            }

            foreach (var property in entity.GetProperties().Where(p => !Technical.Contains(p.GetColumnName())))
            {
                var column = property.GetColumnName();
                yield return new(module, name, column, classes.TryGetValue((table, column), out var dataClass) ? dataClass : null, PartsOf(property, column));
            }
        }
    }

    private static string[] PartsOf(IProperty property, string column)
    {
        var type = property.ClrType is { IsGenericType: true } sealing && sealing.GetGenericTypeDefinition() == typeof(Sealed<>) ? sealing.GetGenericArguments()[0] : null;
        if (type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Dictionary<,>))
        {
            return [];
        }

        type = type is { IsGenericType: true } ? type.GetGenericArguments()[0] : type;
        return type is null || type == typeof(string)
            ? [Camel(column)]
            : [.. type.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))];
    }

    private static string Camel(string column) => string.Concat(column.Split('_').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}

using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Monolith.BuildingBlocks.Audit;

namespace Monolith.BuildingBlocks.Persistence;

/// <summary>The same shapes in both databases: snake case, enums as text, instants as UTC microseconds.</summary>
internal static class Conventions
{
    private static readonly Dictionary<Type, string> SharedNames = new()
    {
        [typeof(OutboxMessage)] = "outbox",
        [typeof(InboxMessage)] = "inbox",
        [typeof(IdempotencyRecord)] = "idempotency",
    };

    public static void Configure(ModelConfigurationBuilder builder, bool sqlite)
    {
        builder.Properties<Enum>().HaveConversion<string>();
        if (sqlite)
        {
            builder.Properties<DateTime>().HaveConversion<InstantAsMicroseconds>();
        }
        else
        {
            builder.Properties<DateTime>().HaveConversion<InstantInUtc>();
        }
    }

    public static void Apply(ModelBuilder builder, string schema, bool sqlite)
    {
        foreach (var type in builder.Model.GetEntityTypes())
        {
            if (type.FindProperty(nameof(Entity.Version)) is { } version && typeof(Entity).IsAssignableFrom(type.ClrType))
            {
                version.IsConcurrencyToken = true;
            }

            foreach (var key in type.GetKeys().Where(k => k.Properties.Count == 1 && k.Properties[0].ClrType == typeof(Guid)))
            {
                key.Properties[0].ValueGenerated = ValueGenerated.Never;
            }

            if (!type.IsOwned())
            {
                Name(type, schema, sqlite);
            }

            foreach (var property in type.GetProperties())
            {
                property.SetColumnName(Snake(property.GetColumnName()));
            }
        }
    }

    public static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && name[i - 1] != '_' && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private static void Name(IMutableEntityType type, string schema, bool sqlite)
    {
        var (owner, table) = type.ClrType == typeof(AuditEntry)
            ? ("audit", "entry")
            : (schema, SharedNames.GetValueOrDefault(type.ClrType) ?? Snake(type.ClrType.Name));
        type.SetTableName(sqlite ? $"{owner}_{table}" : table);
        type.SetSchema(sqlite ? null : owner);
    }

    private sealed class InstantAsMicroseconds() : ValueConverter<DateTime, long>(
        at => (at.Ticks - DateTime.UnixEpoch.Ticks) / 10,
        us => new DateTime((us * 10) + DateTime.UnixEpoch.Ticks, DateTimeKind.Utc));

    private sealed class InstantInUtc() : ValueConverter<DateTime, DateTime>(
        at => new DateTime(at.Ticks - (at.Ticks % 10), DateTimeKind.Utc),
        at => DateTime.SpecifyKind(at, DateTimeKind.Utc));
}

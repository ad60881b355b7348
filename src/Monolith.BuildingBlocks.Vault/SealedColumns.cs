using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Monolith.BuildingBlocks.Vault;

/// <summary>A sealed column: its names in the database and the class of its data.</summary>
public sealed class SealedColumn
{
    private readonly Lazy<(string Table, string Column)> names;
    private readonly string keyClass;

    internal SealedColumn(IReadOnlyProperty property, DataClass dataClass)
        : this(new Lazy<(string, string)>(() => NamesOf(property)), dataClass)
    {
    }

    private SealedColumn(Lazy<(string Table, string Column)> names, DataClass dataClass) =>
        (this.names, DataClass, keyClass) = (names, dataClass, dataClass.ToString());

    /// <summary>The table, as <c>schema_table</c> on every database, so that the binding of a ciphertext does not depend on it.</summary>
    public string Table => names.Value.Table;

    /// <summary>The column.</summary>
    public string Column => names.Value.Column;

    /// <summary>The class.</summary>
    public DataClass DataClass { get; }

    /// <summary>A column that is read without a model; <paramref name="table"/> is <c>schema_table</c>. With other names than the model's nothing opens.</summary>
    public static SealedColumn Of(string table, string column, DataClass dataClass) => new(new Lazy<(string, string)>((table, column)), dataClass);

    /// <summary>What was stored in the column; like any projected value it has to be told its row with <see cref="Sealed{T}.At"/>.</summary>
    public Sealed<T> Stored<T>(byte[] bytes) => new(this, bytes);

    internal Place At(Guid rowId, Guid subjectId) => new(Table, Column, rowId, subjectId, keyClass);

    private static (string Table, string Column) NamesOf(IReadOnlyProperty property)
    {
        var entity = property.DeclaringType.ContainingEntityType;
        var table = entity.GetTableName() ?? throw new InvalidOperationException($"{entity.DisplayName()} has sealed columns and no table.");
        return (entity.GetSchema() is { } schema ? $"{schema}_{table}" : table, property.GetColumnName());
    }
}

/// <summary>Declares and finds sealed columns.</summary>
public static class SealedColumns
{
    private const string Annotation = "Monolith:Sealed";

#nullable disable annotations // Optional and required columns are one type to the runtime; only an oblivious signature takes both.
    /// <summary>Stores the property as ciphertext of this class of data.</summary>
    public static PropertyBuilder<Sealed<T>> IsSealed<T>(this PropertyBuilder<Sealed<T>> property, DataClass dataClass)
#nullable restore annotations
    {
        if (!typeof(IPersonal).IsAssignableFrom(property.Metadata.DeclaringType.ClrType))
        {
            throw new InvalidOperationException($"{property.Metadata.DeclaringType.DisplayName()} has a sealed column and is not {nameof(IPersonal)}.");
        }

        var column = new SealedColumn(property.Metadata, dataClass);
        property.HasConversion(
            new ValueConverter<Sealed<T>, byte[]>(value => value.Ciphertext, bytes => new Sealed<T>(column, bytes)),
            new ValueComparer<Sealed<T>>((one, other) => ReferenceEquals(one, other), value => value.GetHashCode(), value => value));
        property.HasAnnotation(Annotation, column);
        return property;
    }

    /// <summary>The model's sealed columns, for the coverage list.</summary>
    public static IEnumerable<SealedColumn> Of(IReadOnlyModel model) =>
        model.GetEntityTypes().SelectMany(entity => entity.GetDeclaredProperties()).Select(Of).OfType<SealedColumn>();

    internal static SealedColumn? Of(IReadOnlyProperty property) => property.FindAnnotation(Annotation)?.Value as SealedColumn;

    internal static List<(ISealed Value, Place Place)> Pending(DbContext context)
    {
        List<(ISealed, Place)> pending = [];
        foreach (var entry in context.ChangeTracker.Entries<IPersonal>())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified))
            {
                continue;
            }

            foreach (var property in entry.Properties)
            {
                if (Of(property.Metadata) is not { } column || property.CurrentValue is not ISealed value)
                {
                    continue;
                }

                var place = column.At(entry.Entity.Id, entry.Entity.SubjectId);
                if (value.IsPending)
                {
                    pending.Add((value, place));
                }
                else if (value.Place != place)
                {
                    throw new InvalidOperationException($"{place.Table}.{place.Column} was given a sealed value of another place. Open it and seal it again.");
                }
            }
        }

        return pending;
    }
}

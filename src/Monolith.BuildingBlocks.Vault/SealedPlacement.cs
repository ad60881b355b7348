using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Monolith.BuildingBlocks.Vault;

/// <summary>Tells each sealed value of a loaded entity where it was read from.</summary>
public static class SealedPlacement
{
    private static readonly ConditionalWeakTable<ITypeBase, IProperty[]> Columns = [];

    /// <summary>To be called once for each entity that was read from the database.</summary>
    public static void Place(IPersonal entity, ITypeBase type)
    {
        foreach (var property in Columns.GetValue(type, static type => [.. type.GetProperties().Where(p => SealedColumns.Of(p) is not null)]))
        {
            (property.GetGetter().GetClrValue(entity) as ISealed)?.PlaceAt(entity.Id, entity.SubjectId);
        }
    }
}

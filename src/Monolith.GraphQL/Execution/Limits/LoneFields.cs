namespace Monolith.GraphQL.Execution;

/// <summary>Fields that must stand alone at the root, so that aliases and documents with many fields are no way round a limit on their calls.</summary>
internal static class LoneFields
{
    /// <exception cref="GraphQLException">The operation calls more beside such a field; code FIELD_NOT_ALONE.</exception>
    public static void Check(ObjectPlan root)
    {
        FieldPlan[] fields = root.Deferred is { } deferred ? [.. root.Fields, .. deferred.Groups.SelectMany(group => group.Plan.Fields)] : root.Fields;
        if (fields.Length > 1 && Array.Find(fields, f => f.Field.StandsAlone) is { } lone && fields.Count(f => !f.IsTypeName) > 1)
        {
            throw new GraphQLException(GraphQLError.WithCode(
                $"The field '{lone.Field.Name}' must be the only one of its operation, which is a limit.", "FIELD_NOT_ALONE", [lone.Nodes[0].Location.ToSourceLocation()]));
        }
    }
}

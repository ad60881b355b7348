namespace Monolith.GraphQL.Types;

/// <summary>Finds members of a schema by their coordinates (specification, section 3.14): <c>Book</c>, <c>Book.title</c>, <c>Query.books(first:)</c>, <c>@cost</c>, <c>@cost(weight:)</c>.</summary>
public static class SchemaCoordinates
{
    /// <summary>The type, field, input field, enum value, argument or directive that a coordinate means; null when the schema has none.</summary>
    /// <exception cref="FormatException">The text is no coordinate.</exception>
    public static INamedMember? FindMember(this Schema schema, string coordinate)
    {
        var (name, argument) = Split(coordinate);
        if (name.StartsWith('@'))
        {
            var directive = schema.Directives.Find(Checked(name[1..], coordinate));
            return argument is null ? directive : directive?.Arguments.Find(argument);
        }

        if (name.Split('.') is not [var typeName, .. var members] || members.Length > 1 || (members.Length == 0 && argument is not null))
        {
            throw NoCoordinate(coordinate);
        }

        var type = schema.FindType(Checked(typeName, coordinate));
        if (members is not [var member])
        {
            return type;
        }

        var found = MemberOf(type, Checked(member, coordinate));
        return argument is null ? found : (found as OutputField)?.Arguments.Find(argument);
    }

    private static INamedMember? MemberOf(NamedType? type, string name) => type switch
    {
        EnumType enumeration => enumeration.Values.Find(name),
        InputObjectType input => input.Fields.Find(name),
        ComplexType complex => complex.Fields.Find(name),
        _ => null,
    };

    private static (string Name, string? Argument) Split(string coordinate)
    {
        if (coordinate.IndexOf('(', StringComparison.Ordinal) is var open and >= 0)
        {
            return coordinate.EndsWith(":)", StringComparison.Ordinal) && coordinate.Length >= open + 3
                ? (coordinate[..open], Checked(coordinate[(open + 1)..^2], coordinate))
                : throw NoCoordinate(coordinate);
        }

        return (coordinate, null);
    }

    private static string Checked(string name, string coordinate) => NameRules.IsName(name) ? name : throw NoCoordinate(coordinate);

    private static FormatException NoCoordinate(string coordinate) => new($"'{Language.Excerpt.Of(coordinate)}' is no schema coordinate.");
}

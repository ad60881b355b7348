using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Types;

/// <summary>Input fields whose default leads back to themselves (specification, section 3.10.2: InputObjectDefaultValueHasCycle).</summary>
internal static class DefaultCircles
{
    public static void Check(Schema schema, List<SchemaFault> faults)
    {
        var done = new HashSet<InputField>();
        foreach (var type in schema.Types.OfType<InputObjectType>())
        {
            Walk(type, new ObjectValueNode(Location.None, []), [], done, faults);
        }
    }

    private static void Walk(GraphType type, ValueNode value, List<InputField> path, HashSet<InputField> done, List<SchemaFault> faults)
    {
        var nullable = type.NullableType;
        if (value is ListValueNode list)
        {
            foreach (var item in list.Items)
            {
                Walk(nullable is ListType inner ? inner.ItemType : nullable, item, path, done, faults);
            }
        }
        else if (value is ObjectValueNode fields && nullable.NamedType is InputObjectType input)
        {
            foreach (var field in input.Fields)
            {
                var given = fields.Fields.FirstOrDefault(f => f.Name.Value == field.Name)?.Value;
                if (field.IsResolved && given is not null)
                {
                    Walk(field.Type, given, path, done, faults);
                }
                else if (field.IsResolved && field.DefaultValue is { } preset)
                {
                    Enter(input, field, preset, path, done, faults);
                }
            }
        }
    }

    private static void Enter(InputObjectType owner, InputField field, ValueNode preset, List<InputField> path, HashSet<InputField> done, List<SchemaFault> faults)
    {
        if (path.Contains(field))
        {
            faults.Add(new($"{owner.Name}.{field.Name}", "The default leads back to the field itself."));
            return;
        }

        if (!done.Add(field))
        {
            return;
        }

        path.Add(field);
        Walk(field.Type, preset, path, done, faults);
        path.RemoveAt(path.Count - 1);
    }
}

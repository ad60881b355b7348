namespace Monolith.GraphQL.Types;

/// <summary>Turns type references into types while a schema is built, and finds every type that can be reached.</summary>
internal sealed class TypeResolution(SchemaBuilder builder)
{
    private readonly OrderedDictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly Queue<NamedType> _open = new();
    private readonly List<SchemaFault> _faults = [];

    public SchemaBuilder Builder => builder;

    public OrderedDictionary<string, NamedType> Types => _types;

    public IReadOnlyList<SchemaFault> Faults => _faults;

    public void Fault(string place, string message) => _faults.Add(new SchemaFault(place, message));

    public GraphType? Resolve(TypeReference reference, string place)
    {
        var type = reference.Resolve(this);
        if (type is null)
        {
            Fault(place, $"The type '{reference.InnerName}' is unknown.");
        }

        return type;
    }

    public NamedType? Find(string name) =>
        _types.GetValueOrDefault(name) ?? (builder.FindType(name) ?? Scalars.Find(name)) switch
        {
            { } type => (NamedType)Adopt(type),
            null => null,
        };

    public GraphType Adopt(GraphType type)
    {
        var named = type.NamedType;
        if (_types.TryAdd(named.Name, named))
        {
            if (named.IsFrozen && named is not ScalarType)
            {
                Fault(named.Name, "The type belongs to another schema.");
                return type;
            }

            _open.Enqueue(named);
        }
        else if (!ReferenceEquals(_types[named.Name], named))
        {
            Fault(named.Name, "There is more than one type of this name.");
        }

        return type;
    }

    public void Run()
    {
        while (_open.TryDequeue(out var type))
        {
            type.Resolve(this);
            foreach (var late in builder.Types)
            {
                if (!_types.ContainsKey(late.Name))
                {
                    Adopt(late);
                }
            }
        }

        foreach (var type in _types.Values)
        {
            type.Freeze();
        }
    }
}

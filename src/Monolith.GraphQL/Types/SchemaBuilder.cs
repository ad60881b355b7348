namespace Monolith.GraphQL.Types;

/// <summary>
/// Collects types and makes a <see cref="Schema"/> of them. Types may refer to each other by name before they exist. The builder is used by one thread, once.
/// </summary>
public sealed class SchemaBuilder
{
    private readonly OrderedDictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly List<SchemaFault> _faults = [];

    /// <summary>The root of queries, as named; by default the type called <c>Query</c>.</summary>
    public TypeReference? QueryType { get; set; }

    /// <summary>The root of mutations; by default the type called <c>Mutation</c>, when there is one.</summary>
    public TypeReference? MutationType { get; set; }

    /// <summary>The root of subscriptions; by default the type called <c>Subscription</c>, when there is one.</summary>
    public TypeReference? SubscriptionType { get; set; }

    /// <summary>Whether roots that are not set are looked up by their usual names.</summary>
    public bool UsesDefaultRootNames { get; set; } = true;

    /// <summary>What the schema is for, in Markdown, or null.</summary>
    public string? Description { get; set; }

    /// <summary>The directives besides the specified ones (skip, include, deprecated, specifiedBy, oneOf), which every schema has.</summary>
    public MemberCollection<DirectiveType> Directives { get; } = [];

    /// <summary>The types added so far, in order.</summary>
    public IReadOnlyCollection<NamedType> Types => _types.Values;

    /// <summary>How CLR types become types of this schema.</summary>
    public Annotations.ClrTypes ClrTypes => field ??= new Annotations.ClrTypes(this);

    internal IReadOnlyList<SchemaFault> Faults => _faults;

    /// <summary>Adds a type. A second type of the same name is a fault that <see cref="Build"/> reports.</summary>
    public SchemaBuilder AddType(NamedType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!_types.TryAdd(type.Name, type) && !ReferenceEquals(_types[type.Name], type))
        {
            _faults.Add(new SchemaFault(type.Name, "There is more than one type of this name."));
        }

        return this;
    }

    /// <summary>Adds a directive.</summary>
    public SchemaBuilder AddDirective(DirectiveType directive)
    {
        Directives.Add(directive);
        return this;
    }

    /// <summary>The type of a name added so far, or null.</summary>
    public NamedType? FindType(string name) => _types.GetValueOrDefault(name);

    /// <summary>The type of a name, made and added when it is not there yet.</summary>
    /// <exception cref="InvalidOperationException">The name belongs to a type of another kind.</exception>
    public T GetOrAddType<T>(string name, Func<string, T> make)
        where T : NamedType
    {
        if (_types.TryGetValue(name, out var present))
        {
            return present as T ?? throw new InvalidOperationException($"'{name}' is a {present.Kind}, not a {typeof(T).Name}.");
        }

        var made = make(name);
        AddType(made);
        return made;
    }

    /// <summary>The object type of a name, made when it is not there yet: for example <c>builder.Object("Query")</c>.</summary>
    public ObjectType Object(string name) => GetOrAddType(name, static n => new ObjectType(n));

    /// <summary>Remembers a fault that <see cref="Build"/> will report with the others.</summary>
    public void AddFault(string place, string message) => _faults.Add(new SchemaFault(place, message));

    /// <summary>Resolves all references, validates the schema by section 3 of the specification and freezes it.</summary>
    /// <exception cref="SchemaException">The schema is invalid; every fault is named with its place.</exception>
    public Schema Build()
    {
        var schema = BuildUnchecked(out var faults);
        var all = new List<SchemaFault>(faults);
        all.AddRange(SchemaValidator.Validate(schema));
        return all.Count == 0 ? schema : throw new SchemaException(all);
    }

    internal Schema BuildUnchecked(out IReadOnlyList<SchemaFault> faults)
    {
        var resolution = new TypeResolution(this);
        var schema = new Schema { Description = Description };
        Introspection.AddTo(resolution, schema);
        schema.QueryType = Root(resolution, QueryType, "Query");
        schema.MutationType = Root(resolution, MutationType, "Mutation");
        schema.SubscriptionType = Root(resolution, SubscriptionType, "Subscription");
        foreach (var type in _types.Values.ToArray())
        {
            resolution.Adopt(type);
        }

        foreach (var directive in SpecifiedDirectives.All().Where(d => !Directives.Contains(d.Name)).Concat(Directives).ToArray())
        {
            foreach (var argument in directive.Arguments)
            {
                argument.Resolve(resolution, $"@{directive.Name}({argument.Name}:)");
            }

            directive.Arguments.Freeze();
            schema.Directives.Add(directive);
        }

        resolution.Run();
        schema.Complete(resolution.Types);
        faults = [.. _faults, .. resolution.Faults];
        return schema;
    }

    private ObjectType? Root(TypeResolution resolution, TypeReference? reference, string usualName)
    {
        if (reference is null && (!UsesDefaultRootNames || FindType(usualName) is not ObjectType))
        {
            return null;
        }

        var type = resolution.Resolve(reference ?? TypeReference.Named(usualName), "schema");
        if (type is not null and not ObjectType)
        {
            resolution.Fault("schema", $"The root {usualName.ToLowerInvariant()} type must be an object type; {type} is not.");
        }

        return type as ObjectType;
    }
}

using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Relay;

/// <summary>The Relay object identification: the interface <c>Node</c> and the fields <c>node</c> and <c>nodes</c>.</summary>
public static class Nodes
{
    /// <summary>How many ids <c>nodes</c> takes.</summary>
    public const int MaxIds = 100;

    /// <summary>The interface <c>Node</c> of a schema that is being built.</summary>
    public static InterfaceType NodeInterface(this SchemaBuilder builder) => builder.GetOrAddType("Node", static name => new InterfaceType(name)
    {
        Description = "An object with a globally unique id, which can be fetched again by it.",
        Fields = { new OutputField("id", "ID!") { Description = "The global id." } },
    });

    /// <summary>
    /// Makes an object type a <c>Node</c>: its key, the CLR property <c>Id</c> or what <paramref name="keyOf"/> reads, becomes the global <c>id</c>, and
    /// <c>node</c>, <c>nodes</c> and stubs fetch it through the resolver. <see cref="NodeRef"/> values need only their key.
    /// </summary>
    public static void Implement(SchemaBuilder builder, ObjectType type, NodeResolver resolver, Func<object, object?>? keyOf = null)
    {
        builder.NodeInterface();
        type.NodeResolver = resolver;
        type.Implements.Add("Node");
        var present = type.Fields.Find("id");
        keyOf ??= parent => MemberResolver.Resolve(parent, "Id");
        var id = new OutputField("id", "ID!")
        {
            Description = "The global id.",
            MayBeStub = false,
            Pure = parent => (parent is NodeRef stub ? stub.Key : keyOf(parent)) is { } key ? NodeIdCodec.Encode(type.Name, key) : null,
        };
        if (present is not null)
        {
            foreach (var (key, value) in present.ContextData)
            {
                id.ContextData[key] = value;
            }
        }

        type.Fields.Replace(id);
    }

    /// <summary>Adds <c>node(id)</c> and <c>nodes(ids)</c> to the query root.</summary>
    public static SchemaBuilder AddNodeFields(this SchemaBuilder builder)
    {
        builder.NodeInterface();
        var query = builder.Object("Query");
        query.Fields.Add(new OutputField("node", "Node")
        {
            Description = "The object of a global id, or null when there is none or it is not yours to see.",
            Arguments = { new Argument("id", "ID!") { Description = "The global id." } },
            Resolve = static context => new(Find(context.Request, context.Argument<string>("id"))),
        });
        query.Fields.Add(new OutputField("nodes", "[Node]!")
        {
            Description = $"The objects of up to {MaxIds} global ids, in the order asked; null where `node` would answer null.",
            Arguments = { new Argument("ids", "[ID!]!") { Description = "The global ids." } },
            ListSize = new ListSize { SlicingArguments = ["ids"] },
            Resolve = static context => new(FindAll(context)),
        });
        return builder;
    }

    private static NodeRef? Find(RequestContext request, string id) =>
        NodeIdCodec.Decode(id) is { } node
        && request.Schema.TryGetType<ObjectType>(node.TypeName, out var type)
        && type.NodeResolver?.ParseKey(node.Key) is { } key
            ? new NodeRef(type.Name, key) { IsUnproven = true }
            : null;

    private static NodeRef?[] FindAll(ResolverContext context)
    {
        var ids = context.Argument<string[]>("ids");
        return ids.Length <= MaxIds
            ? Array.ConvertAll(ids, id => Find(context.Request, id))
            : throw new GraphQLException($"nodes is over its limit of {MaxIds} ids.", "TOO_MANY_IDS");
    }
}

using System.Reflection;
using MediatR;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Types;

namespace Monolith.BuildingBlocks.Graph;

/// <summary>
/// Turns the modules' messages into the fields of the graph: a command marked <c>[Mutation]</c> becomes a mutation with one input and a payload of
/// view and errors; a query marked <c>[Query]</c> becomes a field with the record's properties as arguments. Edges come from the annotated
/// classes of each module's <c>Graph</c> folder.
/// </summary>
public static class GraphBinding
{
    /// <summary>The authorisation rule of a root field, in <see cref="OutputField.ContextData"/>: roles, <c>anyone</c> or <c>signed in</c>.</summary>
    public const string RuleKey = "authorisation";

    private const string CodeType = "RefusalCode";
    private const int UsualPageSize = 20;
    private static readonly string[] OfTheServer = ["limits", "rateLimit"];

    /// <summary>Builds the schema of these modules.</summary>
    /// <param name="assemblies">The modules' assemblies, and the host's own for its operations.</param>
    /// <param name="testing">Whether operations marked <c>[TestingOnly]</c> exist.</param>
    /// <param name="cursors">Hides the cursors of lists; null: callers see them plain.</param>
    /// <exception cref="SchemaException">The messages do not make a valid schema; every fault is named.</exception>
    public static Schema Build(IReadOnlyCollection<Assembly> assemblies, bool testing, ICursorCodec? cursors = null)
    {
        var builder = new SchemaBuilder { Description = "The care platform: accounts, matching, therapy, billing, consent and grievance behind one endpoint." };
        builder.ClrTypes.NameFor = static (type, input) => input || !type.Name.EndsWith("View", StringComparison.Ordinal) ? null : type.Name[..^4];
        AddErrors(builder, assemblies, testing);
        builder.Object("Query").Description = "What can be read.";
        builder.Object("Mutation").Description = "What can be done. Each mutation answers with its errors: a refusal changes nothing.";
        var messages = assemblies.SelectMany(a => a.GetTypes()).Where(t => testing || !t.IsDefined(typeof(TestingOnlyAttribute)))
            .OrderBy(t => t.Name, StringComparer.Ordinal).ToArray();
        foreach (var type in messages.Where(t => t.IsDefined(typeof(QueryAttribute))))
        {
            builder.Object("Query").Fields.Add(Field(typeof(QueryField<,>), type, builder));
        }

        foreach (var type in messages.Where(t => t.IsDefined(typeof(MutationAttribute))))
        {
            builder.Object("Mutation").Fields.Add(Field(typeof(MutationField<,>), type, builder));
        }

        foreach (var type in messages.Where(t => t.IsDefined(typeof(SubscriptionAttribute))))
        {
            builder.Object("Subscription").Description = "What one is told as it happens. Each event is decided on anew: when the right to see it has ended, the stream ends.";
            builder.Object("Subscription").Fields.Add(Field(typeof(SubscriptionField<,>), type, builder));
        }

        foreach (var assembly in assemblies)
        {
            builder.AddAnnotatedTypes(assembly);
        }

        builder.AddNodeFields().AddLimitFields().AddCostDirectives(UsualPageSize);
        foreach (var name in OfTheServer)
        {
            builder.Object("Query").Fields[name].ContextData[RuleKey] = "anyone";
        }

        return (cursors is null ? builder : builder.SealCursors(cursors)).Build();
    }

    internal static string FieldName(Type message, string? given) => given ?? char.ToLowerInvariant(message.Name[0]) + message.Name[1..];

    private static string RuleOf(Type message) =>
        message.IsDefined(typeof(AllowAnyoneAttribute)) ? "anyone"
        : message.IsDefined(typeof(AllowSignedInAttribute)) ? "signed in"
        : message.GetCustomAttribute<AllowAttribute>() is { } allow ? string.Join(", ", allow.Roles)
        : throw new InvalidOperationException($"{message.Name} has no authorisation rule: add [Allow], [AllowSignedIn] or [AllowAnyone].");

    private static OutputField Field(Type open, Type message, SchemaBuilder builder)
    {
        var answer = message.GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequest<>)).GenericTypeArguments[0];
        var field = (IBoundField)Activator.CreateInstance(open.MakeGenericType(message, answer.GenericTypeArguments[0]))!;
        var bound = field.Define(builder);
        bound.ContextData[RuleKey] = RuleOf(message);
        return bound;
    }

    private static void AddErrors(SchemaBuilder builder, IReadOnlyCollection<Assembly> assemblies, bool testing)
    {
        var codes = new EnumType(CodeType) { Description = "Every reason for which the platform refuses what was asked." };
        var refusals = assemblies.Append(typeof(Refusal).Assembly).SelectMany(a => a.GetTypes())
            .Where(t => !t.IsAbstract && typeof(Refusal).IsAssignableFrom(t) && (testing || !t.IsDefined(typeof(TestingOnlyAttribute)))).DistinctBy(Refusal.CodeOf).OrderBy(Refusal.CodeOf, StringComparer.Ordinal);
        foreach (var refusal in refusals)
        {
            codes.Values.Add(new EnumValue(Refusal.CodeOf(refusal)) { Description = XmlDocs.Of(refusal) });
        }

        builder.AddType(codes);
        builder.AddType(new ObjectType("MutationError")
        {
            Description = "Why a mutation was refused. Nothing was changed.",
            Fields =
            {
                Of("code", CodeType + "!", "The reason, for programs.", static refusal => refusal.Code),
                Of("message", "String!", "The reason, for people.", static refusal => refusal.Message),
                Of("path", "[String!]", "The input field it is about, if it is about one.", static refusal => refusal.Field?.Split('.')),
                Of("rule", "String", "The rule that refused, with its setting or clause.", static refusal => refusal.Rule),
                Of("ruleVersion", "String", "Which version of that rule: of the settings it stands in.", static refusal => refusal.RuleVersion),
            },
        });
    }

    private static OutputField Of(string name, string type, string description, Func<Refusal, object?> read) =>
        new(name, type) { Description = description, Pure = refusal => read((Refusal)refusal), MayBeStub = false };
}

/// <summary>One message as a field.</summary>
internal interface IBoundField
{
    OutputField Define(SchemaBuilder builder);
}

using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Validation;

/// <summary>What rules see: the schema, the document, where the walk is, and what it met so far.</summary>
internal sealed class ValidationContext
{
    private readonly Dictionary<string, FragmentDefinitionNode> fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<DefinitionNode, DefinitionFacts> facts = [];

    public ValidationContext(Schema schema, DocumentNode document, ValidationOptions options)
    {
        Schema = schema;
        Document = document;
        Options = options;
        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentDefinitionNode fragment)
            {
                fragments[fragment.Name.Value] = fragment;
            }
        }
    }

    public Schema Schema { get; }

    public DocumentNode Document { get; }

    public ValidationOptions Options { get; }

    public List<GraphQLError> Errors { get; } = [];

    /// <summary>The composite type whose selections are walked; null when the document names none that exists.</summary>
    public NamedType? ParentType { get; set; }

    /// <summary>The output type at the current node.</summary>
    public GraphType? Type { get; set; }

    /// <summary>The field that is walked.</summary>
    public OutputField? Field { get; set; }

    /// <summary>Whether the walk is inside a directive, known or not.</summary>
    public bool InDirectives { get; set; }

    /// <summary>The directive that is walked.</summary>
    public DirectiveType? Directive { get; set; }

    /// <summary>The argument or input field that is walked.</summary>
    public InputValue? Input { get; set; }

    /// <summary>The type that the current value must have.</summary>
    public GraphType? InputType { get; set; }

    /// <summary>The type that the list or object around the current value must have; for an object field the input object.</summary>
    public GraphType? ParentInputType { get; set; }

    public FragmentDefinitionNode? FindFragment(string name) => fragments.GetValueOrDefault(name);

    public DefinitionFacts FactsOf(DefinitionNode definition)
    {
        if (!facts.TryGetValue(definition, out var known))
        {
            facts[definition] = known = new DefinitionFacts();
        }

        return known;
    }

    /// <summary>The fragments that an operation reaches, each once. Known when the walk is over.</summary>
    public List<FragmentDefinitionNode> ReachableFrom(OperationDefinitionNode operation)
    {
        var reached = new List<FragmentDefinitionNode>();
        var seen = new HashSet<FragmentDefinitionNode>();
        var waiting = new Stack<DefinitionNode>([operation]);
        while (waiting.TryPop(out var definition))
        {
            foreach (var spread in FactsOf(definition).Spreads)
            {
                if (FindFragment(spread.Name.Value) is { } fragment && seen.Add(fragment))
                {
                    reached.Add(fragment);
                    waiting.Push(fragment);
                }
            }
        }

        return reached;
    }

    /// <summary>The variables that an operation and its fragments use.</summary>
    public IEnumerable<VariableUsage> UsagesOf(OperationDefinitionNode operation)
    {
        foreach (var usage in FactsOf(operation).Usages)
        {
            yield return usage;
        }

        foreach (var fragment in ReachableFrom(operation))
        {
            foreach (var usage in FactsOf(fragment).Usages)
            {
                yield return usage;
            }
        }
    }

    /// <summary>The type a reference of the document means, or null when the schema has no such type.</summary>
    public GraphType? Resolve(TypeNode node) => node switch
    {
        NonNullTypeNode nonNull => Resolve(nonNull.Type)?.NonNullOf(),
        ListTypeNode list => Resolve(list.Type)?.ListOf(),
        _ => Schema.FindType(((NamedTypeNode)node).Name.Value),
    };

    public void Report(string message, SyntaxNode node) => Report(new GraphQLError(message, [node.Location.ToSourceLocation()]));

    public void Report(string message, SyntaxNode first, SyntaxNode second) =>
        Report(new GraphQLError(message, [first.Location.ToSourceLocation(), second.Location.ToSourceLocation()]));

    public void Report(string message, IEnumerable<SyntaxNode> nodes) =>
        Report(new GraphQLError(message, [.. nodes.Select(n => n.Location.ToSourceLocation())]));

    public void ReportLimit(string message, string code, SyntaxNode node) => Report(GraphQLError.WithCode(message, code, [node.Location.ToSourceLocation()]));

    private void Report(GraphQLError error)
    {
        Errors.Add(error);
        if (Errors.Count >= Options.MaxErrors)
        {
            throw new ValidationAbortedException();
        }
    }
}

/// <summary>What the walk met inside one operation or fragment.</summary>
internal sealed class DefinitionFacts
{
    public List<FragmentSpreadNode> Spreads { get; } = [];

    public List<VariableUsage> Usages { get; } = [];
}

/// <summary>The use of a variable, the type its place asks for (null when unknown), and whether that place has a default.</summary>
internal readonly record struct VariableUsage(VariableNode Node, GraphType? Type, bool HasDefault, NamedType? OneOf);
